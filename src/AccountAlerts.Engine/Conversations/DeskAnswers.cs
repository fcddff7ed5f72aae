using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Conversations;

/// <summary>The desk's own answers: short, private, in the reader's words.</summary>
internal static class DeskAnswers
{
    /// <summary>Rows before "and N more".</summary>
    private const int MostRows = 20;

    private static readonly string[] Header = ["When", "Account", "What", "State"];

    public static Message Say(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };

    public static Message Help() => new()
    {
        Text = "What you can ask",
        Blocks =
        [
            new Paragraph([new Span("What you can ask", SpanStyle.Strong)]),
            new BulletList(
            [
                Line("why <account>", "why its score changed, also: why <account> since 90d"),
                Line("<account>", "how it stands: seven questions answered, what is open, what is next"),
                Line("brief <account>", "the page for a business review, also: prep acme"),
                Line("people <account>", "who we know there; person <account> <name>: how they use it"),
                Line("portfolio", "your accounts by health and money, also: portfolio dana, team portfolio, portfolio all"),
                Line("renewals this quarter", "also: next month, in 90 days, for dana"),
                Line("list <condition>", "accounts where it holds: list renewal.days_left <= 90d and health.score < 50"),
                Line("mine", "everything of yours that is open, snoozed or waiting"),
                Line("alerts", "what is open for everybody"),
                Line("queue", "what nobody has taken yet"),
                Line("ack <account>", "you are on it"),
                Line("snooze <account> until friday: <reason>", "also: for 2 weeks, until 8 june, unless worse"),
                Line("done <account>: <what>", "what you did about it"),
                Line("hand <account> to <name>: <note>", "it is theirs now"),
                Line("log <account> call: <what>", "you were in touch; also: meeting, email, training, qbr"),
                Line("note <account>: <text>", "kept with the customer, with your name and the day"),
                Line("sentiment <account> red: <why>", "how you see it, beside the score: green, yellow or red; off ends it"),
                Line("override <account> healthy until 8 june: <why>", "the band to show for now, 30 days unless you say; off ends it"),
                Line("champion <account> <person>", "who speaks for us there; also: executive <account> <person>"),
                Line("same <account>: <person> = <person>", "two names, addresses or ids are one person; apart <account>: <person> ends it"),
                Line("quiet <account> until friday: <why>", "nothing interrupts anybody about it; off ends it"),
                Line("undo <account>", "takes back what you said of it last"),
                Line("history <account>", "what happened, and who did what"),
                Line("define <word>", "what a number or a word means, also: what is adoption"),
                Line("digest", "your list of the morning, as of now"),
                Line("settings", "your page: what needs you, your customers, when and of what you hear"),
                Line("away until <day> cover <name>", "yours goes to them; type back when you are"),
                Line("open", "a link into the inbox as you"),
                Line("muted", "what is not looked for, and where"),
                Line("precision", "which alerts are worth it, for managers"),
                Line("tell sponsor <account>", "our executive hears of it, for managers"),
                Line("help", "this list"),
            ]),
        ],
    };

    public static Message Choose(string typed, Func<string, string> command, NameMatch match)
    {
        var (text, accounts) = match switch
        {
            NameMatch.Several several => ("Which one do you mean?", several.Accounts),
            NameMatch.None { Nearest.Count: > 0 } none => ($"There is no account \"{Short(typed)}\". Did you mean one of these?", none.Nearest),
            _ => ($"There is no account \"{Short(typed)}\".", []),
        };
        return Say(text) with
        {
            Buttons = [.. accounts.Select(account => new Button(Actions.Command, account.Name, command(account.AccountId)))],
        };
    }

    public static Message List(string title, string nothing, IReadOnlyList<ListedAlert> alerts, string reader, TeamDirectory team)
    {
        if (alerts.Count == 0)
            return Say(nothing);
        var zone = team.ZoneOf(reader);
        var blocks = new List<Block> { new Paragraph([new Span(title, SpanStyle.Strong)]) };
        blocks.Add(new TableBlock(Header,
        [
            .. alerts.Take(MostRows).Select(listed => new[]
            {
                CardWords.Urgency(listed.Stored.Alert.Severity), listed.Account.Name, CardWords.Without(listed.Account.Name, listed.Stored.Text.Title),
                CardWords.State(listed.Stored.Alert.Status, email => team.Of(email).Name, zone) ?? (listed.OnCard ? "Open" : "Open, not sent as a message"),
            }),
        ]));
        if (alerts.Count > MostRows)
            blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {alerts.Count - MostRows} more"))]));
        return new Message { Text = title, Blocks = blocks };
    }

    /// <summary>What "the data is wrong" does, and what it does not.</summary>
    /// <param name="operations">Who minds the data; null if nobody, or more than one, is known for it.</param>
    /// <param name="leftOut">What is left out of the score from now on, as people call it.</param>
    public static Message WrongData(Teammate? operations, IReadOnlyList<string> leftOut)
    {
        string told = operations is null
            ? "Nobody is named for operations, so please tell whoever minds the data."
            : $"{operations.Name} is told.";
        string score = leftOut.Count == 0
            ? "The score goes on using the data until it is mended."
            : $"Left out of the score until it says something else: {string.Join(", ", leftOut)}.";
        return Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{told} This stays away until it was once back to normal, {AlertActs.WrongDataDays} days at most. {score}"));
    }

    /// <summary>What could be written to the customer, to copy and to change.</summary>
    public static Message Draft(AccountFile file, IEnumerable<CardCause> causes)
    {
        var shown = causes.Select(cause => (cause.Alert, cause.Episode)).ToHashSet();
        string[] drafts =
        [
            .. file.Alerts.Where(stored => shown.Contains((stored.Alert.Key, stored.Alert.Episode))).OrderByDescending(stored => stored.Alert.Severity)
                .Select(stored => stored.Text.Say).OfType<string>().Where(say => say.Length > 0),
        ];
        if (drafts.Length == 0)
            return Say("There is no draft for this.");
        var blocks = new List<Block> { new Paragraph([new Span("A draft, only for you. Copy it and make it yours; nothing is sent.", SpanStyle.Emphasis)]) };
        blocks.AddRange(drafts.Select(draft => new Paragraph([new Span(draft)])));
        return new Message { Text = $"A draft to {file.Snapshot?.Name ?? "the customer"}", Blocks = blocks };
    }

    public static Message AskOperations() => Say("This customer is not yours to see. Ask operations.");

    /// <summary>What to answer an act that changed something; null where the card itself shows it.</summary>
    public static Message? Acted(
        AlertAct act, IReadOnlyList<AlertChange> changes, IReadOnlyDictionary<AlertKey, StoredAlert> alerts, AccountSnapshot account, Card? card,
        TeamDirectory team, string clicker)
    {
        if (act is AlertAct.Unmute)
            return Say($"It is looked for again: {account.Name}.");
        if (card is not null)
            return null;
        if (act is AlertAct.AskSponsor)
            return Say($"Our sponsor hears of {account.Name} once its CSM had time to add a note.");
        var zone = team.ZoneOf(clicker);
        string[] lines =
        [
            .. changes.Select(change => change.Transition.After).Select(alert =>
                (CardWords.State(alert.Status, email => team.Of(email).Name, zone) ?? "Noted") + CardWords.Separator + alerts[alert.Key].Text.Title),
        ];
        return lines.Length == 1
            ? Say(lines[0])
            : new Message { Text = account.Name, Blocks = [new BulletList([.. lines.Select(line => new[] { new Span(line) })])] };
    }

    /// <summary>Why an act changed nothing; null where that is what the clicker wanted anyway.</summary>
    public static Message? Unchanged(string reason, Alert alert, AlertAct act, string clicker, TeamDirectory team) => reason switch
    {
        AlertReasons.AlreadyAcknowledged when alert.Status.AcknowledgedBy is { } by && !Same(by, clicker) => Say($"{team.Of(by).Name} is on it already."),
        AlertReasons.AlreadyResolved => Say($"Already over: {CardWords.Outcome(alert.Status, email => team.Of(email).Name)}."),
        AlertReasons.AlreadyTheirs when act is not AlertAct.Claim => Say("It is theirs already."),
        AlertReasons.AlreadyClaimed => Say($"{team.Of(alert.Status.Assignee ?? alert.Status.Owner ?? alert.Status.AcknowledgedBy ?? "").Name} has it already."),
        AlertReasons.AlreadyStarted when alert.Status.Playbook is { } playbook && !Same(playbook.Owner, clicker) =>
            Say($"{team.Of(playbook.Owner).Name} began these steps already."),
        AlertReasons.NoSuchStep => Say("That step is not known any more."),
        AlertReasons.NotMuted => Say("It is looked for already."),
        AlertReasons.SnoozeTooLong => Say($"A snooze lasts {Snooze.MaxDays} days at most."),
        AlertReasons.SnoozeInThePast => Say("That time is over already."),
        AlertReasons.SnoozeWithoutEnd => Say("Please choose what should wake it, or a day."),
        _ => null,
    };

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static Span[] Line(string command, string meaning) => [new Span(command, SpanStyle.Code), new Span(CardWords.Separator + meaning)];

    private static string Short(string typed) => typed.Length > 60 ? typed[..60] + "..." : typed;
}

using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using NodaTime;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Puts a card's message together from what is stored: the account, its alerts and their words. Pure; the same input gives the same bytes.</summary>
public static class CardComposer
{
    /// <summary>More causes of a change than this are summed up in one line.</summary>
    private const int MostCauses = 3;

    /// <summary>So many things to look at are told whole; of the others what changed and what to do. A card is read between two calls.</summary>
    private const int MostTold = 3;

    /// <param name="causes">The alerts of the card's causes, by key.</param>
    public static Message Compose(PlannedCard plan, AccountSnapshot account, IReadOnlyDictionary<AlertKey, StoredAlert> causes, CardFrame frame)
    {
        var team = frame.Team;
        var card = plan.Card;
        var zone = team.ZoneOf(card.For);
        var all = card.Causes
            .Where(cause => causes.TryGetValue(cause.Alert, out var stored) && stored.Alert.Episode == cause.Episode)
            .Select(cause => new ShownCause(cause.Number, causes[cause.Alert])).ToList();
        return card.Phase switch
        {
            CardPhase.Superseded => OneLine(account.Name + CardWords.Separator + "there is a newer message"),
            CardPhase.Closed when plan.MovedTo is { } reader => OneLine(account.Name + CardWords.Separator + "now with " + NameOf(reader)),
            CardPhase.Closed => Over(account, all, NameOf),
            _ => Live(plan, account, all, frame, zone),
        };

        string NameOf(string reader) => reader.StartsWith('#') ? reader : team.Of(reader).Name;
    }

    private static Message Live(
        PlannedCard plan, AccountSnapshot account, List<ShownCause> all, CardFrame frame, DateTimeZone zone)
    {
        var team = frame.Team;
        var card = plan.Card;
        // To the reader their own act is "you".
        string NameOf(string email) => team.Of(email).Name;
        string ByOf(string email) => email.Equals(card.For, StringComparison.OrdinalIgnoreCase) ? "you" : NameOf(email);
        // By what is most urgent; then by title, so that the order never depends on which came first.
        List<ShownCause> live =
        [
            .. all.Where(cause => cause.Alert.IsLive).OrderByDescending(cause => cause.Alert.Severity)
                .ThenBy(cause => cause.Words.Title, StringComparer.Ordinal).ThenBy(cause => cause.Number),
        ];
        var worst = live[0];
        string text = Titled(account, worst.Words.Title);
        string heading = text;
        if (live.Count > 1)
        {
            text = string.Create(CultureInfo.InvariantCulture, $"{text} (and {live.Count - 1} more)");
            heading = string.Create(CultureInfo.InvariantCulture, $"{account.Name}{CardWords.Separator}{live.Count} things to look at");
        }

        var blocks = new List<Block> { new Heading([new Span(heading, Url: frame.Links.Account(account.AccountId))]) };
        if (plan.StandsFor is { For: { } whose } absent)
            blocks.Add(new Paragraph([new Span(CardWords.StandsFor(NameOf(whose), absent.Until, absent.Why), SpanStyle.Emphasis)]));
        blocks.Add(Header(account, worst, NameOf));
        blocks.AddRange(SponsorBlocks.Of(card, account, live, frame, zone));
        AddScore(blocks, account);
        blocks.AddRange(SaidWords.Opinion(account.Opinion, team).Select(line => new Paragraph([new Span(line, SpanStyle.Emphasis)])));
        bool scoreIsTold = live.Count > 1
            && ChangeShare.IsTold(account.Move?.Parts ?? [], live.Where(cause => !cause.Words.AboutScore).SelectMany(cause => cause.Words.Signals));
        foreach (var (at, cause) in live.Index())
            AddCause(blocks, cause, live.Count > 1 ? account.Name : null, at < MostTold, scoreIsTold && cause.Words.AboutScore, NameOf, NewSince(cause, live, ByOf, zone), zone);
        foreach (var over in all.Where(cause => !cause.Alert.IsLive))
            blocks.Add(new Paragraph([new Span(CardWords.Outcome(over.Alert.Status, NameOf) + CardWords.Separator + over.Words.Title, SpanStyle.Emphasis)]));
        if (ChampionQuestion.Of(card, account) is { } question)
            blocks.Add(question);
        blocks.Add(new Footnote(string.Join(". ", new[] { account.Freshness, account.Demo ? "Demo: invented data" : null }.OfType<string>())));

        return new Message
        {
            Text = text,
            Tone = CardWords.ToneOf(card.Kind, worst.Alert.Severity),
            Blocks = blocks,
            Buttons = CardButtons.ForCard(card, account, live, frame),
        };
    }

    private static FieldList Header(AccountSnapshot account, ShownCause worst, Func<string, string> nameOf)
    {
        var fields = new List<Field> { new("When", CardWords.Urgency(worst.Alert.Severity)) };
        fields.Add(new Field("CSM", account.OwnerEmail is { } owner ? nameOf(owner) : "No CSM") { Person = account.OwnerEmail });
        if (account.Segment is { } segment)
            fields.Add(new Field("Tier", PlainText.Clean(segment, 60)));
        if (account.Arr is { } arr)
            fields.Add(new Field("ARR", ReadableValue.Money(arr, account.Currency)));
        if (account.DaysToDecision is { } days)
            fields.Add(new Field("Renewal", CardWords.Renewal(days)));
        // What may be lost is no argument for growth, and none for a question about data.
        if (worst.Alert.Kind is TriggerKind.Risk or TriggerKind.Onboarding && MoneyWords.AtStake(account.Money) is { } stake)
            fields.Add(new Field("At stake", stake));
        return new FieldList(fields);
    }

    private static void AddScore(List<Block> blocks, AccountSnapshot account)
    {
        if (account.Score is null && account.Reason is null)
            return;
        string? since = account.Move is { } known ? ReadableValue.NearDate(known.From) : null;
        blocks.Add(new ScoreBlock(
            account.Score, account.Band is { } band ? CardWords.Band(band) : null, account.Move?.Change, since, account.Reason, account.Course));
        if (account.Move is { Change: not 0 } move)
            blocks.Add(new CauseBlock($"What moved it since {since}", Largest(move.Causes), move.Change));
    }

    /// <summary>The largest causes, and one line for the sum of the others: the points still add up.</summary>
    private static List<CauseLine> Largest(IReadOnlyList<CauseLine> causes)
    {
        CauseLine[] told = [.. causes.Where(line => line.Points != 0).OrderByDescending(line => Math.Abs(line.Points))];
        if (told.Length <= MostCauses + 1)
            return [.. told];
        CauseLine[] others = told[MostCauses..];
        string detail = string.Join(", ", others.Select(line => line.Label));
        return [.. told[..MostCauses], new CauseLine("Others", others.Sum(line => line.Points), detail, "")];
    }

    /// <param name="account">Among several causes each has its title, without the name that the headline says; null for the only one.</param>
    /// <param name="whole">With what we saw and why it matters.</param>
    /// <param name="inOneLine">The score and what moved it stand above, and the other causes tell why: no story of its own, unless somebody works on it.</param>
    private static void AddCause(
        List<Block> blocks, ShownCause cause, string? account, bool whole, bool inOneLine, Func<string, string> nameOf, string? newSince, DateTimeZone zone)
    {
        var words = cause.Words;
        if (account is not null)
            blocks.Add(new Paragraph([new Span(Capital(CardWords.Without(account, words.Title)), SpanStyle.Strong)]));
        if (!inOneLine || cause.Alert.Status.Playbook is not null)
        {
            if (whole)
                blocks.AddRange(words.Body);
            if (whole && words.Evidence.Count > 0)
            {
                blocks.Add(new Paragraph([new Span("What we saw", SpanStyle.Strong)]));
                blocks.Add(new BulletList([.. words.Evidence.Select(line => new[] { new Span(line) })]));
            }

            AddSteps(blocks, cause, nameOf, zone);
        }

        if (newSince is not null)
            blocks.Add(new Paragraph([new Span(newSince, SpanStyle.Emphasis)]));
        if (CardWords.State(cause.Alert.Status, nameOf, zone) is { } state)
            blocks.Add(new Paragraph([new Span(state, SpanStyle.Emphasis)]));
    }

    /// <summary>"New since you acknowledged on Tue 2 Jun": of this cause, or of the others on the card.</summary>
    private static string? NewSince(ShownCause cause, List<ShownCause> live, Func<string, string> byOf, DateTimeZone zone)
    {
        if (cause.Alert.State != AlertState.Open)
            return null;
        var taken = cause.Alert.Status.TakenBefore ?? live
            .Select(other => other.Alert.Status)
            .Where(status => status is { AcknowledgedBy: not null, AcknowledgedAt: not null } && status.AcknowledgedAt < cause.Alert.Status.AnnouncedAt)
            .Select(status => new Taken(status.AcknowledgedBy!, status.AcknowledgedAt!.Value))
            .MaxBy(known => known.At);
        return taken is null ? null : $"New since {byOf(taken.By)} acknowledged on {CardWords.Day(taken.At, zone)}";
    }

    /// <summary>What to do next; or, once somebody began, all steps with what is done of them.</summary>
    private static void AddSteps(List<Block> blocks, ShownCause cause, Func<string, string> nameOf, DateTimeZone zone)
    {
        if (cause.Alert.Status.Playbook is { } playbook)
        {
            blocks.Add(new Paragraph([new Span("Steps", SpanStyle.Strong), new Span($" ({nameOf(playbook.Owner)}, by {ReadableValue.NearDate(playbook.DueOn)})")]));
            blocks.Add(new BulletList([.. playbook.Steps.Select(step => new[]
            {
                step is { DoneBy: { } by, DoneAt: { } at }
                    ? new Span($"\u2611 {step.Text} ({nameOf(by)}, {CardWords.Day(at, zone)})", SpanStyle.Emphasis)
                    : new Span($"\u2610 {step.Text}"),
            })]));
            return;
        }

        string due = ReadableValue.NearDate(cause.Words.DueOn);
        var next = new List<Span> { new("Next step", SpanStyle.Strong), new(CardWords.Separator + cause.Words.NextStep) };
        // Most steps name their day already.
        if (!cause.Words.NextStep.Contains(due, StringComparison.Ordinal))
            next.Add(new Span($" (by {due})"));
        blocks.Add(new Paragraph(next));
    }

    private static Message Over(AccountSnapshot account, List<ShownCause> all, Func<string, string> nameOf)
    {
        var last = all.OrderByDescending(cause => cause.Alert.Status.ResolvedAt).ThenBy(cause => cause.Number).FirstOrDefault();
        return last is null
            ? OneLine(account.Name + CardWords.Separator + "nothing open any more")
            : OneLine(CardWords.Outcome(last.Alert.Status, nameOf) + CardWords.Separator + Titled(account, last.Words.Title));
    }

    /// <summary>A line that stands alone names the account; most titles do already.</summary>
    private static string Titled(AccountSnapshot account, string title) =>
        title.Contains(account.Name, StringComparison.Ordinal) ? title : account.Name + CardWords.Separator + title;

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static Message OneLine(string text) => new() { Text = text, Tone = Tone.Done, Blocks = [new Paragraph([new Span(text)])] };
}

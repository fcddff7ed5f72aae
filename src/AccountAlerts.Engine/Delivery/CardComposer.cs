using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using NodaTime;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Puts a card's message together from what is stored: the account, its alerts and their words. Pure; the same input gives the same bytes.</summary>
public static class CardComposer
{
    /// <summary>How far back the change of the score on a card is told.</summary>
    private const int ChangeDays = 28;

    /// <param name="causes">The alerts of the card's causes, by key.</param>
    public static Message Compose(PlannedCard plan, AccountSnapshot account, IReadOnlyDictionary<AlertKey, StoredAlert> causes, TeamDirectory team)
    {
        var card = plan.Card;
        var zone = team.ZoneOf(card.Conversation.Id);
        var all = card.Causes
            .Where(cause => causes.TryGetValue(cause.Alert, out var stored) && stored.Alert.Episode == cause.Episode)
            .Select(cause => new Shown(cause.Number, causes[cause.Alert])).ToList();
        return card.Phase switch
        {
            CardPhase.Superseded => OneLine(account.Name + CardWords.Separator + "there is a newer message"),
            CardPhase.Closed when plan.MovedTo is { } reader => OneLine(account.Name + CardWords.Separator + "now with " + NameOf(reader)),
            CardPhase.Closed => Over(account, all, NameOf),
            _ => Live(card, account, all, NameOf, zone),
        };

        string NameOf(string reader) => reader.StartsWith('#') ? reader : team.Of(reader).Name;
    }

    private static Message Live(Card card, AccountSnapshot account, List<Shown> all, Func<string, string> nameOf, DateTimeZone zone)
    {
        List<Shown> live = [.. all.Where(cause => cause.Alert.IsLive).OrderByDescending(cause => cause.Alert.Severity).ThenBy(cause => cause.Number)];
        var worst = live[0];
        string title = Titled(account, worst.Words.Title);
        string more = live.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" (and {live.Count - 1} more)") : "";
        var blocks = new List<Block> { new Heading([new Span(title)]), Header(account, worst, nameOf) };
        if (account.Score is not null || account.Reason is not null)
            blocks.Add(ScoreOf(account));
        foreach (var cause in live)
            AddCause(blocks, cause, live.Count > 1, nameOf, zone);
        foreach (var over in all.Where(cause => !cause.Alert.IsLive))
            blocks.Add(new Paragraph([new Span(CardWords.Outcome(over.Alert.Status, nameOf) + CardWords.Separator + over.Words.Title, SpanStyle.Emphasis)]));
        blocks.Add(new Footnote(string.Join(". ", new[] { account.Freshness, account.Coverage, account.Demo ? "Demo: invented data" : null }.OfType<string>())));

        return new Message
        {
            Text = title + more,
            Tone = CardWords.ToneOf(card.Kind, worst.Alert.Severity),
            Blocks = blocks,
            Buttons = Buttons(card, account, live),
        };
    }

    private static FieldList Header(AccountSnapshot account, Shown worst, Func<string, string> nameOf)
    {
        var fields = new List<Field> { new("When", CardWords.Urgency(worst.Alert.Severity)) };
        fields.Add(new Field("CSM", account.OwnerEmail is { } owner ? nameOf(owner) : "No CSM"));
        if (account.Segment is { } segment)
            fields.Add(new Field("Tier", PlainText.Clean(segment, 60)));
        if (account.Arr is { } arr)
            fields.Add(new Field("ARR", ReadableValue.Money(arr, account.Currency)));
        if (account.DaysToDecision is { } days)
            fields.Add(new Field("Renewal", CardWords.Renewal(days)));
        return new FieldList(fields);
    }

    private static ScoreBlock ScoreOf(AccountSnapshot account)
    {
        var from = account.Course.LastOrDefault(point => point.Day <= account.At.AddDays(-ChangeDays));
        int? change = account.Score is { } now && from?.Score is { } then ? now - then : null;
        return new ScoreBlock(
            account.Score, account.Band is { } band ? CardWords.Band(band) : null, change, change is null ? null : ReadableValue.NearDate(from!.Day),
            account.Reason, account.Course);
    }

    private static void AddCause(List<Block> blocks, Shown cause, bool titled, Func<string, string> nameOf, DateTimeZone zone)
    {
        var words = cause.Words;
        if (titled)
            blocks.Add(new Paragraph([new Span(words.Title, SpanStyle.Strong)]));
        blocks.AddRange(words.Body);
        if (words.Evidence.Count > 0)
        {
            blocks.Add(new Paragraph([new Span("What we saw", SpanStyle.Strong)]));
            blocks.Add(new BulletList([.. words.Evidence.Select(line => new[] { new Span(line) })]));
        }

        blocks.Add(new FieldList([new Field("Next step", words.NextStep), new Field("By", ReadableValue.NearDate(words.DueOn))]));
        if (CardWords.State(cause.Alert.Status, nameOf, zone) is { } state)
            blocks.Add(new Paragraph([new Span(state, SpanStyle.Emphasis)]));
    }

    private static List<Button> Buttons(Card card, AccountSnapshot account, List<Shown> live)
    {
        string value = new CardHandle(card.Key, card.Revision).ToString();
        (int, string)[] causes = [.. live.Select(cause => (cause.Number, cause.Words.Title))];
        var buttons = new List<Button>();
        if (CardState.Of(live.Select(cause => cause.Alert.State)) != AlertState.Acknowledged)
            buttons.Add(new Button(Actions.Acknowledge, "Acknowledge", value, ButtonStyle.Primary));
        buttons.Add(new Button(Actions.Snooze, "Snooze", value, Dialog: CardDialogs.Snooze(causes, account.DaysToDecision > 30)));
        buttons.Add(new Button(Actions.Why, "Why?", value));
        buttons.Add(new Button(Actions.Done, "Done", value, Dialog: CardDialogs.Done(causes)));
        buttons.Add(new Button(Actions.NotRight, "Not right...", value, Dialog: CardDialogs.NotRight(causes), More: true));
        return buttons;
    }

    private static Message Over(AccountSnapshot account, List<Shown> all, Func<string, string> nameOf)
    {
        var last = all.OrderByDescending(cause => cause.Alert.Status.ResolvedAt).ThenBy(cause => cause.Number).FirstOrDefault();
        return last is null
            ? OneLine(account.Name + CardWords.Separator + "nothing open any more")
            : OneLine(CardWords.Outcome(last.Alert.Status, nameOf) + CardWords.Separator + Titled(account, last.Words.Title));
    }

    /// <summary>A line that stands alone names the account; most titles do already.</summary>
    private static string Titled(AccountSnapshot account, string title) =>
        title.Contains(account.Name, StringComparison.Ordinal) ? title : account.Name + CardWords.Separator + title;

    private static Message OneLine(string text) => new() { Text = text, Tone = Tone.Done, Blocks = [new Paragraph([new Span(text)])] };

    private sealed record Shown(int Number, StoredAlert Stored)
    {
        public Alert Alert => Stored.Alert;

        public CauseWords Words => Stored.Text;
    }
}

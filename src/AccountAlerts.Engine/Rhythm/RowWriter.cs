using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using NodaTime;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Writes the lines of one message about many alerts, and remembers what their buttons act on.</summary>
public sealed class RowWriter(string sheet, string reader, Conversation conversation, TeamDirectory team, DateTimeOffset now)
{
    private readonly List<Card> _rows = [];
    private readonly DateTimeZone _zone = team.ZoneOf(reader);

    public string Sheet => sheet;

    /// <summary>The reader's own day.</summary>
    public DateOnly Today => DayOf(now);

    public DateOnly DayOf(DateTimeOffset instant) => CardWords.LocalDay(instant, _zone);

    /// <summary>A line about an alert, with buttons like those of its card.</summary>
    /// <param name="said">What stands before everything else in the small print, such as whose it is.</param>
    public MessageRow Alert(StoredAlert stored, AccountSnapshot account, string? said = null)
    {
        var alert = stored.Alert;
        var card = new Card
        {
            Key = new RowKey(sheet, _rows.Count + 1).ToString(),
            AccountId = alert.Key.AccountId,
            Kind = alert.Kind,
            Conversation = conversation,
            Reader = reader,
            Generation = 0,
            Causes = [new CardCause(1, alert.Key, alert.Episode, 1)],
            CreatedAt = now,
        };
        _rows.Add(card);

        string title = stored.Text.Title;
        var spans = title.StartsWith(account.Name, StringComparison.Ordinal)
            ? new[] { new Span(account.Name, SpanStyle.Strong), new Span(title[account.Name.Length..]) }
            : [new Span(account.Name, SpanStyle.Strong), new Span(CardWords.Separator + title)];
        return new MessageRow([.. spans.Where(span => span.Text.Length > 0)], Detail(stored, account, said), Buttons(card, alert, account));
    }

    /// <summary>The message with everything that its buttons need.</summary>
    /// <param name="post">Unique key of the message; null for an answer.</param>
    public RowSheet ToSheet(Message message, string? post) =>
        new(now, reader, post, message, MessageJson.Hash(MessageJson.Write(message)), [.. _rows]);

    private string Detail(StoredAlert stored, AccountSnapshot account, string? said)
    {
        var facts = new List<string>();
        if (account.Score is { } score)
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"score {score}"));
        if (account.Arr is { } arr)
            facts.Add(ReadableValue.Money(arr, account.Currency) + " ARR");
        if (account.DaysToDecision is { } left and <= 180)
            facts.Add("renewal " + CardWords.Renewal(left));
        int open = Today.DayNumber - DayOf(stored.Alert.OpenedAt).DayNumber;
        if (open > 0 && stored.Alert.State != AlertState.Standing)
            facts.Add("open " + ReadableValue.Days(open));

        string? state = CardWords.State(stored.Alert.Status, email => team.Of(email).Name, _zone);
        return string.Join(". ", new[] { said, stored.Alert.State == AlertState.Standing ? null : state, Sentence(facts), SetBy(account), NextStep(stored.Text) }.OfType<string>());
    }

    private string? SetBy(AccountSnapshot account) =>
        SetBand.Of(account.Opinion) is { } set && set.HoldsOn(Today) ? SaidWords.Set(set, team) : null;

    private string NextStep(CauseWords words)
    {
        string due = ReadableValue.NearDate(words.DueOn);
        string by = words.DueOn < Today ? $" (was due {due})" : words.NextStep.Contains(due, StringComparison.Ordinal) ? "" : $" (by {due})";
        return $"Next: {words.NextStep}{by}";
    }

    private static string? Sentence(List<string> facts)
    {
        string text = string.Join(", ", facts);
        return text.Length == 0 ? null : char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static List<Button> Buttons(Card card, Alert alert, AccountSnapshot account)
    {
        string value = new CardHandle(card.Key, card.Revision).ToString();
        (int, string)[] causes = [(1, "")];
        var buttons = new List<Button>();
        if (Roles.IsChannel(card.For) && account.OwnerEmail is null && alert.Status is { Assignee: null, AcknowledgedBy: null })
            buttons.Add(new Button(Actions.Claim, "Claim", value));
        else if (alert.State != AlertState.Acknowledged)
            buttons.Add(new Button(Actions.Acknowledge, "Acknowledge", value));
        buttons.Add(new Button(Actions.Why, "Why?", value));
        buttons.Add(new Button(Actions.Snooze, "Snooze", value, Dialog: CardDialogs.Snooze(causes, account.DaysToDecision > 30), More: true));
        buttons.Add(new Button(Actions.Done, "Done", value, Dialog: CardDialogs.Done(causes), More: true));
        return buttons;
    }
}

using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations;
using NodaTime;

namespace AccountAlerts.Engine.Delivery;

/// <summary>What a card says about our executive sponsor: to them one question, to whose account it is that they will hear of it.</summary>
internal static class SponsorBlocks
{
    public static IEnumerable<Block> Of(Card card, AccountSnapshot account, IReadOnlyList<ShownCause> live, CardFrame frame, DateTimeZone zone)
    {
        var said = live.Select(cause => cause.Alert.Status.Sponsor).OfType<SponsorWord>().ToList();
        if (frame.IsExecutive(card.For))
        {
            string asked = said.Select(word => word.Note).OfType<string>().FirstOrDefault() ?? $"Will you call the executive of {account.Name} this week?";
            yield return new Paragraph([new Span("Asked of you", SpanStyle.Strong), new Span(CardWords.Separator + asked)]);
        }
        else if (said.Find(word => word.HeldBy is not null) is { } held)
        {
            yield return Small($"Not told to our sponsor yet, says {frame.Team.Of(held.HeldBy ?? "").Name}{CardWords.Separator}{held.HeldWhy}");
        }
        else if (IsOwners(card, account) && Hears(live, frame) is { } at)
        {
            yield return Small($"Our sponsor hears of this from {CardWords.Moment(at, zone)} on. Add what is asked of them, or hold it with a reason.");
        }
    }

    /// <param name="value">What the card's buttons carry.</param>
    public static IEnumerable<Button> Buttons(Card card, AccountSnapshot account, IReadOnlyList<ShownCause> live, CardFrame frame, string value)
    {
        bool held = live.Any(cause => cause.Alert.Status.Sponsor?.HeldBy is not null);
        if (IsOwners(card, account) && (held || Hears(live, frame) is not null))
        {
            yield return new Button(Actions.NoteForSponsor, held ? "Tell our sponsor..." : "Add a note...", value, Dialog: CardDialogs.NoteForSponsor(), More: true);
            if (!held)
                yield return new Button(Actions.HoldFromSponsor, "Hold from our sponsor...", value, Dialog: CardDialogs.HoldFromSponsor(), More: true);
        }

        if (frame.IsManager(card.For) && (held || live.Any(cause => cause.Alert.Status.Sponsor?.AskedBy is null)))
            yield return new Button(Actions.AskSponsor, "Tell our sponsor", value, More: true);
    }

    private static bool IsOwners(Card card, AccountSnapshot account) => card.For.Equals(account.OwnerEmail, StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset? Hears(IReadOnlyList<ShownCause> live, CardFrame frame) => live.Select(cause => frame.SponsorHears(cause.Alert)).Min();

    private static Paragraph Small(string text) => new([new Span(text, SpanStyle.Emphasis)]);
}

using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Tests.Delivery;

public sealed class CardPlannerTests
{
    private const string Dana = "dana@example.com";
    private static readonly DateTimeOffset Now = new(2026, 6, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_open_alert_without_a_card_gets_one()
    {
        var planned = Assert.Single(Plan([Routed("quiet")]));

        Assert.Equal((1, CardPhase.Live, 0), (planned.Card.Generation, planned.Card.Phase, planned.Card.Version));
        Assert.Equal(new CardCause(1, Key("quiet"), 1, 1), Assert.Single(planned.Card.Causes));
    }

    [Theory]
    [InlineData(AlertState.Acknowledged)]
    [InlineData(AlertState.Snoozed)]
    public void What_is_taken_or_asleep_gets_no_card_of_its_own(AlertState state) => Assert.Empty(Plan([Routed("quiet", state)]));

    [Fact]
    public void Without_news_a_card_stays_as_it_is()
    {
        var card = Live(1, "quiet");

        var planned = Assert.Single(Plan([Routed("quiet")], card));

        Assert.False(planned.Changed);
        Assert.Equal(card.Card, planned.Card);
    }

    [Fact]
    public void News_supersede_the_card_and_begin_the_next_generation()
    {
        var planned = Plan([Routed("quiet"), Routed("drop", announce: true)], Live(4, "quiet"));

        Assert.Equal([(4, CardPhase.Superseded), (5, CardPhase.Live)], planned.Select(plan => (plan.Card.Generation, plan.Card.Phase)));
        Assert.NotEqual(planned[0].Card.Key, planned[1].Card.Key);
        Assert.Equal(2, planned[1].Card.Causes.Count);
    }

    [Fact]
    public void What_would_make_no_card_joins_one_in_place_and_the_buttons_seen_before_do_not_speak_of_it()
    {
        var planned = Assert.Single(Plan([Routed("quiet"), Told("drop", TellingWay.Digest, TellingReasons.Digest)], Live(1, "quiet")));

        Assert.Equal((2, true), (planned.Card.Revision, planned.Changed));
        Assert.Equal(new CardCause(2, Key("drop"), 1, 2), planned.Card.Causes[1]);
    }

    [Theory]
    [InlineData(TellingWay.Digest, TellingReasons.Quiet)]
    [InlineData(TellingWay.Digest, TellingReasons.Budget)]
    [InlineData(TellingWay.Held, TellingReasons.Guard)]
    [InlineData(TellingWay.Bundle, TellingReasons.Bundle)]
    [InlineData(TellingWay.Silent, TellingReasons.Observed)]
    public void What_waits_to_be_told_elsewhere_is_not_told_by_a_quiet_edit(TellingWay way, string reason)
    {
        var planned = Assert.Single(Plan([Routed("quiet"), Told("drop", way, reason)], Live(1, "quiet")));

        Assert.Single(planned.Card.Causes);
    }

    [Fact]
    public void A_new_message_says_also_what_would_have_come_later_as_a_row() => Assert.Equal(
        2, Plan([Routed("quiet", announce: true), Told("drop", TellingWay.Digest, TellingReasons.Budget)]).Single().Card.Causes.Count);

    [Fact]
    public void What_only_a_digest_told_makes_no_card() => Assert.Empty(Plan([Told("drop", TellingWay.Digest, TellingReasons.Quiet, toldAt: Now)]));

    [Fact]
    public void A_card_without_a_live_cause_closes()
    {
        var planned = Assert.Single(Plan([], Live(1, "quiet")));

        Assert.Equal((CardPhase.Closed, null), (planned.Card.Phase, planned.MovedTo));
    }

    [Fact]
    public void A_card_whose_cause_went_to_somebody_else_says_to_whom()
    {
        var moved = Routed("quiet", reader: "lee@example.com");

        var planned = Plan([moved], Live(3, "quiet"));

        Assert.Equal(("lee@example.com", CardPhase.Closed), (planned[0].MovedTo, planned[0].Card.Phase));
        Assert.Equal((1, "lee@example.com"), (planned[1].Card.Generation, planned[1].Card.Conversation.Id));
    }

    [Fact]
    public void After_a_closed_card_the_next_one_counts_on()
    {
        var closed = Live(3, "quiet");

        var planned = Assert.Single(Plan([Routed("quiet", announce: true)], closed with { Card = closed.Card with { Phase = CardPhase.Closed } }));

        Assert.Equal(4, planned.Card.Generation);
    }

    private static IReadOnlyList<PlannedCard> Plan(IReadOnlyList<RoutedAlert> alerts, params StoredCard[] newest)
    {
        int keys = 0;
        return CardPlanner.Plan(1, alerts, newest, InboxPlatform.ConversationOf, () => $"new-{++keys}", Now);
    }

    private static AlertKey Key(string trigger) => new(1, trigger, SubjectKind.Account, "fernway");

    private static RoutedAlert Routed(string trigger, AlertState state = AlertState.Open, bool announce = false, string reader = Dana) =>
        Told(trigger, TellingWay.Card, TellingReasons.Urgent, state, announce ? null : Now, reader);

    private static RoutedAlert Told(
        string trigger, TellingWay way, string reason, AlertState state = AlertState.Open, DateTimeOffset? toldAt = null, string reader = Dana)
    {
        var alert = new Alert
        {
            Key = Key(trigger),
            Episode = 1,
            Kind = TriggerKind.Risk,
            SubjectLabel = "Fernway",
            OpenedAt = Now,
            ChangedAt = Now,
            Status = new AlertStatus { State = state, Severity = Severity.High, Mark = new Mark(Severity.High, null) },
        };
        var words = new CauseWords(trigger, [], [], "Call", ["Call"], new DateOnly(2026, 6, 7), null);
        return new RoutedAlert(
            new StoredAlert(alert, words),
            new Telling(alert.Key, 1, 1, reader, way, reason, Now, null, toldAt, null, alert.Kind, alert.Severity, null));
    }

    private static StoredCard Live(int generation, string trigger) => new(
        new Card
        {
            Key = $"card-{generation}",
            AccountId = 1,
            Kind = TriggerKind.Risk,
            Conversation = InboxPlatform.ConversationOf(Dana),
            Generation = generation,
            Causes = [new CardCause(1, Key(trigger), 1, 1)],
            CreatedAt = Now,
        },
        "hash");
}

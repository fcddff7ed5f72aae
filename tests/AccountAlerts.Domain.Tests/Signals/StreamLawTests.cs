using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Signals;

/// <summary>Laws over the whole catalogue: missing is never 0, and never what a dead source last said.</summary>
public sealed class StreamLawTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    /// <summary>Who exists, and who holds a role, does not go stale with the use.</summary>
    private static readonly string[] OfPeople =
        ["seats.used", "seats.used_ratio", "seats.growth_30d", "champion.named", "champion.exists", "champion.changed_days", "champion.moved_days", "executive.changed_days", "person.deactivated", "person.deactivated_days"];

    public static TheoryData<FactStream> Streams => [FactStream.Usage, FactStream.Tickets, FactStream.Feedback, FactStream.Invoices, FactStream.Touchpoints,
        FactStream.Milestones, FactStream.Context, FactStream.Opportunities];

    [Theory]
    [MemberData(nameof(Streams))]
    public void What_a_stale_source_feeds_is_missing_for_any_account(FactStream stream)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var view = RandomAccounts.Of(seed).Stale(stream, Today.AddDays(-40)).Stale(FactStream.People, Today.AddDays(-40)).View();
            foreach (var signal in Fed(stream))
                Assert.All(Readers(view, signal), reader => Assert.False(reader.Read(signal).Present, $"{signal.Name} of account {seed}"));
        }
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void What_nobody_has_a_row_of_is_not_connected_and_never_zero(FactStream stream)
    {
        var view = new AccountBuilder().Seats(10).View();

        Assert.All(Fed(stream).Where(signal => signal.Scope == SignalScope.Account), signal => Assert.False(view.Read(signal).Present, signal.Name));
    }

    [Fact]
    public void Counts_are_zero_once_any_account_has_a_row()
    {
        var view = new AccountBuilder().Connected(FactStream.Tickets, FactStream.Invoices, FactStream.Touchpoints, FactStream.Opportunities).View();

        string[] zero =
        [
            "tickets.open", "tickets.open_p1", "tickets.escalated_open", "tickets.oldest_p1_days", "tickets.opened_7d", "tickets.opened_28d", "tickets.usual_7d",
            "tickets.sentiment_count_30d", "invoices.overdue_days", "invoices.overdue_amount", "opportunity.expansions_open",
        ];
        Assert.All(zero, name => Assert.True(view.Number(name) == 0, name));

        // A mean of nothing is not zero.
        Assert.All(
            ["tickets.sentiment_30d", "tickets.csat_90d", "tickets.lowest_csat_7d", "tickets.days_to_close_90d", "touch.reply_hours_90d", "touch.days_since"],
            name => Assert.Null(view.Number(name)));
    }

    private static IEnumerable<Signal> Fed(FactStream stream) =>
        SignalCatalogue.All.Where(signal => SignalSources.StreamOf(signal.Name) == stream && !OfPeople.Contains(signal.Name));

    private static IEnumerable<ISignalReader> Readers(AccountView view, Signal signal) => signal.Scope switch
    {
        SignalScope.Account => [view],
        SignalScope.Person => view.People.Select(view.ForPerson),
        SignalScope.Ticket => view.Facts.Tickets.Select(ticket => view.ForSubject(new Subject(SubjectKind.Ticket, ticket.TicketId, ""))).OfType<SubjectView>(),
        SignalScope.Invoice => view.Facts.Invoices.Select(invoice => view.ForSubject(new Subject(SubjectKind.Invoice, invoice.InvoiceId, ""))).OfType<SubjectView>(),
        _ => view.Frame.Metrics.Metrics.Select(metric => view.ForSubject(new Subject(SubjectKind.Feature, metric.Name, ""))).OfType<SubjectView>(),
    };
}

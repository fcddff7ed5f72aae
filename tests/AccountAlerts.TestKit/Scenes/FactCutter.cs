using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.TestKit.Scenes;

/// <summary>What the store would hold if the world had ended with a day: the plain way to say what "as of" means.</summary>
public static class FactCutter
{
    public static AccountFacts UpTo(this AccountFacts facts, DateOnly day) => facts with
    {
        Versions = [.. facts.Versions.Where(version => version.EffectiveOn <= day)],
        People = [.. facts.People.Select(person => Cut(person, day))],
        Usage = new UsageHistory(facts.Usage.Entries.ToArray().Where(entry => entry.Day <= day.DayNumber).ToArray()),
        Tickets = [.. facts.Tickets.Where(ticket => DayOf(ticket.OpenedAt) <= day).Select(ticket => Cut(ticket, day))],
        Feedback = [.. facts.Feedback.Where(feedback => feedback.Date <= day)],
        Invoices =
        [
            .. facts.Invoices.Where(invoice => (invoice.IssuedOn ?? invoice.DueOn) <= day)
                .Select(invoice => invoice.PaidOn <= day ? invoice : invoice with { PaidOn = null }),
        ],
        Touchpoints = [.. facts.Touchpoints.Where(touch => touch.Date <= day)],
        Milestones =
        [
            .. facts.Milestones.Where(milestone => milestone.DueOn <= day || milestone.ReachedOn <= day)
                .Select(milestone => milestone.ReachedOn <= day ? milestone : milestone with { ReachedOn = null }),
        ],
        Said = [.. facts.Said.Where(said => said.Day <= day)],
        Context = [.. facts.Context.Where(happening => happening.Date <= day)],
        Outcomes = [.. facts.Outcomes.Where(outcome => outcome.RenewalOn <= day)],
        Contracts = [.. facts.Contracts.Where(contract => contract.StartsOn is null || contract.StartsOn <= day)],
    };

    private static Person Cut(Person person, DateOnly day) => person with
    {
        FirstSeen = person.FirstSeen <= day ? person.FirstSeen : null,
        DeactivatedOn = person.DeactivatedOn <= day ? person.DeactivatedOn : null,
        Versions = [.. person.Versions.Where(version => version.EffectiveOn <= day)],
    };

    private static Ticket Cut(Ticket ticket, DateOnly day) =>
        ticket.ClosedAt is { } closed && DayOf(closed) <= day ? ticket : ticket with { ClosedAt = null, Sentiment = null, Csat = null };

    private static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}

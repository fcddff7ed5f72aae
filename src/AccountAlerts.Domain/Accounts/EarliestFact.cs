namespace AccountAlerts.Domain.Accounts;

/// <summary>When an account without a creation date began: the day of its earliest dated fact.</summary>
internal static class EarliestFact
{
    public static DateOnly? UpTo(DateOnly asOf, AccountFacts facts)
    {
        int earliest = int.MaxValue;
        foreach (ref readonly var entry in facts.Usage.Entries.Span)
            earliest = Math.Min(earliest, entry.Day);

        foreach (var version in facts.Versions)
            Offer(version.EffectiveOn);
        foreach (var person in facts.People)
            Offer(person.FirstSeen);
        foreach (var ticket in facts.Tickets)
            Offer(DateOnly.FromDateTime(ticket.OpenedAt.UtcDateTime));
        foreach (var feedback in facts.Feedback)
            Offer(feedback.Date);
        foreach (var invoice in facts.Invoices)
            Offer(invoice.IssuedOn);
        foreach (var touchpoint in facts.Touchpoints)
            Offer(touchpoint.Date);
        foreach (var milestone in facts.Milestones)
            Offer(milestone.ReachedOn);
        foreach (var happening in facts.Context)
            Offer(happening.Date);
        foreach (var contract in facts.Contracts)
            Offer(contract.StartsOn);

        return earliest <= asOf.DayNumber ? DateOnly.FromDayNumber(earliest) : null;

        void Offer(DateOnly? day)
        {
            if (day is { } known)
                earliest = Math.Min(earliest, known.DayNumber);
        }
    }
}

namespace AccountAlerts.Domain.Accounts;

/// <summary>The account's own columns as they were known at the end of a day.</summary>
/// <remarks>
/// Per column: of the sources that ever gave a value the first in the operator's order, and of that source's values the latest; an
/// <c>account_history</c> row beats an import's own row of the same day. An empty cell keeps the last known value.
/// </remarks>
public sealed record AccountColumns(
    string? Segment, string? Plan, int? Seats, double? Arr, DateOnly? RenewalOn, string? OwnerEmail, Lifecycle? Lifecycle)
{
    public static AccountColumns Of(AccountFacts facts, DateOnly asOf)
    {
        Pick segment = default, plan = default, seats = default, arr = default, renewal = default, owner = default, lifecycle = default;
        var versions = facts.Versions;
        for (int i = 0; i < versions.Count; i++)
        {
            var version = versions[i];
            if (version.EffectiveOn > asOf)
                continue;

            segment.Offer(version, version.Segment is not null);
            plan.Offer(version, version.Plan is not null);
            seats.Offer(version, version.Seats is not null);
            arr.Offer(version, version.Arr is not null);
            renewal.Offer(version, version.RenewalOn is not null);
            owner.Offer(version, version.OwnerEmail is not null);
            lifecycle.Offer(version, version.Lifecycle is not null);
        }

        return new AccountColumns(
            segment.Row?.Segment ?? facts.Profile.Segment, plan.Row?.Plan, seats.Row?.Seats,
            arr.Row?.Arr, renewal.Row?.RenewalOn, owner.Row?.OwnerEmail,
            lifecycle.Row?.Lifecycle);
    }

    /// <summary>The row that decides one column.</summary>
    private struct Pick
    {
        public AccountVersion? Row { get; private set; }

        public void Offer(AccountVersion version, bool says)
        {
            if (says && (Row is null || Beats(version, Row)))
                Row = version;
        }

        private static bool Beats(AccountVersion challenger, AccountVersion holder)
        {
            if (challenger.SourceRank != holder.SourceRank)
                return challenger.SourceRank < holder.SourceRank;
            if (challenger.EffectiveOn != holder.EffectiveOn)
                return challenger.EffectiveOn > holder.EffectiveOn;
            return challenger.FromHistory || !holder.FromHistory;
        }
    }
}

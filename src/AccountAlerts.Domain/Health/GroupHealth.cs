namespace AccountAlerts.Domain.Health;

/// <summary>One account of a group.</summary>
/// <param name="Score">Published; null for none.</param>
/// <param name="Arr">A year's revenue in the base currency, or the median of its segment where it has none; null where that is not known either.</param>
public sealed record GroupMember(string AccountId, string Name, int? Score, double? Arr);

/// <summary>How an account and all below it do together. Each of them keeps its own score.</summary>
/// <param name="Accounts">How many they are, the one above all others among them.</param>
/// <param name="Scored">How many have a score; the others are left out of everything below.</param>
/// <param name="Score">Mean of their scores, weighted by ARR, rounded half up; null without any.</param>
/// <param name="Critical">How many are critical.</param>
/// <param name="ArrByBand">In the base currency, from the worst band to the best.</param>
/// <param name="Lowest">The lowest score; of several the first by account_id.</param>
public sealed record GroupHealth(
    int Accounts, int Scored, int? Score, int Critical, IReadOnlyList<(Band Band, double Arr)> ArrByBand, GroupMember? Lowest)
{
    public Band? Band => Score is { } score ? Bands.Of(score) : null;

    /// <summary>Who has no ARR, nor a segment with one, weighs only in a group where that is so for all: then all weigh the same.</summary>
    /// <param name="members">In an order that never changes: sums are made in it.</param>
    public static GroupHealth Of(IEnumerable<GroupMember> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        GroupMember[] all = [.. members];
        GroupMember[] scored = [.. all.Where(member => member.Score is not null)];
        double weight = scored.Sum(member => member.Arr ?? 0);
        double sum = weight > 0 ? scored.Sum(member => (member.Arr ?? 0) * member.Score!.Value) : scored.Sum(member => (double)member.Score!.Value);
        int? score = scored.Length == 0 ? null : WholePoints.HalfUp(WholePoints.Tidy(sum / (weight > 0 ? weight : scored.Length)));
        return new GroupHealth(
            all.Length, scored.Length, score, scored.Count(member => Bands.Of(member.Score!.Value) == Health.Band.Critical),
            [.. Enum.GetValues<Band>().Select(band => (band, Math.Round(scored.Where(member => Bands.Of(member.Score!.Value) == band).Sum(member => member.Arr ?? 0), 2, MidpointRounding.AwayFromZero)))],
            scored.OrderBy(member => member.Score).ThenBy(member => member.AccountId, StringComparer.Ordinal).FirstOrDefault());
    }
}

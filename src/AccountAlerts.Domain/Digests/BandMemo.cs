using AccountAlerts.Domain.Health;

namespace AccountAlerts.Domain.Digests;

/// <summary>The band that a reader was last told of, and one that is on its way.</summary>
/// <param name="Next">A band that the score is in, though not far or long enough to be said; null where it is in the one that was said.</param>
/// <param name="NextSince">Since when it is in <paramref name="Next"/>.</param>
public sealed record BandMemo(Band Said, Band? Next, DateOnly? NextSince)
{
    /// <summary>So many points past the edge a change of band is said at once.</summary>
    public const int PointsPast = 3;

    /// <summary>And closer to the edge once it has lasted this long.</summary>
    public const int DaysToLast = 2;

    /// <summary>What a score makes of it.</summary>
    /// <param name="before">Null at the first sight of an account: its band is no change.</param>
    /// <returns>What to remember, and whether it is to be said.</returns>
    public static (BandMemo Memo, bool Say) Step(BandMemo? before, int score, DateOnly today)
    {
        var band = Bands.Of(score);
        if (before is null)
            return (new BandMemo(band, null, null), false);
        if (band == before.Said)
            return (new BandMemo(band, null, null), false);

        var since = before.Next == band ? before.NextSince ?? today : today;
        bool say = IsFarPast(before.Said, band, score) || today.DayNumber - since.DayNumber >= DaysToLast;
        return say ? (new BandMemo(band, null, null), true) : (new BandMemo(before.Said, band, since), false);
    }

    private static bool IsFarPast(Band from, Band to, int score) => to < from
        ? score <= LowerEdge(from) - PointsPast
        : score >= LowerEdge(from + 1) + PointsPast;

    private static int LowerEdge(Band band) => band switch
    {
        Band.Healthy => Bands.HealthyFrom,
        Band.AtRisk => Bands.AtRiskFrom,
        _ => 0,
    };
}

namespace AccountAlerts.Domain.Fleet;

/// <summary>The typical value of one part of the score.</summary>
/// <param name="Accounts">For how many accounts it was known.</param>
public readonly record struct TypicalValue(double Median, int Accounts);

/// <summary>The typical values of one evaluation, by part of the score.</summary>
public sealed record MedianPoint(DateTimeOffset At, IReadOnlyDictionary<string, TypicalValue> Values);

/// <summary>The typical values of the last day, a few an hour: little enough to be kept as one small text.</summary>
/// <param name="Points">Oldest first.</param>
public sealed record MedianTrail(IReadOnlyList<MedianPoint> Points)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    /// <summary>Where the number of accounts differs by more, other customers are looked at, not the same ones in another state.</summary>
    private const double Comparable = 0.05;

    public static MedianTrail None { get; } = new([]);

    /// <returns>The same where the last point is too young for another.</returns>
    public MedianTrail With(MedianPoint now)
    {
        ArgumentNullException.ThrowIfNull(now);
        if (Points.Count > 0 && now.At - Points[^1].At < Step)
            return this;
        return new MedianTrail([.. Points.Where(point => now.At - point.At <= GuardLimits.Window), now]);
    }

    /// <summary>How one part went within the last day, over about the same accounts.</summary>
    /// <param name="notBefore">Points before it are passed over: somebody said that they are nothing to go by.</param>
    public ComponentCourse Course(string component, TypicalValue now, DateTimeOffset at, DateTimeOffset notBefore)
    {
        var earlier = new List<double>();
        foreach (var point in Points)
        {
            if (at - point.At <= GuardLimits.Window && point.At >= notBefore && point.Values.TryGetValue(component, out var then)
                && Math.Abs(then.Accounts - now.Accounts) <= Comparable * Math.Max(then.Accounts, now.Accounts))
                earlier.Add(then.Median);
        }

        return new ComponentCourse(now.Accounts, now.Median, earlier);
    }
}

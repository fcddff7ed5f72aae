namespace AccountAlerts.Domain.Accounts;

/// <summary>What a metric's values mean to the signals.</summary>
public enum MetricRole
{
    /// <summary>Ordinary use; counts as value events.</summary>
    Value,

    /// <summary>Use of a key feature; counts as value events and as a feature used.</summary>
    Key,

    /// <summary>Signing in or looking; activity, but no value event.</summary>
    Login,

    /// <summary>Left out of every signal but those that name it.</summary>
    Ignore,
}

/// <summary>How the values of a metric add up.</summary>
public enum MetricKind
{
    /// <summary>Events; values of several days and people are summed.</summary>
    Count,

    /// <summary>A level, such as seats used; the latest value counts.</summary>
    Gauge,
}

/// <summary>One metric as the product understands it.</summary>
/// <param name="Name">The name in the usage rows.</param>
/// <param name="Label">What people call it on cards.</param>
/// <param name="Rank">Worth of one event, 1 to 10; ranks metrics on cards, never weighs a sum.</param>
/// <param name="Guessed">True where no setting names the metric and the rules for names decided.</param>
public sealed record Metric(string Name, string Label, int Rank, MetricRole Role, MetricKind Kind, bool Guessed);

/// <summary>All metrics that any usage row has named, by their index in <see cref="UsageEntry.Metric"/>.</summary>
public sealed class MetricTable(IReadOnlyList<Metric> metrics)
{
    /// <summary>Index of the pseudo-metric for "a source saw this person on that day" (the contract's <c>last_seen</c>).</summary>
    public const int Sighting = 0;

    public const string SightingName = "$seen";

    /// <summary>The gauge that says how many seats are taken.</summary>
    public const string SeatsUsedName = "seats_used";

    /// <summary>The gauge that counts active people where usage rows name nobody.</summary>
    public const string ActiveUsersName = "active_users";

    private readonly MetricTraits[] _traits = [.. metrics.Select((metric, index) => TraitsOf(metric, index))];

    public IReadOnlyList<Metric> Metrics { get; } = metrics;

    public Metric this[int index] => Metrics[index];

    /// <returns>Null if no usage row has named the metric.</returns>
    public int? IndexOf(string name)
    {
        for (int index = Sighting + 1; index < Metrics.Count; index++)
        {
            if (string.Equals(Metrics[index].Name, name, StringComparison.OrdinalIgnoreCase))
                return index;
        }

        return null;
    }

    /// <summary>The same table as flags by index, for the one pass over all usage.</summary>
    internal ReadOnlySpan<MetricTraits> Traits => _traits;

    private static MetricTraits TraitsOf(Metric metric, int index)
    {
        if (index == Sighting || metric.Role == MetricRole.Ignore)
            return MetricTraits.None;
        if (metric.Kind == MetricKind.Gauge)
        {
            return metric.Name switch
            {
                SeatsUsedName => MetricTraits.SeatsUsed,
                ActiveUsersName => MetricTraits.ActiveUsers,
                _ => MetricTraits.None,
            };
        }

        return metric.Role switch
        {
            MetricRole.Key => MetricTraits.Activity | MetricTraits.ValueEvent | MetricTraits.KeyFeature,
            MetricRole.Value => MetricTraits.Activity | MetricTraits.ValueEvent,
            _ => MetricTraits.Activity,
        };
    }
}

/// <summary>What the signals do with an entry of a metric.</summary>
[Flags]
internal enum MetricTraits : byte
{
    None = 0,
    Activity = 1,
    ValueEvent = 2,
    KeyFeature = 4,
    SeatsUsed = 8,
    ActiveUsers = 16,
}

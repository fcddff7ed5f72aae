using AccountAlerts.Domain.Triggers;
using NodaTime;

namespace AccountAlerts.Engine.Routing;

/// <summary>What a teammate wants for themselves. What is left open is as the settings and the team file have it for everybody.</summary>
public sealed record Preferences
{
    public static Preferences None { get; } = new();

    /// <summary>IANA name. It comes before the team file's zone.</summary>
    public string? Zone { get; init; }

    /// <summary>The zone that their chat platform knows; it counts where neither they nor the team file name one.</summary>
    public string? PlatformZone { get; init; }

    /// <summary>The first day back, as the status on their chat platform says; it counts where neither they nor the team file name a later one.</summary>
    public DateOnly? PlatformAwayUntil { get; init; }

    /// <summary>When their digest comes, in their own time.</summary>
    public TimeOnly? DigestHour { get; init; }

    /// <summary>The days on which they work.</summary>
    public IReadOnlyList<DayOfWeek>? WorkingDays { get; init; }

    /// <summary>Their working hours; they end later than they begin.</summary>
    public DaySpan? Working { get; init; }

    /// <summary>When they want to be left alone on working days; it may go past midnight, and none where both ends are the same.</summary>
    public DaySpan? Quiet { get; init; }

    /// <summary>Accounts of which they themselves want to hear nothing, by the account's number, and until when; null: until they say otherwise.</summary>
    public IReadOnlyDictionary<int, DateTimeOffset?> Muted { get; init; } = new Dictionary<int, DateTimeOffset?>();

    /// <summary>What they want to hear of besides what is theirs anyway, as far as they may see it.</summary>
    public IReadOnlyList<Subscription> Subscriptions { get; init; } = [];

    /// <summary>True while they want to hear nothing of an account.</summary>
    public bool IsMuted(int accountId, DateTimeOffset now, out DateTimeOffset? until) =>
        Muted.TryGetValue(accountId, out until) && (until is null || now < until);

    /// <summary>The hours that hold for them.</summary>
    public WorkHours Over(WorkHours hours) => new(
        WorkingDays is { Count: > 0 } days ? days.Select(WorkHours.DayOf).ToHashSet() : hours.Days,
        Working is { } working ? WorkHours.TimeOf(working.From) : hours.From,
        Working is { } work ? WorkHours.TimeOf(work.To) : hours.To,
        Quiet is { } quiet ? WorkHours.TimeOf(quiet.From) : hours.QuietFrom,
        Quiet is { } rest ? WorkHours.TimeOf(rest.To) : hours.QuietTo);

    /// <summary>What cannot be meant, in whole sentences for whoever wants it; empty where all is well.</summary>
    public IEnumerable<string> Faults()
    {
        if (Zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is null)
            yield return $"\"{Zone}\" is no time zone. Use a name such as Europe/Berlin.";
        if (WorkingDays is { Count: 0 })
            yield return "Name at least one working day.";
        if (Working is { } hours && hours.To <= hours.From)
            yield return $"Working hours from {hours} end before they begin.";
        if (Subscriptions.Any(subscription => subscription.IsEverything))
            yield return "Say of what you want to hear: a kind, a tier or how urgent it is.";
    }
}

/// <summary>From one time of the day to another.</summary>
public sealed record DaySpan(TimeOnly From, TimeOnly To)
{
    public bool Contains(TimeOnly time) => From != To && time.IsBetween(From, To);

    public override string ToString() => FormattableString.Invariant($"{From:HH\\:mm} to {To:HH\\:mm}");
}

/// <summary>Alerts that somebody wants to hear of though they are not theirs. An empty list asks nothing.</summary>
/// <param name="Segments">Compared without case.</param>
public sealed record Subscription(IReadOnlyList<TriggerKind> Kinds, IReadOnlyList<string> Segments, IReadOnlyList<Severity> Severities)
{
    public bool IsEverything => Kinds.Count == 0 && Segments.Count == 0 && Severities.Count == 0;

    public bool Fits(TriggerKind kind, string? segment, Severity severity) =>
        (Kinds.Count == 0 || Kinds.Contains(kind)) && (Severities.Count == 0 || Severities.Contains(severity))
        && (Segments.Count == 0 || (segment is not null && Segments.Contains(segment, StringComparer.OrdinalIgnoreCase)));
}

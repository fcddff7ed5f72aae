using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Routing;

/// <summary>What the operator decides about when people may be interrupted.</summary>
/// <param name="WakeFor">Severities that are told in quiet hours too.</param>
/// <param name="Bundle">How many cards one channel gets in a while before the rest comes in one message.</param>
public sealed record TellingPolicy(BudgetOptions Budget, IReadOnlySet<Severity> WakeFor, BundleOptions Bundle)
{
    public static TellingPolicy Default { get; } = new(new BudgetOptions(), new HashSet<Severity>(), new BundleOptions());

    /// <summary>Every card as soon as it is due.</summary>
    public static TellingPolicy Unlimited { get; } = Default with { Budget = new BudgetOptions { Enabled = false }, Bundle = new BundleOptions { Enabled = false } };
}

/// <summary>Who gets a digest: what is not told aloud waits for it.</summary>
public interface IDigestBook
{
    bool Reaches(string reader);
}

/// <summary>Every teammate does, and no channel.</summary>
public sealed class EveryTeammate : IDigestBook
{
    public bool Reaches(string reader) => !Roles.IsChannel(reader);
}

/// <summary>The service was never away.</summary>
public sealed class NoServiceGaps : IServiceGaps
{
    public Task<ServiceGap?> JustEndedAsync(DateTimeOffset now, CancellationToken cancellation) => Task.FromResult<ServiceGap?>(null);
}

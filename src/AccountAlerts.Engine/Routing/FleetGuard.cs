using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Routing;

/// <summary>Why an alert is not told although it holds: the data behind it is doubted.</summary>
/// <param name="Reason"><see cref="TellingReasons.Guard"/> or <see cref="TellingReasons.Stale"/>.</param>
/// <param name="Until">When it is looked at again at the latest; null: at each evaluation.</param>
public sealed record FleetHold(string Reason, DateTimeOffset? Until = null)
{
    /// <summary>Nothing holds it any more, but so much was held that it is told as rows of a list.</summary>
    public bool Listed { get; init; }
}

/// <summary>What is held for the whole fleet, as of one moment. Pure to ask.</summary>
public interface IFleetHolds
{
    /// <returns>Null where nothing holds it.</returns>
    FleetHold? Of(Alert alert, AccountSnapshot account);
}

/// <summary>An alert that an evaluation is about to announce.</summary>
public sealed record FleetNews(Alert Alert, AccountSnapshot Account);

/// <summary>What a guard makes of an evaluation.</summary>
/// <param name="Values">To be remembered; stored before anything of the evaluation is told.</param>
/// <param name="Posts">To be said; stored with them.</param>
public sealed record FleetVerdict(IFleetHolds Holds, IReadOnlyList<ProductValue> Values, IReadOnlyList<Post> Posts)
{
    /// <summary>Messages to operations that follow what is held; stored with the values.</summary>
    public IReadOnlyList<CardChange> Cards { get; init; } = [];
}

/// <summary>Looks at an evaluation as a whole: when many customers drop at once, the data is checked before anybody calls them.</summary>
public interface IFleetGuard
{
    /// <summary>At the beginning of an evaluation.</summary>
    Task<IFleetWatch> BeginAsync(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>What is held right now, for what is decided between evaluations.</summary>
    Task<IFleetHolds> CurrentAsync(DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>One evaluation under the guard's eyes.</summary>
public interface IFleetWatch
{
    /// <summary>Called once per evaluated account, on any worker; must not keep the view.</summary>
    void See(AccountView view, AccountEvaluation evaluation);

    /// <summary>Called once, with everything that is new, before anything is told.</summary>
    Task<FleetVerdict> JudgeAsync(IReadOnlyList<FleetNews> news, CancellationToken cancellation);
}

/// <summary>Holds nothing.</summary>
public sealed class NoFleetGuard : IFleetGuard, IFleetWatch, IFleetHolds
{
    public static NoFleetGuard Instance { get; } = new();

    public Task<IFleetWatch> BeginAsync(DateTimeOffset now, CancellationToken cancellation) => Task.FromResult<IFleetWatch>(this);

    public Task<IFleetHolds> CurrentAsync(DateTimeOffset now, CancellationToken cancellation) => Task.FromResult<IFleetHolds>(this);

    public void See(AccountView view, AccountEvaluation evaluation)
    {
    }

    public Task<FleetVerdict> JudgeAsync(IReadOnlyList<FleetNews> news, CancellationToken cancellation) =>
        Task.FromResult(new FleetVerdict(this, [], []));

    public FleetHold? Of(Alert alert, AccountSnapshot account) => null;
}

using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Inbound;

/// <summary>What people do in Teams, once it is known that Teams says so: messages, presses, searches.</summary>
public interface ITeamsDesk
{
    /// <summary>Teams waits a few seconds: what takes longer goes on after the answer.</summary>
    /// <returns>For an invoke its answer; for anything else null, and nothing is said in the HTTP answer.</returns>
    Task<InvokeAnswer?> TakeAsync(Activity activity, CancellationToken cancellation);
}

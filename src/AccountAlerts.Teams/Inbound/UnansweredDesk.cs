using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Inbound;

/// <summary>Answers nobody: for an installation that only sends.</summary>
internal sealed class UnansweredDesk : ITeamsDesk
{
    public Task<InvokeAnswer?> TakeAsync(Activity activity, CancellationToken cancellation) => Task.FromResult<InvokeAnswer?>(null);
}

using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Door;

/// <summary>Learns from every event where people, teams and channels are reached, and when they no longer are.</summary>
public interface IActivityWatcher
{
    Task SawAsync(Activity activity, CancellationToken cancellation);
}

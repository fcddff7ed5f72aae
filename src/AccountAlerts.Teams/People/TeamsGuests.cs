using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Teams.People;

/// <summary>Who of Teams plays whom in the demo.</summary>
public sealed class TeamsGuests(IProductValues values) : DemoGuests(TeamsPlatform.PlatformName, values);

using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Teams.Inbound;

/// <summary>Which events of Teams were handled, by conversation and event: clients repeat what they think lost.</summary>
public sealed class SeenTeamsEvents(IProductValues values, TimeProvider machineClock) : SeenEvents(TeamsClicks.Platform, values, machineClock);

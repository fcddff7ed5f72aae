using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Slack.Inbound;

/// <summary>Which events of Slack were handled, by workspace and event.</summary>
public sealed class SeenSlackEvents(IProductValues values, TimeProvider machineClock) : SeenEvents(SlackPlatform.PlatformName, values, machineClock);

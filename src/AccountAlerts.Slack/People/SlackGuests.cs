using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Slack.People;

/// <summary>Who of Slack plays whom in the demo.</summary>
public sealed class SlackGuests(IProductValues values) : DemoGuests(SlackPlatform.PlatformName, values);

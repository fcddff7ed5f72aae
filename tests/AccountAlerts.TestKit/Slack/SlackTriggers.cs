using System.Globalization;

namespace AccountAlerts.TestKit.Slack;

/// <param name="FromModal">Issued inside a modal, so that another may be pushed over it.</param>
internal sealed record SlackTrigger(SlackUser User, bool FromModal, DateTimeOffset IssuedAt);

/// <summary>Trigger ids: each opens one view, within the time for which Slack waits. Used under the fake's lock.</summary>
internal sealed class SlackTriggers
{
    private readonly Dictionary<string, SlackTrigger?> _issued = new(StringComparer.Ordinal);
    private int _next;

    public string Issue(SlackUser user, bool fromModal, DateTimeOffset now)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{++_next}.{user.TeamId}.fake-trigger");
        _issued.Add(id, new SlackTrigger(user, fromModal, now));
        return id;
    }

    /// <returns>Whose it is; null for none.</returns>
    public string? UserOf(string? id) => id is not null && _issued.TryGetValue(id, out var trigger) ? trigger?.User.Id : null;

    public SlackTrigger Use(SlackArguments arguments, DateTimeOffset now, TimeSpan life)
    {
        string id = arguments.Text("trigger_id") ?? arguments.Need("interactivity_pointer", "invalid_trigger_id");
        if (!_issued.TryGetValue(id, out var trigger))
            throw new SlackRefusal("invalid_trigger_id");
        if (trigger is null)
            throw new SlackRefusal("exchanged_trigger_id");
        if (now - trigger.IssuedAt > life)
            throw new SlackRefusal("expired_trigger_id");
        _issued[id] = null;
        return trigger;
    }
}

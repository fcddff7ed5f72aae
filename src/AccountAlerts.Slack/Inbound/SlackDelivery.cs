using System.Text.Json;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Inbound;

public enum SlackKind { Command, Interaction, Event }

/// <summary>Something that Slack brought, the same over HTTP and Socket Mode.</summary>
/// <param name="Payload">A command's fields, an interaction's payload, an event's envelope.</param>
/// <param name="TeamId">The workspace in which we are installed.</param>
public sealed record SlackDelivery(SlackKind Kind, JsonElement Payload, string TeamId);

/// <summary>Of which installation a payload speaks.</summary>
/// <param name="Team">The workspace; null where it does not say.</param>
/// <param name="Organisation">The organisation, where the app is installed in all of it at once; else null.</param>
public sealed record SlackOrigin(string? Team, string? Organisation)
{
    /// <param name="kind">What it came as.</param>
    public static SlackOrigin Of(SlackKind kind, JsonElement payload) => kind switch
    {
        SlackKind.Command => new(payload.Text("team_id"), payload.Text("is_enterprise_install") == "true" ? payload.Text("enterprise_id") : null),
        // With a shared channel the team may be the other organisation's; the view knows in which one we are installed.
        SlackKind.Interaction => new(
            payload.Text("view", "app_installed_team_id") ?? payload.Text("team", "id") ?? payload.Text("user", "team_id"),
            payload.Flag("is_enterprise_install") ? payload.Text("enterprise", "id") : null),
        _ => new(
            payload.Text("context_team_id") ?? payload.Text("team_id"),
            payload.Items("authorizations").Where(granted => granted.Flag("is_enterprise_install")).Select(granted => granted.Text("enterprise_id")).FirstOrDefault()),
    };
}

/// <summary>Where a private answer goes.</summary>
/// <param name="Channel">Null where there is none: App Home, a shortcut.</param>
/// <param name="Thread">The thread in which somebody asked.</param>
/// <param name="ResponseUrl">Good for five answers within half an hour.</param>
/// <param name="Replace">True to put the answer in the place of the private message that was pressed.</param>
public sealed record SlackPlace(string Team, string User, string? Channel, string? Thread = null, string? ResponseUrl = null, bool Replace = false)
{
    /// <summary>The modal in which somebody pressed: the answer takes its place.</summary>
    public string? Modal { get; init; }

    /// <summary>Where there is neither channel nor modal, a modal is opened with this; good for three seconds.</summary>
    public string? Trigger { get; init; }
}

/// <summary>What goes back to Slack.</summary>
/// <param name="Body">JSON; null for a bare acknowledgement.</param>
/// <param name="Lost">Says it in another way, for a transport that knows that the acknowledgement did not arrive.</param>
public sealed record SlackAck(string? Body, Func<Task>? Lost = null);

/// <summary>How a delivery was handled.</summary>
/// <param name="Ack">JSON that goes back with the acknowledgement; null for none.</param>
/// <param name="Late">Instead, if the acknowledgement went out before the work was done.</param>
/// <param name="After">What remains to be said once it is acknowledged.</param>
internal sealed record Handled(string? Ack = null, Func<CancellationToken, Task>? Late = null, Func<CancellationToken, Task>? After = null)
{
    public static Handled Quietly { get; } = new();
}

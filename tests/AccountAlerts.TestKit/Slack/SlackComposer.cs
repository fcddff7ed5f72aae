using System.Globalization;
using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Payloads as Slack sends them. docs.slack.dev/reference/interaction-payloads, /apis/events-api.</summary>
public sealed class SlackComposer
{
    private readonly FakeSlack _fake;
    private int _events;

    internal SlackComposer(FakeSlack fake) => _fake = fake;

    public SlackEnvelope Click(SlackUser user, SlackMessage message, string labelOrAction, string? chosen = null)
    {
        lock (_fake.Gate)
        {
            var workspace = _fake.WorkspaceOf(message.Channel);
            // What a person presses is what the screen shows, even if it is outdated by now.
            var control = message.Control(labelOrAction);
            bool hidden = message.EphemeralFor is not null;
            var container = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = message.Channel.Id, ["is_ephemeral"] = hidden };
            if (message.ThreadTs is not null)
                container["thread_ts"] = message.ThreadTs;
            var payload = Interaction("block_actions", workspace, user, fromModal: false);
            payload["container"] = container;
            payload["channel"] = new JsonObject { ["id"] = message.Channel.Id, ["name"] = message.Channel.IsDirect ? "directmessage" : message.Channel.Name };
            if (!hidden)
                payload["message"] = SlackJsonOf.Message(workspace, message, _fake.AppId, allMetadata: true);
            payload["state"] = new JsonObject { ["values"] = new JsonObject() };
            payload["response_url"] = _fake.Responses.Issue(workspace, message.Channel, user, message);
            payload["actions"] = new JsonArray(Action(workspace, control, chosen));
            return new SlackEnvelope(SlackEnvelopeKind.Interaction, workspace, user, payload);
        }
    }

    public SlackEnvelope Click(SlackUser user, SlackView view, string labelOrAction, string? chosen = null)
    {
        lock (_fake.Gate)
        {
            var workspace = _fake.WorkspaceOf(user);
            var payload = Interaction("block_actions", workspace, user, fromModal: view.View["type"]?.ToString() == "modal");
            payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
            payload["view"] = view.View.DeepClone();
            payload["actions"] = new JsonArray(Action(workspace, view.Control(labelOrAction), chosen));
            return new SlackEnvelope(SlackEnvelopeKind.Interaction, workspace, user, payload);
        }
    }

    /// <exception cref="InvalidOperationException">A required input is missing, or there is no such input: Slack's client would not send it.</exception>
    public SlackEnvelope Submission(SlackUser user, SlackView view, IReadOnlyDictionary<string, string> inputs)
    {
        lock (_fake.Gate)
        {
            var workspace = _fake.WorkspaceOf(user);
            var shown = (JsonObject)view.View.DeepClone();
            shown["state"] = new JsonObject { ["values"] = ViewState.Of(view, inputs) };
            var payload = Interaction("view_submission", workspace, user, fromModal: true);
            payload["view"] = shown;
            payload["response_urls"] = new JsonArray();
            return new SlackEnvelope(SlackEnvelopeKind.Interaction, workspace, user, payload) { View = view };
        }
    }

    public SlackEnvelope Closing(SlackUser user, SlackView view)
    {
        lock (_fake.Gate)
        {
            var workspace = _fake.WorkspaceOf(user);
            var payload = Interaction("view_closed", workspace, user, fromModal: true);
            payload.Remove("trigger_id");
            payload["view"] = view.View.DeepClone();
            payload["is_cleared"] = false;
            return new SlackEnvelope(SlackEnvelopeKind.Interaction, workspace, user, payload) { View = view };
        }
    }

    public SlackEnvelope Shortcut(SlackUser user, string callbackId)
    {
        lock (_fake.Gate)
        {
            var workspace = _fake.WorkspaceOf(user);
            var payload = Interaction("shortcut", workspace, user, fromModal: false);
            payload["callback_id"] = callbackId;
            payload["action_ts"] = workspace.NewTs();
            return new SlackEnvelope(SlackEnvelopeKind.Interaction, workspace, user, payload);
        }
    }

    public SlackEnvelope MessageShortcut(SlackUser user, SlackMessage message, string callbackId)
    {
        lock (_fake.Gate)
        {
            var workspace = _fake.WorkspaceOf(message.Channel);
            var payload = Interaction("message_action", workspace, user, fromModal: false);
            payload["callback_id"] = callbackId;
            payload["action_ts"] = workspace.NewTs();
            payload["message_ts"] = message.Ts;
            payload["message"] = SlackJsonOf.Message(workspace, message, _fake.AppId, allMetadata: true);
            payload["channel"] = new JsonObject { ["id"] = message.Channel.Id, ["name"] = message.Channel.Name };
            payload["response_url"] = _fake.Responses.Issue(workspace, message.Channel, user, null);
            return new SlackEnvelope(SlackEnvelopeKind.Interaction, workspace, user, payload);
        }
    }

    public SlackEnvelope Slash(SlackUser user, SlackChannel channel, string text, string command = "/account")
    {
        lock (_fake.Gate)
        {
            var workspace = _fake.WorkspaceOf(channel);
            var payload = new JsonObject
            {
                ["token"] = "deprecated",
                ["team_id"] = workspace.Id,
                ["team_domain"] = workspace.Name,
                ["channel_id"] = channel.Id,
                ["channel_name"] = channel.IsDirect ? "directmessage" : channel.Is(SlackChannelFlags.Private) ? "privategroup" : channel.Name,
                ["user_id"] = user.Id,
                ["user_name"] = user.Name.ToLowerInvariant(),
                ["command"] = command,
                ["text"] = text,
                ["api_app_id"] = _fake.AppId,
                ["is_enterprise_install"] = workspace.Organisation is null ? "false" : "true",
                ["response_url"] = _fake.Responses.Issue(workspace, channel, user, null),
                ["trigger_id"] = _fake.Triggers.Issue(user, false, _fake.Clock.GetUtcNow()),
            };
            if (workspace.Organisation is { } organisation)
                (payload["enterprise_id"], payload["enterprise_name"]) = (organisation.Id, organisation.Name);
            return new SlackEnvelope(SlackEnvelopeKind.Command, workspace, user, payload) { Channel = channel };
        }
    }

    public SlackEnvelope Mention(SlackUser user, SlackChannel channel, string text, SlackMessage? thread = null)
    {
        lock (_fake.Gate)
        {
            var workspace = _fake.WorkspaceOf(channel);
            return Event(workspace, Said(workspace, channel, user, $"<@{workspace.Bot.Id}> {text}", thread, "app_mention"), user);
        }
    }

    public SlackEnvelope DirectMessage(SlackUser user, string text, SlackMessage? thread = null)
    {
        lock (_fake.Gate)
        {
            var workspace = _fake.WorkspaceOf(user);
            var said = Said(workspace, workspace.Direct(user), user, text, thread, "message");
            said["channel_type"] = "im";
            return Event(workspace, said, user);
        }
    }

    public SlackEnvelope HomeOpened(SlackUser user)
    {
        lock (_fake.Gate)
        {
            var workspace = _fake.WorkspaceOf(user);
            var opened = new JsonObject
            {
                ["type"] = "app_home_opened",
                ["user"] = user.Id,
                ["channel"] = workspace.Direct(user).Id,
                ["tab"] = "home",
            };
            // The first opening has no view: a welcome can tell it by that.
            if (user.Home is { } home)
                opened["view"] = home.View.DeepClone();
            return Event(workspace, opened, user);
        }
    }

    public SlackEnvelope UserChanged(SlackUser user)
    {
        var workspace = _fake.WorkspaceOf(user);
        var changed = new JsonObject
        {
            ["type"] = "user_change",
            ["user"] = SlackJsonOf.User(workspace, user, _fake.Clock.GetUtcNow(), email: true, locale: false),
        };
        return Event(workspace, changed, user);
    }

    /// <summary>An event of a test's own, in Slack's envelope.</summary>
    public SlackEnvelope Event(SlackWorkspace workspace, JsonObject what, SlackUser? user = null)
    {
        lock (_fake.Gate)
        {
            what["event_ts"] ??= workspace.NewTs();
            string id = string.Create(CultureInfo.InvariantCulture, $"Ev{++_events:D8}");
            var payload = new JsonObject
            {
                ["token"] = "deprecated",
                ["team_id"] = workspace.Id,
                ["context_team_id"] = workspace.Id,
                ["context_enterprise_id"] = workspace.Organisation?.Id,
                ["api_app_id"] = _fake.AppId,
                ["event"] = what,
                ["type"] = "event_callback",
                ["event_id"] = id,
                ["event_time"] = _fake.Clock.GetUtcNow().ToUnixTimeSeconds(),
                ["authorizations"] = new JsonArray(new JsonObject
                {
                    ["enterprise_id"] = workspace.Organisation?.Id,
                    ["team_id"] = workspace.Organisation is null ? workspace.Id : null,
                    ["user_id"] = workspace.Bot.Id,
                    ["is_bot"] = true,
                    ["is_enterprise_install"] = workspace.Organisation is not null,
                }),
                ["is_ext_shared_channel"] =
                    workspace.ChannelsById.GetValueOrDefault(what["channel"]?.ToString() ?? "") is { } channel && channel.Is(SlackChannelFlags.Shared),
                ["event_context"] = "fake-context",
            };
            return new SlackEnvelope(SlackEnvelopeKind.Event, workspace, user, payload);
        }
    }

    private static JsonObject Said(SlackWorkspace workspace, SlackChannel channel, SlackUser user, string text, SlackMessage? thread, string type)
    {
        var message = new SlackMessage(channel, workspace.NewTs(), thread?.Ts, user.Id, text, null, null, null, 0);
        channel.Messages.Add(message);
        var said = new JsonObject
        {
            ["type"] = type,
            ["user"] = user.Id,
            ["text"] = text,
            ["ts"] = message.Ts,
            ["event_ts"] = message.Ts,
            ["client_msg_id"] = "fake-" + message.Ts,
            ["team"] = user.TeamId,
            ["channel"] = channel.Id,
        };
        if (thread is not null)
            said["thread_ts"] = thread.Ts;
        return said;
    }

    private static JsonObject Action(SlackWorkspace workspace, SlackControl control, string? chosen)
    {
        var action = new JsonObject
        {
            ["type"] = control.Type,
            ["action_id"] = control.ActionId,
            ["block_id"] = control.BlockId,
            ["action_ts"] = workspace.NewTs(),
        };
        switch (control.Type)
        {
            case "button":
                action["text"] = control.Element["text"]!.DeepClone();
                if (control.Value is { } value)
                    action["value"] = value;
                break;
            case "datepicker":
                action["selected_date"] = chosen;
                break;
            case "users_select":
                action["selected_user"] = chosen;
                break;
            case "external_select":
                action["selected_option"] = new JsonObject { ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = chosen }, ["value"] = chosen };
                break;
            case "checkboxes":
                action["selected_options"] = new JsonArray(
                    [.. (control.Element["options"] as JsonArray ?? []).Where(option => (chosen ?? "").Split(',').Contains(option!["value"]!.ToString())).Select(option => option!.DeepClone())]);
                break;
            default:
                action["selected_option"] = control.Option?.DeepClone();
                break;
        }

        return action;
    }

    private JsonObject Interaction(string type, SlackWorkspace workspace, SlackUser user, bool fromModal) => new()
    {
        ["type"] = type,
        ["team"] = new JsonObject { ["id"] = workspace.Id, ["domain"] = workspace.Name },
        ["user"] = new JsonObject
        {
            ["id"] = user.Id,
            ["username"] = user.Name.ToLowerInvariant(),
            ["name"] = user.Name.ToLowerInvariant(),
            ["team_id"] = user.TeamId,
        },
        ["api_app_id"] = _fake.AppId,
        ["token"] = "deprecated",
        ["enterprise"] = workspace.Organisation is { } organisation ? new JsonObject { ["id"] = organisation.Id, ["name"] = organisation.Name } : null,
        ["is_enterprise_install"] = workspace.Organisation is not null,
        ["trigger_id"] = _fake.Triggers.Issue(user, fromModal, _fake.Clock.GetUtcNow()),
    };
}

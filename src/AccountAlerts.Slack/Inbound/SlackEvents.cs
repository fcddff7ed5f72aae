using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Home;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.People;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Inbound;

/// <summary>What happens in a workspace: questions in words, and changes to people and channels. Slack repeats an event that it thinks lost; each is handled once.</summary>
public sealed class SlackEvents(
    SlackInstallations installations, SlackVisitors visitors, SlackPeople people, SlackChannels channels, SlackQuestions questions, SlackAnswers answers,
    SlackHome home, SlackRoster roster, SharedChannels shared, SeenSlackEvents seen)
{
    internal async Task<Handled> HandleAsync(SlackDelivery delivery, CancellationToken cancellation)
    {
        if (delivery.Payload.At("event") is not { } happened)
            return Handled.Quietly;
        string? id = IdOf(delivery.Payload, happened);
        if (id is not null && !await seen.BeginAsync(delivery.TeamId, id, cancellation))
            return Handled.Quietly;
        var handled = await HandleAsync(delivery.TeamId, happened, cancellation);
        if (id is not null)
            await seen.EndAsync(delivery.TeamId, id, cancellation);
        return handled;
    }

    private async Task<Handled> HandleAsync(string team, JsonElement happened, CancellationToken cancellation)
    {
        switch (happened.Text("type"))
        {
            case "app_mention" or "message" when IsAsked(team, happened):
                return await AnswerAsync(team, happened, cancellation);
            case "app_home_opened" when happened.Text("tab") is null or "home" && happened.Text("user") is { } visitor:
                return new Handled(After: later => ShowHomeAsync(team, visitor, later));
            case "user_change" when happened.At("user") is { } user:
                if (await people.ChangedAsync(team, user, cancellation) is { } email)
                    await roster.RememberAsync([email], cancellation);
                return Handled.Quietly;
            case { } type when type.StartsWith("channel_", StringComparison.Ordinal) || type.StartsWith("group_", StringComparison.Ordinal)
                || type is "member_joined_channel" or "member_left_channel":
                if (ChannelOf(happened) is not { } channel)
                    return Handled.Quietly;
                await channels.ChangedAsync(team, channel, cancellation);
                return new Handled(After: later => shared.LeaveAsync(later));
            default:
                return Handled.Quietly;
        }
    }

    /// <summary>Only what a person wrote to us: no edits, no bots, not ourselves; in channels only with our name.</summary>
    private bool IsAsked(string team, JsonElement happened)
    {
        if (happened.Text("user") is not { Length: > 0 } user || happened.At("bot_id") is not null || user == installations.OfTeam(team)?.Team?.BotUser)
            return false;
        if (happened.Text("subtype") is not (null or "file_share" or "thread_broadcast" or "me_message"))
            return false;
        return happened.Text("type") == "app_mention" ? happened.Text("channel_type") != "im" : happened.Text("channel_type") == "im";
    }

    private async Task<Handled> AnswerAsync(string team, JsonElement happened, CancellationToken cancellation)
    {
        if (happened.Text("user") is not { } user || happened.Text("channel") is not { } channel)
            return Handled.Quietly;
        var place = new SlackPlace(team, user, channel, happened.Text("thread_ts"));
        var answer = await visitors.WhoAsync(team, user, cancellation) switch
        {
            SlackVisitor.Known known => Sayings.After(known.Welcome, await questions.AskAsync(team, known.Email, channel, happened.Text("text") ?? "", cancellation)),
            SlackVisitor.Nobody nobody => nobody.Why,
            _ => Sayings.Unclear,
        };
        return new Handled(After: later => answers.SayAsync(place, answer, later));
    }

    private async Task ShowHomeAsync(string team, string user, CancellationToken cancellation)
    {
        var visitor = await visitors.WhoAsync(team, user, cancellation);
        if (visitor is SlackVisitor.Known known)
            await home.PublishAsync(team, user, known.Email, cancellation);
        else
            await home.RefuseAsync(team, user, visitor is SlackVisitor.Nobody nobody ? nobody.Why : Sayings.Unclear, cancellation);
    }

    /// <summary>A message is one question, also where Slack tells of it as a mention and as a message.</summary>
    private static string? IdOf(JsonElement envelope, JsonElement happened) => happened.Text("type") is "app_mention" or "message"
        ? happened.Text("channel") is { } channel && happened.Text("ts") is { } ts ? $"{channel}/{ts}" : envelope.Text("event_id")
        : envelope.Text("event_id");

    private static string? ChannelOf(JsonElement happened) => happened.Text("channel") ?? happened.Text("channel", "id");
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccountAlerts.TestKit.Fakes;
using Microsoft.AspNetCore.Http;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Response URLs: five answers within half an hour. docs.slack.dev/interactivity/handling-user-interaction.</summary>
internal sealed class SlackResponses(FakeSlack fake)
{
    public const string Path = "/respond/";

    private const int MostUses = 5;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, Issued> _issued = new(StringComparer.Ordinal);

    /// <param name="original">The message that was acted on; null for a command.</param>
    public string Issue(SlackWorkspace workspace, SlackChannel channel, SlackUser user, SlackMessage? original)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{workspace.Id}/{_issued.Count + 1}/fake");
        _issued.Add(id, new Issued(workspace, channel, user, original?.Ts, fake.Clock.GetUtcNow()));
        return new Uri(fake.Address, Path + id).ToString();
    }

    public async Task TakeAsync(HttpContext context)
    {
        byte[] bytes = await LoopbackServer.BodyAsync(context.Request);
        JsonObject? body;
        try
        {
            body = JsonNode.Parse(bytes) as JsonObject;
        }
        catch (JsonException)
        {
            body = null;
        }

        string id = context.Request.Path.Value![Path.Length..];
        var call = fake.Record(
            "response_url", null, (body ?? []).ToDictionary(pair => pair.Key, pair => pair.Value?.DeepClone(), StringComparer.Ordinal));
        string? error = body is null ? "invalid_payload" : Take(id, body, call);
        call.Outcome = error ?? "ok";
        fake.Changed();
        context.Response.StatusCode = error is null ? StatusCodes.Status200OK : error is "expired_url" or "used_url" ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
        await LoopbackServer.WriteAsync(context, "text/plain", error ?? "ok");
    }

    /// <summary>Shows an answer; under the lock.</summary>
    /// <param name="original">The ts of the message that may be replaced.</param>
    public void Say(SlackWorkspace workspace, SlackChannel channel, SlackUser user, JsonObject body, string? original, SlackCall? call = null)
    {
        if (call is null)
        {
            call = fake.Record("answer", workspace.Id, body.ToDictionary(pair => pair.Key, pair => pair.Value?.DeepClone()));
            call.Outcome = "ok";
        }

        var blocks = SlackContent.Checked(fake, body["blocks"]?.DeepClone() as JsonArray);
        string text = body["text"]?.ToString() ?? "";
        if (body["replace_original"]?.GetValueKind() == JsonValueKind.True && channel.Messages.FirstOrDefault(message => message.Ts == original) is { } former)
        {
            channel.Messages[channel.Messages.IndexOf(former)] = former with { Text = text, Blocks = blocks, Edits = former.Edits + 1 };
            fake.Accept(call, SlackAcceptKind.Update, channel.Id, former.Ts, former.Key(), text);
            return;
        }

        bool everybody = body["response_type"]?.ToString() == "in_channel";
        var message = new SlackMessage(
            channel, workspace.NewTs(), body["thread_ts"]?.ToString(), workspace.Bot.Id, text, blocks, null, everybody ? null : user.Id, 0);
        channel.Messages.Add(message);
        fake.Accept(call, SlackAcceptKind.Response, channel.Id, message.Ts, null, text);
    }

    private string? Take(string id, JsonObject body, SlackCall call)
    {
        lock (fake.Gate)
        {
            if (!_issued.TryGetValue(id, out var issued) || fake.Clock.GetUtcNow() - issued.At > Life)
                return "expired_url";
            if (issued.Uses == MostUses)
                return "used_url";
            bool replaces = body["replace_original"]?.GetValueKind() == JsonValueKind.True;
            bool deletes = body["delete_original"]?.GetValueKind() == JsonValueKind.True;
            if ((replaces || deletes) && issued.Original is null || deletes && body.Count > 1)
                return "invalid_arguments";
            issued.Uses++;
            if (deletes)
            {
                issued.Channel.Messages.RemoveAll(message => message.Ts == issued.Original);
                fake.Accept(call, SlackAcceptKind.Delete, issued.Channel.Id, issued.Original!, null, "");
                return null;
            }

            if (body["text"] is null && body["blocks"] is null)
                return "no_text";
            try
            {
                Say(issued.Workspace, issued.Channel, issued.User, body, issued.Original, call);
                return null;
            }
            catch (SlackRefusal refusal)
            {
                return refusal.Error;
            }
        }
    }

    private sealed class Issued(SlackWorkspace workspace, SlackChannel channel, SlackUser user, string? original, DateTimeOffset at)
    {
        public SlackWorkspace Workspace => workspace;

        public SlackChannel Channel => channel;

        public SlackUser User => user;

        public string? Original => original;

        public DateTimeOffset At => at;

        public int Uses { get; set; }
    }
}

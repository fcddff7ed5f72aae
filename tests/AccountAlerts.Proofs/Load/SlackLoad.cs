using System.Text.Json.Nodes;
using AccountAlerts.Proofs.Running;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Proofs.Load;

/// <summary>Slack, beside Bolt: presses are acknowledged, questions answered in the same HTTP answer. Every request is signed.</summary>
internal sealed class SlackLoad : ILoadChat
{
    private readonly FakeSlack _slack;
    private readonly Dictionary<string, SlackUser> _users = new(StringComparer.Ordinal);

    private SlackLoad(FakeSlack slack) => _slack = slack;

    public string Peer => "Bolt";

    public string PeerScript => "bolt.mjs";

    public IReadOnlyDictionary<string, string> PeerSettings => new Dictionary<string, string> { ["SIGNING_SECRET"] = _slack.SigningSecret };

    /// <param name="patience">Slack would give up after three seconds; a load run wants to know how late an answer is.</param>
    public static async Task<ILoadChat> StartAsync(TimeSpan patience)
    {
        var slack = await FakeSlack.StartAsync();
        slack.Remembers = false;
        slack.Patience = patience;
        return new SlackLoad(slack);
    }

    public void TalkTo(Place place, IEnumerable<string> readers)
    {
        foreach (string email in readers)
            User(email);
        place.Settings["Slack__ApiUrl"] = _slack.ApiUrl.ToString();
        place.Settings["Slack__BotToken"] = _slack.BotToken;
        place.Settings["Slack__SigningSecret"] = _slack.SigningSecret;
    }

    public void LeadTo(Uri service, bool peer) => _slack.Service = service;

    public ILoadCard Card(string handle, string reader, string account)
    {
        var user = User(reader);
        return new SlackLoadCard(_slack, user, account, new SlackMessage(
            _slack.Workspace.DirectMessage(user), "1795000000.000001", null, _slack.Workspace.Bot.Id, account,
            [
                new JsonObject
                {
                    ["type"] = "actions",
                    ["block_id"] = "b1",
                    ["elements"] = new JsonArray(new JsonObject
                    {
                        ["type"] = "button",
                        ["action_id"] = "acknowledge.0",
                        ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Acknowledge" },
                        ["value"] = handle,
                    }),
                },
            ],
            null, null, 0));
    }

    public ValueTask DisposeAsync() => _slack.DisposeAsync();

    private SlackUser User(string email) => _users.TryGetValue(email, out var known) ? known : _users[email] = _slack.AddUser(email, email.Split('@')[0]);

    private sealed record SlackLoadCard(FakeSlack Slack, SlackUser User, string Account, SlackMessage Message) : ILoadCard
    {
        public async Task<LoadAnswer> PressAsync() => (await Slack.ClickAsync(User, Message, "Acknowledge")).Acked ? LoadAnswer.Right : LoadAnswer.Lost;

        public async Task<LoadAnswer> AskAsync()
        {
            var answer = await Slack.SlashAsync(User, Message.Channel, "why " + Account);
            return !answer.Acked ? LoadAnswer.Lost : answer.Body.Contains(Account, StringComparison.Ordinal) ? LoadAnswer.Right : LoadAnswer.Wrong;
        }
    }
}

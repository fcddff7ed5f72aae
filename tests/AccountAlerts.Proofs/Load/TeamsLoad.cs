using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Proofs.Load;

/// <summary>
/// Teams, beside a bot of the Bot Framework SDK: a press is answered with the card in the same HTTP answer, a question with a message to the
/// connector, and only that message counts as its answer. The product's events bring tokens, which it checks; the other bot is spared that.
/// </summary>
internal sealed class TeamsLoad : ILoadChat
{
    /// <summary>Made before the run, since signing costs far more than checking.</summary>
    private const int Tokens = 500;

    private readonly FakeTeams _teams;
    private readonly Dictionary<string, TeamsUser> _users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Chat, string Account), ConcurrentQueue<TaskCompletionSource>> _asked = [];
    private readonly string[] _tokens;
    private uint _sent;

    private TeamsLoad(FakeTeams teams)
    {
        _teams = teams;
        _tokens = [.. Enumerable.Range(0, Tokens).Select(number =>
        {
            var claims = teams.Claims(teams.ServiceUrl.ToString());
            claims["jti"] = number.ToString(CultureInfo.InvariantCulture);
            return teams.Keys.Sign(claims);
        })];
        teams.Posted = Hear;
    }

    public string Peer => "botbuilder";

    public string PeerScript => "botbuilder.mjs";

    public IReadOnlyDictionary<string, string> PeerSettings => new Dictionary<string, string>();

    /// <param name="patience">Teams would give up earlier; a load run wants to know how late an answer is.</param>
    public static async Task<ILoadChat> StartAsync(TimeSpan patience)
    {
        var teams = await FakeTeams.StartAsync();
        teams.Remembers = false;
        teams.Patience = patience;
        return new TeamsLoad(teams);
    }

    public void TalkTo(Place place, IEnumerable<string> readers)
    {
        foreach (string email in readers)
            User(email);
        foreach (var (key, value) in _teams.Settings)
            place.Settings[key] = value;
    }

    public void LeadTo(Uri service, bool peer) => (_teams.Service, _teams.ChecksTokens) = (service, !peer);

    public async Task MeetAsync()
    {
        foreach (var user in _users.Values)
            Assert.True((await _teams.InstallAsync(user)).Taken, $"{user.Name} was not taken");
    }

    public ILoadCard Card(string handle, string reader, string account) => new TeamsLoadCard(this, User(reader), account, handle);

    public ValueTask DisposeAsync() => _teams.DisposeAsync();

    private TeamsUser User(string email)
    {
        if (_users.TryGetValue(email, out var known))
            return known;
        var user = _teams.AddUser(email, email.Split('@')[0]);
        FakeTeams.InstallSilently(user);
        return _users[email] = user;
    }

    private Task<TeamsAnswer> SendAsync(JsonObject activity) =>
        _teams.DeliverAsync(activity, _teams.ChecksTokens ? _tokens[Interlocked.Increment(ref _sent) % Tokens] : null);

    /// <summary>Whoever waited longest for an answer about this customer has it. Cards about them go out at the same time; those have buttons.</summary>
    private void Hear(TeamsPost post)
    {
        if (post.Key is not null || SeatFleet.NameIn(post.Words) is not { Length: > 0 } name || !_asked.TryGetValue((post.Place, name), out var waiting))
            return;
        while (waiting.TryDequeue(out var first) && !first.TrySetResult())
            continue;
    }

    private async Task<LoadAnswer> AskAsync(TeamsUser user, string account)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.GetOrAdd((user.Chat, account), _ => new ConcurrentQueue<TaskCompletionSource>()).Enqueue(said);
        if ((await SendAsync(_teams.Compose.Message(user, "why " + account))).Taken)
            await said.Task.WaitAsync(_teams.Patience, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Nobody waits for it any more.
        said.TrySetCanceled();
        return said.Task.IsCompletedSuccessfully ? LoadAnswer.Right : LoadAnswer.Lost;
    }

    private sealed class TeamsLoadCard(TeamsLoad load, TeamsUser user, string account, string handle) : ILoadCard
    {
        private readonly TeamsPost _post = new(user.Chat, null, "1795000000000", new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["content"] = new JsonObject
                {
                    ["type"] = "AdaptiveCard",
                    ["actions"] = new JsonArray(new JsonObject
                    {
                        ["type"] = "Action.Execute", ["title"] = "Acknowledge", ["verb"] = "acknowledge",
                        ["data"] = new JsonObject { ["button"] = new JsonObject { ["action"] = "acknowledge", ["value"] = handle } },
                    }),
                },
            }),
        }, DateTimeOffset.UnixEpoch);

        public async Task<LoadAnswer> PressAsync()
        {
            var answer = await load.SendAsync(load._teams.Compose.Press(user, _post, "Acknowledge", new Dictionary<string, string>()));
            return !answer.Taken ? LoadAnswer.Lost
                : answer.Card is { } card && TeamsCards.Texts(card).Any(text => text.Contains(account, StringComparison.Ordinal)) ? LoadAnswer.Right
                : LoadAnswer.Wrong;
        }

        public Task<LoadAnswer> AskAsync() => load.AskAsync(user, account);
    }
}

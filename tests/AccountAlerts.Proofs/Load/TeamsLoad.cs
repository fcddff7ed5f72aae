using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using AccountAlerts.Proofs.Running;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Proofs.Load;

/// <summary>
/// Teams, beside a bot of the Bot Framework SDK. A press is answered with the card in the same HTTP answer. A question is answered with a message
/// to the connector: the other bot makes that call before it answers the event; the product has the answer in its store by then and sends it at
/// the pace that Teams allows. The product's events bring tokens, which it checks; the other bot is spared that.
/// </summary>
internal sealed class TeamsLoad : ILoadChat
{
    /// <summary>Made before the run, since signing costs far more than checking.</summary>
    private const int Tokens = 500;

    private readonly FakeTeams _teams;
    private readonly Dictionary<string, TeamsUser> _users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _asked = new(StringComparer.Ordinal);
    private readonly string[] _tokens;
    private readonly ConcurrentDictionary<string, int> _otherwise = new(StringComparer.Ordinal);
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
    }

    public string Peer => "botbuilder";

    public string PeerScript => "botbuilder.mjs";

    public IReadOnlyDictionary<string, int> Otherwise => _otherwise;

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

    public void LeadTo(Uri service, bool peer)
    {
        (_teams.Service, _teams.ChecksTokens) = (service, !peer);
        _asked.Clear();
    }

    public async Task MeetAsync()
    {
        foreach (var user in _users.Values)
            Assert.True((await _teams.InstallAsync(user)).Taken, $"{user.Name} was not taken");
    }

    public ILoadCard Card(string handle, string reader, string account) => new TeamsLoadCard(this, User(reader), account, handle);

    public long Broken(StoredState state)
    {
        var answers = state.Rows("SELECT unique_key, CAST(desired AS TEXT) FROM outbox WHERE unique_key LIKE 'answer/%'")
            .ToDictionary(row => row[0].Split('/')[^1], row => row[1], StringComparer.Ordinal);
        return _asked.Count(asked => !answers.TryGetValue(asked.Key, out string? said) || !said.Contains(asked.Value, StringComparison.Ordinal));
    }

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

    private async Task<LoadAnswer> AskAsync(TeamsUser user, string account)
    {
        var question = _teams.Compose.Message(user, "why " + account);
        if (!(await SendAsync(question)).Taken)
            return LoadAnswer.Lost;
        _asked[question["id"]!.ToString()] = account;
        return LoadAnswer.Right;
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
            if (!answer.Taken)
                return LoadAnswer.Lost;
            if (answer.Card is { } card && TeamsCards.Texts(card).Any(text => text.Contains(account, StringComparison.Ordinal)))
                return LoadAnswer.Right;
            load._otherwise.AddOrUpdate(answer.Body, 1, (_, times) => times + 1);
            return LoadAnswer.Wrong;
        }

        public Task<LoadAnswer> AskAsync() => load.AskAsync(user, account);
    }
}

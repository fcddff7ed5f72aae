using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AccountAlerts.TestKit.Fakes;
using Microsoft.AspNetCore.Builder;

namespace AccountAlerts.TestKit.Teams;

/// <summary>
/// Teams on a port of its own: login, the keys of the Bot Framework and of Entra, the connector, and the people who use it.
/// <code>
/// await using var teams = await FakeTeams.StartAsync();
/// // Every setting that the product needs: teams.Settings. The product's own address: teams.Service = new Uri("http://127.0.0.1:5080").
/// var dana = teams.AddUser("dana@example.com", "Dana Moss", "Europe/Berlin");
/// await teams.InstallAsync(dana);
/// await teams.WhenAsync(() => teams.Chat(dana).Count == 1);
/// var answer = await teams.PressAsync(dana, teams.Chat(dana)[0], "Acknowledge");   // a title or a verb
/// </code>
/// What people see: <see cref="Chat"/>, <see cref="Threads"/>, <see cref="Thread"/>. What happened, in order: <see cref="Calls"/> and
/// <see cref="Accepted"/>. What goes wrong: <see cref="Then"/> and <see cref="Script"/>, <see cref="Limits"/>, flags of users and channels,
/// <see cref="RevokeTokens"/>. Events as they are or changed: <see cref="Compose"/> and <see cref="DeliverAsync(JsonObject, string)"/>.
/// </summary>
/// <remarks>Tokens, ids and limits go by <see cref="Clock"/>; waiting on the wire goes by real time.</remarks>
public sealed class FakeTeams : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
    private readonly List<TeamsCall> _calls = [];
    private readonly List<TeamsAccept> _accepted = [];
    private readonly FaultQueue<TeamsVerb, TeamsFault> _faults = new();
    private readonly ChangeSignal _changes = new();
    private int _numbers;
    private long _lastId;

    private FakeTeams(TimeProvider clock, int port)
    {
        Clock = clock;
        Keys = new TeamsSigner(clock, "msteams", "webchat", "directline");
        EntraKeys = new TeamsSigner(clock);
        Compose = new TeamsComposer(this);
        Connector = new TeamsConnectorRules(this);
        _app = TeamsWire.Build(this, port);
    }

    public TimeProvider Clock { get; }

    /// <summary>Signs what the Bot Framework sends.</summary>
    public TeamsSigner Keys { get; }

    /// <summary>Signs what Entra makes for applications that call ours.</summary>
    public TeamsSigner EntraKeys { get; }

    public string AppId { get; } = "0f0f0f0f-1111-2222-3333-444444444444";

    public string ClientSecret { get; } = "not-a-client-secret";

    public string TenantId { get; } = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    /// <summary>The bot's id in conversations.</summary>
    public string BotId => "28:" + AppId;

    /// <summary>What signs for the Bot Framework says of itself.</summary>
    public string Issuer { get; } = "https://api.botframework.com";

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>What events name as service address; every path in front of <c>v3</c> works.</summary>
    public Uri ServiceUrl { get; set; } = new("http://127.0.0.1");

    /// <summary>Where the app listens.</summary>
    public Uri? Service { get; set; }

    public string MessagesPath { get; set; } = "/api/messages";

    /// <summary>How long this Teams waits for the app's answer; Teams itself for ten seconds or fifteen, which a busy machine may need for others.</summary>
    public TimeSpan Patience { get; set; } = Waiting.AtMost;

    /// <summary>False: the connector takes any token or none, and events come without one, as in Microsoft's local client.</summary>
    public bool ChecksTokens { get; set; } = true;

    /// <summary>How long a token of the bot lives.</summary>
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The largest message, counted in UTF-16 as Teams does.</summary>
    public int MostBytes { get; set; } = 100 * 1024;

    /// <summary>The most members in one page, whatever is asked for.</summary>
    public int PageSize { get; set; } = 500;

    /// <summary>False to forget calls; load runs need only the numbers.</summary>
    public bool Remembers { get; set; } = true;

    public TeamsLimits Limits { get; } = new();

    /// <summary>Asked for each call of the connector, after <see cref="Then"/> is used up; null lets it be.</summary>
    public Func<TeamsCall, TeamsFault?> Script { get; set; } = _ => null;

    /// <summary>Events, not delivered yet.</summary>
    public TeamsComposer Compose { get; }

    /// <summary>The settings of a product that talks to this fake.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Teams__AppId"] = AppId,
        ["Teams__TenantId"] = TenantId,
        ["Teams__ClientSecret"] = ClientSecret,
        ["Teams__AllowedServiceHosts"] = "127.0.0.1",
        ["Teams__OpenIdMetadata"] = Metadata.ToString(),
        ["Teams__LoginUrl"] = new Uri(Address, "/login/").ToString(),
        ["Teams__ServiceUrl"] = ServiceUrl.ToString(),
    };

    public Uri Metadata => new(Address, "/bot/v1/.well-known/openidconfiguration");

    public Uri EntraMetadata => new(Address, "/entra/v2.0/.well-known/openid-configuration");

    public Uri LoginUrl => new(Address, "/login/");

    public IReadOnlyList<TeamsUser> Users => UserList;

    public IReadOnlyList<TeamsTeam> Teams => TeamList;

    /// <summary>Every call, in order of arrival.</summary>
    public IReadOnlyList<TeamsCall> Calls
    {
        get
        {
            lock (Gate)
                return [.. _calls];
        }
    }

    /// <summary>Everything that people were shown, in order.</summary>
    public IReadOnlyList<TeamsAccept> Accepted
    {
        get
        {
            lock (Gate)
                return [.. _accepted];
        }
    }

    /// <summary>Where a call was that the fake wanted somewhere else, and that nobody should make.</summary>
    public int Strayed { get; internal set; }

    internal Lock Gate { get; } = new();

    internal List<TeamsUser> UserList { get; } = [];

    internal List<TeamsTeam> TeamList { get; } = [];

    internal List<TeamsGroupChat> GroupList { get; } = [];

    internal List<TeamsPost> Posts { get; } = [];

    internal Dictionary<string, DateTimeOffset> Tokens { get; } = new(StringComparer.Ordinal);

    internal TeamsConnectorRules Connector { get; }

    internal CancellationTokenSource Stopping { get; } = new();

    /// <param name="clock">Null for the real one.</param>
    /// <param name="port">0 for any free one.</param>
    public static async Task<FakeTeams> StartAsync(TimeProvider? clock = null, int port = 0)
    {
        var fake = new FakeTeams(clock ?? TimeProvider.System, port);
        await fake._app.StartAsync();
        fake.Address = LoopbackServer.AddressOf(fake._app);
        fake.ServiceUrl = new Uri(fake.Address, "/teams/");
        return fake;
    }

    /// <param name="tenant">Another one for a guest.</param>
    public TeamsUser AddUser(string email, string name, string timeZone = "UTC", string? tenant = null)
    {
        lock (Gate)
        {
            int number = UserList.Count + 1;
            var user = new TeamsUser(
                string.Create(CultureInfo.InvariantCulture, $"29:1user-{number:D4}-of+this/bot=="), string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:D12}"),
                name, email, timeZone, tenant ?? TenantId);
            UserList.Add(user);
            return user;
        }
    }

    public TeamsTeam AddTeam(string name, params TeamsUser[] members)
    {
        lock (Gate)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"19:team{TeamList.Count + 1:D4}@thread.tacv2");
            var team = new TeamsTeam(id, string.Create(CultureInfo.InvariantCulture, $"99999999-0000-4000-8000-{TeamList.Count + 1:D12}"), name);
            team.MemberList.AddRange(members);
            team.ChannelList.Add(new TeamsChannel(team, id, "General"));
            TeamList.Add(team);
            return team;
        }
    }

    public TeamsChannel AddChannel(TeamsTeam team, string name, string type = "standard")
    {
        lock (Gate)
        {
            var channel = new TeamsChannel(team, string.Create(CultureInfo.InvariantCulture, $"{team.Id[..11]}c{team.ChannelList.Count:D3}@thread.tacv2"), name) { Type = type };
            team.ChannelList.Add(channel);
            return channel;
        }
    }

    public TeamsGroupChat AddGroupChat(params TeamsUser[] members)
    {
        lock (Gate)
        {
            var chat = new TeamsGroupChat(string.Create(CultureInfo.InvariantCulture, $"19:group{GroupList.Count + 1:D4}@thread.v2"), members);
            GroupList.Add(chat);
            return chat;
        }
    }

    /// <summary>What the user reads from the bot in the personal chat, oldest first.</summary>
    public IReadOnlyList<TeamsPost> Chat(TeamsUser user) => In(user.Chat);

    public IReadOnlyList<TeamsPost> Chat(TeamsGroupChat chat) => In(chat.Id);

    /// <summary>The bot's threads of a channel: the first message of each.</summary>
    public IReadOnlyList<TeamsPost> Threads(TeamsChannel channel) => [.. In(channel.Id).Where(post => post.Root == post.Id)];

    /// <summary>What the bot said in a thread after its first message.</summary>
    public IReadOnlyList<TeamsPost> Thread(TeamsPost root) => [.. In(root.Place).Where(post => post.Root == root.Id && post.Id != root.Id)];

    /// <summary>Everything the bot said in a channel.</summary>
    public IReadOnlyList<TeamsPost> In(TeamsChannel channel) => In(channel.Id);

    /// <summary>A message as it is by now.</summary>
    /// <exception cref="InvalidOperationException">It was deleted.</exception>
    public TeamsPost Now(TeamsPost post)
    {
        lock (Gate)
            return Posts.FirstOrDefault(known => known.Id == post.Id) ?? throw new InvalidOperationException($"Message {post.Id} was deleted.");
    }

    /// <summary>Somebody deletes a message of the bot, as a team's owner may.</summary>
    public void Remove(TeamsPost post)
    {
        lock (Gate)
            Posts.RemoveAll(known => known.Id == post.Id);
    }

    /// <summary>Faults for the next calls of one kind, one each.</summary>
    public FakeTeams Then(TeamsVerb verb, params TeamsFault[] faults)
    {
        _faults.Add(verb, faults);
        return this;
    }

    /// <summary>The bot's tokens work no more; new ones do.</summary>
    public void RevokeTokens()
    {
        lock (Gate)
            Tokens.Clear();
    }

    /// <summary>Installs the app for a user; Teams tells of it twice.</summary>
    public async Task<TeamsAnswer> InstallAsync(TeamsUser user)
    {
        user.Installed = true;
        await DeliverAsync(Compose.Installation(user, "add"));
        return await DeliverAsync(Compose.BotAdded(user));
    }

    /// <summary>As a set-up policy does while the app cannot be reached: nobody is told.</summary>
    public static void InstallSilently(TeamsUser user) => user.Installed = true;

    public static void InstallSilently(TeamsTeam team) => team.Installed = true;

    public static void InstallSilently(TeamsGroupChat chat) => chat.Installed = true;

    public static void UninstallSilently(TeamsTeam team) => team.Installed = false;

    public static void UninstallSilently(TeamsGroupChat chat) => chat.Installed = false;

    public async Task<TeamsAnswer> UninstallAsync(TeamsUser user)
    {
        user.Installed = false;
        return await DeliverAsync(Compose.Installation(user, "remove"));
    }

    public async Task<TeamsAnswer> InstallAsync(TeamsTeam team, TeamsUser by)
    {
        team.Installed = true;
        await DeliverAsync(Compose.Installation(team, by, "add"));
        return await DeliverAsync(Compose.BotAdded(team, by));
    }

    public async Task<TeamsAnswer> UninstallAsync(TeamsTeam team, TeamsUser by)
    {
        team.Installed = false;
        await DeliverAsync(Compose.BotRemoved(team, by));
        return await DeliverAsync(Compose.Installation(team, by, "remove"));
    }

    public async Task<TeamsAnswer> InstallAsync(TeamsGroupChat chat, TeamsUser by)
    {
        chat.Installed = true;
        return await DeliverAsync(Compose.Installation(chat, by, "add"));
    }

    /// <summary>Writes to the bot.</summary>
    public Task<TeamsAnswer> SayAsync(TeamsUser user, string text) => DeliverAsync(Compose.Message(user, text));

    /// <summary>Writes <c>@bot text</c> in a channel.</summary>
    /// <param name="thread">A thread of the bot; null begins a new one.</param>
    public Task<TeamsAnswer> MentionAsync(TeamsUser user, TeamsChannel channel, string text, TeamsPost? thread = null) =>
        DeliverAsync(Compose.Mention(user, channel, text, thread?.Root));

    /// <summary>Writes <c>@bot text</c> in a group chat.</summary>
    public Task<TeamsAnswer> MentionAsync(TeamsUser user, TeamsGroupChat chat, string text) => DeliverAsync(Compose.Mention(user, chat, text));

    /// <summary>Presses something on a card: an Action.Execute becomes an invoke, an Action.Submit a message.</summary>
    /// <param name="label">Its title or verb.</param>
    /// <param name="inputs">By id or label.</param>
    public Task<TeamsAnswer> PressAsync(TeamsUser user, TeamsPost post, string label, IReadOnlyDictionary<string, string>? inputs = null) =>
        DeliverAsync(Compose.Press(user, post, label, inputs ?? new Dictionary<string, string>()));

    /// <summary>The same from a client that does not know Action.Execute.</summary>
    public Task<TeamsAnswer> PressInOldClientAsync(TeamsUser user, TeamsPost post, string label, IReadOnlyDictionary<string, string>? inputs = null) =>
        DeliverAsync(Compose.PressInOldClient(user, post, label, inputs ?? new Dictionary<string, string>()));

    /// <summary>Searches in the message extension.</summary>
    public Task<TeamsAnswer> SearchAsync(TeamsUser user, string text, string command, string parameter) =>
        DeliverAsync(Compose.Search(user, text, command, parameter));

    /// <summary>Sends an event to the app, with a token that says so.</summary>
    public Task<TeamsAnswer> DeliverAsync(JsonObject activity) => DeliverAsync(activity, ChecksTokens ? Token(activity["serviceUrl"]?.ToString() ?? "") : null);

    /// <param name="token">Null for none.</param>
    public async Task<TeamsAnswer> DeliverAsync(JsonObject activity, string? token)
    {
        if (Service is not { } service)
            throw new InvalidOperationException("Service does not say where the app listens.");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service, MessagesPath)) { Content = new StringContent(activity.ToJsonString(), null, "application/json") };
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stopping.Token);
        over.CancelAfter(Patience);
        try
        {
            using var response = await _http.SendAsync(request, over.Token);
            return new TeamsAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(over.Token));
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException)
        {
            return new TeamsAnswer(0, "");
        }
        finally
        {
            Changed();
        }
    }

    /// <summary>What the Bot Framework would send along with an event.</summary>
    public string Token(string serviceUrl) => Keys.Sign(Claims(serviceUrl));

    public JsonObject Claims(string serviceUrl)
    {
        long now = Clock.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject { ["iss"] = Issuer, ["aud"] = AppId, ["nbf"] = now - 60, ["exp"] = now + 3600, ["iat"] = now - 60, ["serviceurl"] = serviceUrl };
    }

    /// <summary>Waits until something holds; looked at anew whenever anything changed here.</summary>
    /// <exception cref="TimeoutException">It did not come to hold.</exception>
    public Task WhenAsync(Func<bool> holds, TimeSpan? within = null) => _changes.WhenAsync(holds, within, Story, Stopping.Token);

    /// <summary>What was accepted and refused, a line each; for messages of failed tests.</summary>
    public string Story()
    {
        lock (Gate)
        {
            return "Accepted so far:\n" + string.Join('\n', _accepted.TakeLast(30).Select(accept => $"{accept.Number} {accept.Kind} {accept.Place} {accept.Id} {accept.Words.ReplaceLineEndings(" / ")}"))
                + "\nCalls:\n" + string.Join('\n', _calls.TakeLast(30).Select(call => $"{call.Number} {call.Method} {call.Path} -> {call.Outcome}"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stopping.CancelAsync();
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Keys.Dispose();
        EntraKeys.Dispose();
        Stopping.Dispose();
    }

    internal TeamsCall Record(TeamsVerb verb, string method, string path, string place, JsonObject? body, string prefix = "")
    {
        lock (Gate)
        {
            var call = new TeamsCall(++_numbers, verb, method, path, place, body, Clock.GetUtcNow()) { Base = prefix };
            if (Remembers)
                _calls.Add(call);
            return call;
        }
    }

    internal TeamsFault? FaultOf(TeamsCall call) => _faults.Next(call.Verb) ?? Script(call);

    /// <summary>Under the lock.</summary>
    internal void Accept(TeamsCall call, TeamsAcceptKind kind, TeamsPost post)
    {
        if (Remembers)
            _accepted.Add(new TeamsAccept(call.Number, kind, post.Place, post.Id, post.Words, Clock.GetUtcNow()) { Key = post.Key });
    }

    /// <summary>Milliseconds, as Teams names messages; no two are the same.</summary>
    internal string NextId()
    {
        lock (Gate)
        {
            _lastId = Math.Max(_lastId + 1, Clock.GetUtcNow().ToUnixTimeMilliseconds());
            return _lastId.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A token that the connector takes, as login gives it.</summary>
    public string NewToken()
    {
        lock (Gate)
        {
            string token = "not-a-token-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
            Tokens[token] = Clock.GetUtcNow() + TokenLife;
            return token;
        }
    }

    /// <summary>Lets everybody who waits look again.</summary>
    internal void Changed() => _changes.Changed();

    private IReadOnlyList<TeamsPost> In(string place)
    {
        lock (Gate)
            return [.. Posts.Where(post => post.Place == place)];
    }
}

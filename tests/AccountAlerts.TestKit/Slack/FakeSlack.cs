using System.Globalization;
using System.Text.Json.Nodes;
using AccountAlerts.TestKit.Fakes;
using Microsoft.AspNetCore.Builder;

namespace AccountAlerts.TestKit.Slack;

/// <summary>
/// Slack on a port of its own: the Web API, Socket Mode, response URLs, and the people who use it.
/// <code>
/// await using var slack = await FakeSlack.StartAsync();
/// var dana = slack.AddUser("dana@example.com", "Dana Moss", "Europe/Berlin");
/// // Slack:ApiUrl = slack.ApiUrl, Slack:BotToken = slack.BotToken, Slack:AppToken = slack.AppToken (Socket Mode),
/// // or Slack:SigningSecret = slack.SigningSecret and slack.Service = the product's own address (signed HTTP posts).
/// await slack.WhenAsync(() => slack.Direct(dana).Count == 1);
/// var card = slack.Direct(dana)[0];
/// var answer = await slack.ClickAsync(dana, card, "Acknowledge");   // a label or an action id
/// await slack.WhenAsync(() => slack.Now(card).Edits == 1);
/// </code>
/// What people see: <see cref="Seen"/>, <see cref="Thread"/>, <see cref="Direct"/>, <see cref="ModalOf"/>, <see cref="SlackUser.Home"/>.
/// What happened, in order: <see cref="Calls"/> and <see cref="Accepted"/>. What goes wrong: <see cref="Then"/> and <see cref="Script"/>,
/// <see cref="Limits"/>, <see cref="RefusedBlocks"/>, flags of users and channels, <see cref="RevokeTokens"/>, <see cref="Sockets"/>.
/// Duplicates and reordering: compose with <see cref="Compose"/>, then <see cref="DeliverAsync"/> as often and in whatever order is wanted.
/// </summary>
/// <remarks>Stamps, trigger ids, limits and token lives go by <see cref="Clock"/>; waiting on the wire goes by real time. docs.slack.dev.</remarks>
public sealed class FakeSlack : IAsyncDisposable
{
    /// <summary>The app as its manifest says; null for one that gets everything.</summary>
    public SlackManifest? Manifest { get; private set; }

    /// <summary>Everything that a bot of ours may be granted.</summary>
    public static IReadOnlyList<string> AllScopes { get; } =
    [
        "app_mentions:read", "channels:history", "channels:join", "channels:manage", "channels:read", "chat:write", "chat:write.public", "commands",
        "groups:history", "groups:read", "groups:write", "im:history", "im:read", "im:write", "team:read", "users.profile:read", "users:read", "users:read.email",
    ];

    private readonly WebApplication _app;
    private readonly List<SlackWorkspace> _workspaces = [];
    private readonly List<SlackCall> _calls = [];
    private readonly List<SlackAccept> _accepted = [];
    private readonly FaultQueue<string, SlackFault> _faults = new();
    private readonly ChangeSignal _changes = new();
    private int _numbers;
    private int _blocks;

    private FakeSlack(TimeProvider clock, int port)
    {
        Clock = clock;
        Tokens = new SlackTokens(clock);
        Sockets = new SlackSockets(this);
        Compose = new SlackComposer(this);
        Responses = new SlackResponses(this);
        Deliveries = new SlackDeliveries(this);
        Workspace = AddWorkspace("fernway-demo");
        AppToken = Tokens.Issue(SlackTokenKind.App, null, ["connections:write"]).Text;
        _app = SlackWire.Build(this, port);
    }

    public TimeProvider Clock { get; }

    /// <summary>With a slash at its end; what <c>Slack:ApiUrl</c> would be.</summary>
    public Uri ApiUrl => new(Address, "/api/");

    public string AppId { get; } = "A0FAKEAPP";

    public string ClientId { get; } = "1000.2000";

    public string ClientSecret { get; } = "not-a-client-secret";

    /// <summary>Signs what goes to <see cref="Service"/>.</summary>
    public string SigningSecret { get; } = "not-a-signing-secret-not-a-secret";

    public string AppToken { get; }

    /// <summary>The first workspace; members without a workspace in their arguments mean this one.</summary>
    public SlackWorkspace Workspace { get; }

    public IReadOnlyList<SlackWorkspace> Workspaces => _workspaces;

    /// <summary>The newest working bot token of the first workspace.</summary>
    public string BotToken => BotTokenOf(Workspace);

    /// <summary>Where the app listens for signed posts; null for Socket Mode.</summary>
    public Uri? Service { get; set; }

    public string EventsPath { get; set; } = "/slack/events";

    public string InteractionsPath { get; set; } = "/slack/interactions";

    public string CommandsPath { get; set; } = "/slack/commands";

    /// <summary>
    /// How long this Slack waits for the app's answer, and how long its trigger ids live. Slack's own measure is three seconds for both; what a
    /// busy machine makes of these is no matter of the app.
    /// </summary>
    public TimeSpan Patience { get; set; } = Waiting.AtMost;

    /// <summary>Calls that are held at this moment, without an answer.</summary>
    public int Held => Volatile.Read(ref HeldCalls);

    /// <summary>How often an event that was not taken is sent again at once; the reference's later tries are a test's own.</summary>
    public int EventRetries { get; set; } = 1;

    public SlackLimits Limits { get; } = new();

    /// <summary>Block types that this Slack does not know, such as <c>data_visualization</c>.</summary>
    public HashSet<string> RefusedBlocks { get; } = new(StringComparer.Ordinal);

    /// <summary>True: lists come in pages shorter than asked for.</summary>
    public bool ShortPages { get; set; }

    /// <summary>True: an installation gets tokens that end after 12 hours.</summary>
    public bool RotatesTokens { get; set; }

    /// <summary>How long a token lives on after it was refreshed.</summary>
    public TimeSpan OldTokenLives { get; set; }

    /// <summary>False to forget calls and what messages were; load runs need only the numbers.</summary>
    public bool Remembers { get; set; } = true;

    /// <summary>Asked for each call, after <see cref="Then"/> is used up; null lets it be.</summary>
    public Func<SlackCall, SlackFault?> Script { get; set; } = _ => null;

    /// <summary>The app's open connections.</summary>
    public SlackSockets Sockets { get; }

    /// <summary>Payloads, not delivered yet.</summary>
    public SlackComposer Compose { get; }

    /// <summary>Every call of the Web API, in order of arrival.</summary>
    public IReadOnlyList<SlackCall> Calls
    {
        get
        {
            lock (Gate)
                return [.. _calls];
        }
    }

    /// <summary>Everything that people were shown, in order.</summary>
    public IReadOnlyList<SlackAccept> Accepted
    {
        get
        {
            lock (Gate)
                return [.. _accepted];
        }
    }

    internal Lock Gate { get; } = new();

    internal SlackTokens Tokens { get; }

    internal SlackTriggers Triggers { get; } = new();

    internal int HeldCalls;

    internal SlackResponses Responses { get; }

    internal SlackDeliveries Deliveries { get; }

    internal CancellationTokenSource Stopping { get; } = new();

    internal Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <param name="clock">Null for the real one.</param>
    /// <param name="port">0 for any free one.</param>
    public static async Task<FakeSlack> StartAsync(TimeProvider? clock = null, int port = 0)
    {
        var fake = new FakeSlack(clock ?? TimeProvider.System, port);
        await fake._app.StartAsync();
        fake.Address = LoopbackServer.AddressOf(fake._app);
        return fake;
    }

    /// <summary>Installs the app in one more workspace.</summary>
    public SlackWorkspace AddWorkspace(string name)
    {
        lock (Gate)
        {
            var workspace = new SlackWorkspace(Gate, Clock, string.Create(CultureInfo.InvariantCulture, $"{_workspaces.Count + 1:D2}FAKE"), name);
            _workspaces.Add(workspace);
            Tokens.Issue(SlackTokenKind.Bot, workspace, AllScopes);
            return workspace;
        }
    }

    /// <summary>Makes the app from a manifest and installs it in the first workspace: from now on it may do what that says, and gets what that asks for.</summary>
    /// <exception cref="InvalidOperationException">Slack would not take it.</exception>
    public void Install(string manifest)
    {
        Manifest = SlackManifest.Paste(manifest);
        TakeScopes([.. AllScopes.Except(Manifest.Scopes)]);
        (Workspace.HomeTab, Workspace.MessagesTab) = (Manifest.HomeTab, Manifest.MessagesTab);
    }

    /// <summary>Installs the app in a whole organisation.</summary>
    /// <param name="workspaces">Their names.</param>
    public SlackOrganisation AddOrganisation(string name, params string[] workspaces)
    {
        lock (Gate)
        {
            string mark = string.Create(CultureInfo.InvariantCulture, $"{_workspaces.Count + 1:D2}FAKE");
            var organisation = new SlackOrganisation("E" + mark, name, new SlackUser("U" + mark + "BOT", "E" + mark, "", "accountalerts", "UTC", SlackUserFlags.Bot));
            foreach (string each in workspaces)
            {
                var workspace = new SlackWorkspace(
                    Gate, Clock, string.Create(CultureInfo.InvariantCulture, $"{_workspaces.Count + 1:D2}FAKE"), each, organisation);
                _workspaces.Add(workspace);
                organisation.All.Add(workspace);
            }

            Tokens.IssueFor(organisation, AllScopes);
            return organisation;
        }
    }

    public string BotTokenOf(SlackOrganisation organisation)
    {
        lock (Gate)
            return Tokens.Of(organisation).Text;
    }

    public SlackUser AddUser(string email, string name, string timeZone = "UTC", SlackUserFlags flags = SlackUserFlags.None) =>
        Workspace.AddUser(email, name, timeZone, flags);

    public SlackChannel AddChannel(string name, SlackChannelFlags flags = SlackChannelFlags.None, params SlackUser[] members) =>
        Workspace.AddChannel(name, flags, members);

    public string BotTokenOf(SlackWorkspace workspace)
    {
        lock (Gate)
            return Tokens.Of(workspace).Last(token => token.Kind == SlackTokenKind.Bot && token.Revoked is null).Text;
    }

    /// <summary>A rotating pair, as a fresh installation with rotation has it.</summary>
    public (string Access, string Refresh) RotatingTokens(SlackWorkspace? workspace = null)
    {
        lock (Gate)
        {
            var place = workspace ?? Workspace;
            var access = Tokens.Issue(SlackTokenKind.Bot, place, AllScopes, Clock.GetUtcNow().AddSeconds(SlackTokens.Lifetime));
            return (access.Text, Tokens.Issue(SlackTokenKind.Refresh, place, AllScopes).Text);
        }
    }

    /// <summary>What <c>oauth.v2.access</c> takes once, after a person allowed the app.</summary>
    public string OauthCode(SlackWorkspace? workspace = null)
    {
        lock (Gate)
            return Tokens.Issue(SlackTokenKind.Code, workspace ?? Workspace, AllScopes).Text;
    }

    /// <summary>Takes scopes away from the bot's tokens.</summary>
    public void TakeScopes(params string[] scopes) => TakeScopesOf(Workspace, scopes);

    public void TakeScopesOf(SlackWorkspace workspace, params string[] scopes)
    {
        lock (Gate)
        {
            foreach (var token in Tokens.Of(workspace))
                token.Scopes.ExceptWith(scopes);
        }
    }

    /// <param name="error">What every call says from now on, such as <c>token_revoked</c> or <c>account_inactive</c>.</param>
    public void RevokeTokens(SlackWorkspace? workspace = null, string error = "token_revoked")
    {
        lock (Gate)
        {
            foreach (var token in Tokens.Of(workspace ?? Workspace))
                token.Revoked = error;
        }
    }

    /// <summary>Faults for the next calls of one method, one each.</summary>
    public FakeSlack Then(string method, params SlackFault[] faults)
    {
        _faults.Add(method, faults);
        return this;
    }

    /// <summary>The channel as a member reads it, oldest first, without replies; with what only <paramref name="by"/> sees.</summary>
    public IReadOnlyList<SlackMessage> Seen(SlackChannel channel, SlackUser? by = null)
    {
        lock (Gate)
            return [.. channel.Messages.Where(message => (message.ThreadTs is null || message.Broadcast) && IsVisible(message, by))];
    }

    /// <summary>The replies below a message.</summary>
    public IReadOnlyList<SlackMessage> Thread(SlackMessage parent, SlackUser? by = null)
    {
        lock (Gate)
            return [.. parent.Channel.Messages.Where(message => message.ThreadTs == parent.Ts && IsVisible(message, by))];
    }

    /// <summary>What the user reads in the direct message with the bot.</summary>
    public IReadOnlyList<SlackMessage> Direct(SlackUser user) => Seen(WorkspaceOf(user).DirectMessage(user), user);

    /// <summary>What only this user sees, in every channel, oldest first.</summary>
    public IReadOnlyList<SlackMessage> PrivateTo(SlackUser user)
    {
        lock (Gate)
        {
            return
            [
                .. WorkspaceOf(user).ChannelsById.Values.SelectMany(channel => channel.Messages).Where(message => message.EphemeralFor == user.Id)
                    .OrderBy(message => message.Ts, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>A message as it is by now.</summary>
    /// <exception cref="InvalidOperationException">It was deleted.</exception>
    public SlackMessage Now(SlackMessage message)
    {
        lock (Gate)
            return message.Channel.Messages.FirstOrDefault(known => known.Ts == message.Ts) ?? throw new InvalidOperationException($"Message {message.Ts} was deleted.");
    }

    /// <summary>The topmost modal of a user; null if none is open.</summary>
    public SlackView? ModalOf(SlackUser user)
    {
        lock (Gate)
            return ViewMethods.Stack(WorkspaceOf(user), user).LastOrDefault();
    }

    /// <summary>Presses a button or chooses an option of a message.</summary>
    /// <param name="labelOrAction">What it says, or its action id.</param>
    /// <param name="chosen">What is picked, for pickers: a user's id, a date.</param>
    public Task<SlackAnswer> ClickAsync(SlackUser user, SlackMessage message, string labelOrAction, string? chosen = null) =>
        DeliverAsync(Compose.Click(user, message, labelOrAction, chosen));

    /// <summary>The same in a modal or on App Home.</summary>
    public Task<SlackAnswer> ClickAsync(SlackUser user, SlackView view, string labelOrAction, string? chosen = null) =>
        DeliverAsync(Compose.Click(user, view, labelOrAction, chosen));

    /// <param name="inputs">By block id or label; text, an option's value or label, a date, a user's id.</param>
    public Task<SlackAnswer> SubmitAsync(SlackUser user, SlackView view, IReadOnlyDictionary<string, string>? inputs = null) =>
        DeliverAsync(Compose.Submission(user, view, inputs ?? new Dictionary<string, string>()));

    public Task<SlackAnswer> CloseAsync(SlackUser user, SlackView view) => DeliverAsync(Compose.Closing(user, view));

    /// <param name="text">What follows the command's name.</param>
    public Task<SlackAnswer> SlashAsync(SlackUser user, SlackChannel channel, string text, string command = "/account") =>
        DeliverAsync(Compose.Slash(user, channel, text, command));

    /// <summary>Writes <c>@bot text</c> in a channel.</summary>
    public Task<SlackAnswer> MentionAsync(SlackUser user, SlackChannel channel, string text, SlackMessage? thread = null) =>
        DeliverAsync(Compose.Mention(user, channel, text, thread));

    /// <summary>Writes to the bot.</summary>
    public Task<SlackAnswer> DirectMessageAsync(SlackUser user, string text, SlackMessage? thread = null) =>
        DeliverAsync(Compose.DirectMessage(user, text, thread));

    public Task<SlackAnswer> OpenHomeAsync(SlackUser user) => DeliverAsync(Compose.HomeOpened(user));

    public Task<SlackAnswer> ShortcutAsync(SlackUser user, string callbackId) => DeliverAsync(Compose.Shortcut(user, callbackId));

    public Task<SlackAnswer> MessageShortcutAsync(SlackUser user, SlackMessage message, string callbackId) =>
        DeliverAsync(Compose.MessageShortcut(user, message, callbackId));

    /// <summary>Sets a status, as the user would, and tells the app.</summary>
    public Task<SlackAnswer> SetStatusAsync(SlackUser user, string text, DateTimeOffset? until, string emoji = ":palm_tree:")
    {
        (user.StatusText, user.StatusEmoji, user.StatusUntil) = (text, emoji, until);
        return DeliverAsync(Compose.UserChanged(user));
    }

    /// <summary>Lets another organisation into a channel, and tells the app.</summary>
    public Task<SlackAnswer> ShareAsync(SlackChannel channel)
    {
        channel.Flags |= SlackChannelFlags.Shared;
        return DeliverAsync(Compose.Event(
            WorkspaceOf(channel), new JsonObject { ["type"] = "channel_shared", ["connected_team_id"] = "TSTRANGE", ["channel"] = channel.Id }));
    }

    public Task<SlackAnswer> ArchiveAsync(SlackChannel channel)
    {
        channel.Flags |= SlackChannelFlags.Archived;
        return DeliverAsync(Compose.Event(WorkspaceOf(channel), new JsonObject { ["type"] = "channel_archive", ["channel"] = channel.Id }));
    }

    /// <summary>Removes the app from a workspace; the two events come in either order.</summary>
    public async Task UninstallAsync(SlackWorkspace workspace)
    {
        RevokeTokens(workspace, "account_inactive");
        await DeliverAsync(Compose.Event(
            workspace, new JsonObject { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["bot"] = new JsonArray(workspace.Bot.Id) } }));
        await DeliverAsync(Compose.Event(workspace, new JsonObject { ["type"] = "app_uninstalled" }));
    }

    /// <summary>Sends one payload to the app, over HTTP or a socket, and does with the answer what Slack's client does.</summary>
    /// <param name="retry">From 1, for a repeated event.</param>
    public Task<SlackAnswer> DeliverAsync(SlackEnvelope envelope, int retry = 0) => Deliveries.DeliverAsync(envelope, retry);

    /// <summary>Waits until something holds; looked at anew whenever anything changed here.</summary>
    /// <exception cref="TimeoutException">It did not come to hold.</exception>
    public Task WhenAsync(Func<bool> holds, TimeSpan? within = null) => _changes.WhenAsync(holds, within, Story, Stopping.Token);

    /// <summary>What was accepted, a line each; for messages of failed tests.</summary>
    public string Story()
    {
        lock (Gate)
            return "Accepted so far:\n" + string.Join('\n', _accepted.TakeLast(30).Select(accept => $"{accept.Number} {accept.Kind} {accept.Place} {accept.Id} {accept.Text}"));
    }

    public async ValueTask DisposeAsync()
    {
        await Stopping.CancelAsync();
        Deliveries.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Stopping.Dispose();
    }

    internal SlackWorkspace WorkspaceOf(SlackUser user) => _workspaces.First(workspace => workspace.UsersById.ContainsValue(user));

    internal SlackWorkspace WorkspaceOf(SlackChannel channel) => _workspaces.First(workspace => workspace.ChannelsById.ContainsValue(channel));

    internal SlackCall Record(string method, string? team, IReadOnlyDictionary<string, JsonNode?> arguments)
    {
        lock (Gate)
        {
            var call = new SlackCall(++_numbers, method, team, arguments, Clock.GetUtcNow());
            if (Remembers)
                _calls.Add(call);
            return call;
        }
    }

    internal SlackFault? FaultOf(SlackCall call) => _faults.Next(call.Method) ?? Script(call);

    /// <summary>Under the lock.</summary>
    internal void Accept(SlackCall call, SlackAcceptKind kind, string place, string id, string? key, string text)
    {
        if (Remembers)
            _accepted.Add(new SlackAccept(call.Number, kind, place, id, key, text, Clock.GetUtcNow()));
    }

    /// <summary>Lets everybody who waits look again.</summary>
    internal void Changed() => _changes.Changed();

    /// <summary>Slack gives an id to each block, and each action, that has none.</summary>
    internal void NameBlocks(JsonArray blocks)
    {
        foreach (var block in blocks.OfType<JsonObject>())
        {
            block["block_id"] ??= string.Create(CultureInfo.InvariantCulture, $"b{++_blocks:x4}");
            // A JsonArray of these would take them away from their block.
            JsonNode?[] elements = block["type"]?.ToString() == "actions" ? [.. block["elements"] as JsonArray ?? []] : [block["accessory"], block["element"]];
            foreach (var element in elements.OfType<JsonObject>().Where(element => element["type"]?.ToString() != "image"))
                element["action_id"] ??= string.Create(CultureInfo.InvariantCulture, $"a{++_blocks:x4}");
        }
    }

    private static bool IsVisible(SlackMessage message, SlackUser? by) => message.EphemeralFor is null || message.EphemeralFor == by?.Id;
}

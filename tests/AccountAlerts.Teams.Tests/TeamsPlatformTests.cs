using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Api;
using AccountAlerts.Teams.Installations;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Tokens;
using AccountAlerts.Teams.Wire;
using AccountAlerts.TestKit.Contracts;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Teams;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccountAlerts.Teams.Tests;

/// <summary>Teams over a real socket sits the exam of all platforms.</summary>
public sealed class TeamsPlatformTests : ChatPlatformContract, IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly MemoryValues _values = new();
    private FakeTeams? _fake;
    private TeamsUser? _dana;
    private EntraTokens? _tokens;

    protected override Conversation Known => new("teams", Fake.TenantId, Dana.AadObjectId);

    protected override Conversation Unknown => new("teams", Fake.TenantId, "00000000-0000-4000-8000-ffffffffffff");

    protected override IReadOnlyList<string> Secrets => [Fake.ClientSecret, "not-a-token"];

    protected override bool FindsByKey => false;

    private FakeTeams Fake => _fake ?? throw new InvalidOperationException("Not started.");

    private TeamsUser Dana => _dana ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _fake = await FakeTeams.StartAsync();
        _dana = _fake.AddUser("dana@example.com", "Dana Moss");
        FakeTeams.InstallSilently(_dana);
    }

    public async Task DisposeAsync() => await Fake.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _tokens?.Dispose();
    }

    [Fact]
    public async Task The_chat_with_a_person_is_made_once_and_then_remembered()
    {
        var platform = await PlatformAsync();

        await platform.SendAsync(Saying("one"), default);
        await platform.SendAsync(Saying("two"), default);

        Assert.Equal(1, Fake.Calls.Count(call => call.Verb == TeamsVerb.CreateChat));
        Assert.Equal(["one", "two"], Fake.Chat(Dana).Select(post => post.Summary));
    }

    [Fact]
    public async Task After_a_restart_the_chat_is_known_still()
    {
        await (await PlatformAsync()).SendAsync(Saying("one"), default);

        await (await PlatformAsync()).SendAsync(Saying("two"), default);

        Assert.Equal(1, Fake.Calls.Count(call => call.Verb == TeamsVerb.CreateChat));
    }

    [Fact]
    public async Task A_person_without_the_app_is_a_broken_destination_and_is_reached_once_it_is_installed()
    {
        var lee = Fake.AddUser("lee@example.com", "Lee Ash");
        var platform = await PlatformAsync();
        var message = new OutboundMessage(new Conversation("teams", Fake.TenantId, lee.AadObjectId), "K", Text("Fernway went quiet"));

        Assert.IsType<DeliveryOutcome.DestinationBroken>(await platform.SendAsync(message, default));
        FakeTeams.InstallSilently(lee);

        Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(message, default));
    }

    [Fact]
    public async Task Somebody_who_blocked_the_bot_is_a_broken_destination_and_remembered_so()
    {
        var platform = await PlatformAsync();
        await platform.SendAsync(Saying("one"), default);
        Dana.Blocked = true;

        Assert.IsType<DeliveryOutcome.DestinationBroken>(await platform.SendAsync(Saying("two"), default));

        Assert.Equal(TeamsStanding.Blocked, People().Recall(Fake.TenantId, Dana.AadObjectId)!.Standing);
    }

    [Fact]
    public async Task A_card_in_a_channel_is_a_thread_of_its_own_and_its_lines_go_below_it()
    {
        var (channel, platform) = await ChannelAsync("customer-success");

        string id = Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(In(channel, "Fernway went quiet"), default)).MessageId;
        await platform.SendAsync(In(channel, "Harbour grew"), default);
        await platform.SendAsync(In(channel, "Dana is on it") with { ThreadId = id }, default);
        await platform.EditAsync(In(channel, "Back to normal"), id, default);

        Assert.Equal(["Back to normal", "Harbour grew"], Fake.Threads(channel).Select(post => post.Summary));
        Assert.Equal("Dana is on it", Assert.Single(Fake.Thread(Fake.Threads(channel)[0])).Summary);
    }

    [Fact]
    public async Task A_line_below_a_card_in_a_chat_answers_it()
    {
        var platform = await PlatformAsync();
        string id = Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(Saying("Fernway went quiet"), default)).MessageId;

        await platform.SendAsync(Saying("Dana is on it") with { ThreadId = id }, default);

        Assert.Equal(Fake.Chat(Dana)[0].Id, Fake.Chat(Dana)[1].Activity["replyToId"]!.ToString());
    }

    [Theory]
    [InlineData("shared")]
    [InlineData("deleted")]
    [InlineData("read only")]
    [InlineData("app removed")]
    public async Task A_channel_that_takes_nothing_is_a_broken_destination(string why)
    {
        var (channel, platform) = await ChannelAsync("closed");
        switch (why)
        {
            case "shared":
                await Places().KeepAsync(new AccountAlerts.Teams.Installations.TeamsChannel(Fake.TenantId, channel.Team.Id, channel.Id) { Name = "closed", Type = "shared" }, default);
                platform = await PlatformAsync();
                break;
            case "deleted":
                channel.Deleted = true;
                break;
            case "read only":
                channel.ReadOnly = true;
                break;
            default:
                FakeTeams.UninstallSilently(channel.Team);
                break;
        }

        Assert.IsType<DeliveryOutcome.DestinationBroken>(await platform.SendAsync(In(channel, "x"), default));
        Assert.Empty(Fake.Accepted);
    }

    [Fact]
    public async Task A_message_that_somebody_deleted_is_gone()
    {
        var platform = await PlatformAsync();
        string id = Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(Saying("one"), default)).MessageId;
        Fake.Remove(Fake.Chat(Dana)[0]);

        Assert.IsType<DeliveryOutcome.MessageGone>(await platform.EditAsync(Saying("two"), id, default));
    }

    [Fact]
    public async Task A_message_of_ours_can_be_taken_away()
    {
        var platform = await PlatformAsync();
        string id = Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(Saying("one"), default)).MessageId;

        Assert.IsType<DeliveryOutcome.Delivered>(await ((IDeletesMessages)platform).DeleteAsync(Known, id, default));

        Assert.Empty(Fake.Chat(Dana));
        Assert.IsType<DeliveryOutcome.MessageGone>(await ((IDeletesMessages)platform).DeleteAsync(Known, id, default));
    }

    public static TheoryData<TeamsFault, Type> Ends => new()
    {
        { TeamsFault.Throttled(7), typeof(DeliveryOutcome.RetryAfter) },
        { TeamsFault.Throttled(), typeof(DeliveryOutcome.RetryAfter) },
        { TeamsFault.PreconditionFailed, typeof(DeliveryOutcome.RetryAfter) },
        { TeamsFault.Gateway(503), typeof(DeliveryOutcome.RetryAfter) },
        { TeamsFault.Gateway(502), typeof(DeliveryOutcome.Unknown) },
        { TeamsFault.Gateway(504, accepts: true), typeof(DeliveryOutcome.Unknown) },
        { TeamsFault.Reset, typeof(DeliveryOutcome.Unknown) },
        { TeamsFault.ResetAfterAccept, typeof(DeliveryOutcome.Unknown) },
        { TeamsFault.EmptyAnswer, typeof(DeliveryOutcome.Unknown) },
        { TeamsFault.Refuse(413, "MessageSizeTooBig"), typeof(DeliveryOutcome.PayloadBad) },
        { TeamsFault.Refuse(400, "BadSyntax"), typeof(DeliveryOutcome.PayloadBad) },
        { TeamsFault.Redirect, typeof(DeliveryOutcome.InstallationBroken) },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Every_end_of_a_call_has_one_meaning(TeamsFault fault, Type meaning)
    {
        Fake.Then(TeamsVerb.Send, fault);
        var platform = await PlatformAsync();

        Assert.IsType(meaning, await platform.SendAsync(Saying("x"), default));

        Assert.Equal(fault.Accepts ? 1 : 0, Fake.Chat(Dana).Count);
    }

    [Fact]
    public async Task A_wrong_secret_is_a_broken_installation()
    {
        var platform = await PlatformAsync(options => options.ClientSecret = "another-secret-that-is-none");

        string reason = Assert.IsType<DeliveryOutcome.InstallationBroken>(await platform.SendAsync(Saying("x"), default)).Reason;

        Assert.Contains("AADSTS7000215", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Within_its_limits_no_window_of_Teams_is_ever_exceeded()
    {
        var limits = (await PlatformAsync()).Limits;
        (double Window, int Most, int Reads)[] perThread = [(1, 7, 14), (2, 8, 16), (30, 60, 120), (3600, 1800, 3600)];
        Assert.All(perThread, window => Assert.True(Most(limits.Conversation!, window.Window) <= window.Most, $"{window}"));
        Assert.All(perThread, window => Assert.True(Most(limits.Reads!, window.Window) <= window.Reads, $"{window}"));
        // Older copies of the page say 30 a second for a tenant, newer ones 50: the pace keeps the one, a burst on top of it the other.
        Rate[] all = [limits.Posts!, limits.Edits!, limits.LookUps!];
        Assert.True(all.Sum(rate => 1 / rate.Every.TotalSeconds) <= 30);
        Assert.True(all.Sum(rate => Most(rate, 1)) <= 50);

        static int Most(Rate rate, double seconds) => rate.Burst + (int)Math.Floor(seconds / rate.Every.TotalSeconds);
    }

    protected override Task<IChatPlatform> PlatformAsync() => PlatformAsync(_ => { });

    protected override Task<IReadOnlyList<Message>> SeenAsync(Conversation conversation) => Task.FromResult<IReadOnlyList<Message>>(
    [
        .. Fake.Chat(Dana).Reverse().Select(post => new Message { Text = post.Summary, Blocks = [new Paragraph([new Span(post.Text)])] }),
    ]);

    private Task<IChatPlatform> PlatformAsync(Action<TeamsOptions> change)
    {
        var client = Client(change);
        return Task.FromResult<IChatPlatform>(new TeamsPlatform(client, People(client), Places(client), new PlainRenderer()));
    }

    private async Task<(TestKit.Teams.TeamsChannel Channel, IChatPlatform Platform)> ChannelAsync(string name)
    {
        var team = Fake.AddTeam("Customer Success", Dana);
        var channel = Fake.AddChannel(team, name);
        FakeTeams.InstallSilently(team);
        var places = Places();
        await places.KeepAsync(new AccountAlerts.Teams.Installations.TeamsTeam(Fake.TenantId, team.Id, Fake.ServiceUrl.ToString()) { Installed = true }, default);
        await places.KeepAsync(new AccountAlerts.Teams.Installations.TeamsChannel(Fake.TenantId, team.Id, channel.Id) { Name = name }, default);
        return (channel, await PlatformAsync());
    }

    private ConnectorClient Client(Action<TeamsOptions>? change = null)
    {
        var options = new TeamsOptions { AppId = Fake.AppId, TenantId = Fake.TenantId, ClientSecret = Fake.ClientSecret, LoginUrl = Fake.LoginUrl, AllowedServiceHosts = ["127.0.0.1"] };
        change?.Invoke(options);
        _tokens = new EntraTokens(options);
        return new ConnectorClient(_http, _tokens, new ServiceHosts(options), NullLogger<ConnectorClient>.Instance);
    }

    private TeamsPeople People(ConnectorClient? client = null) =>
        new(client ?? Client(), new TeamsOptions { ServiceUrl = Fake.ServiceUrl }, _values, new TeamsMemory(true), TimeProvider.System);

    private TeamsPlaces Places(ConnectorClient? client = null) => new(client ?? Client(), _values, new TeamsMemory(true), TimeProvider.System);

    private OutboundMessage Saying(string text) => new(Known, "AAAAAAAAAAAAAAAAAAAAAA", Text(text));

    private OutboundMessage In(TestKit.Teams.TeamsChannel channel, string text) =>
        new(new Conversation("teams", Fake.TenantId, channel.Id), "AAAAAAAAAAAAAAAAAAAAAA", Text(text));

    /// <summary>Text alone: how a card is drawn is examined where it is drawn.</summary>
    private sealed class PlainRenderer : ITeamsRenderer
    {
        public Activity Render(Message message, bool plain = false) =>
            new() { Type = ActivityTypes.Message, Summary = message.Text, Text = ((Paragraph)message.Blocks[0]).Spans[0].Text };

        public ReadOnlyMemory<byte> Card(Message message) => throw new NotSupportedException("Nobody presses anything here.");
    }
}

using System.Text.Json.Nodes;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Teams.Api;
using AccountAlerts.Teams.Door;
using AccountAlerts.Teams.Installations;
using AccountAlerts.Teams.Rendering;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Tokens;
using AccountAlerts.Teams.Wire;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Teams;
using Microsoft.Extensions.Logging.Abstractions;
using FakeGroup = AccountAlerts.TestKit.Teams.TeamsGroupChat;

namespace AccountAlerts.Teams.Tests.Door;

/// <summary>A card that stands twice, of which nobody knew until somebody used the copy: wherever it stands, it leads to the one that counts.</summary>
public sealed class TeamsCopiesTests : IAsyncLifetime, IDisposable
{
    private const string Key = "AAAAAAAAAAAAAAAAAAAAAA";
    private const string Said = "This was posted twice by mistake.";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly MemoryValues _values = new();
    private readonly Doubles _desk = new();
    private FakeTeams? _fake;
    private EntraTokens? _tokens;
    private ConnectorClient? _client;

    private FakeTeams Fake => _fake ?? throw new InvalidOperationException("Not started.");

    private ConnectorClient Client => _client ?? throw new InvalidOperationException("Not started.");

    private TeamsUser Dana => Fake.Users[0];

    public async Task InitializeAsync()
    {
        _fake = await FakeTeams.StartAsync();
        FakeTeams.InstallSilently(_fake.AddUser("dana@example.com", "Dana Moss"));
        var options = new TeamsOptions { AppId = Fake.AppId, TenantId = Fake.TenantId, ClientSecret = Fake.ClientSecret, LoginUrl = Fake.LoginUrl, AllowedServiceHosts = ["127.0.0.1"] };
        _tokens = new EntraTokens(options);
        _client = new ConnectorClient(_http, _tokens, new ServiceHosts(options), NullLogger<ConnectorClient>.Instance);
    }

    public async Task DisposeAsync() => await Fake.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _tokens?.Dispose();
    }

    [Fact]
    public async Task In_a_channel_the_copy_is_a_thread_of_its_own_and_has_a_link_to_the_other_one()
    {
        var team = Fake.AddTeam("Customer Success", Dana);
        var channel = Fake.AddChannel(team, "Customer Success");
        FakeTeams.InstallSilently(team);
        await Watcher.SawAsync(Read(Fake.Compose.Installation(team, Dana, "add")), default);
        await Watcher.SawAsync(Read(Fake.Compose.Mention(Dana, channel, "alerts", null)), default);
        var (copy, counts) = (await ThreadAsync(channel), await ThreadAsync(channel));

        await UseAsync(copy, counts);

        Points(copy, counts, $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(channel.Id)}/{counts.Id}");
    }

    [Fact]
    public async Task In_a_group_chat_the_link_says_that_it_leads_into_a_chat()
    {
        var chat = Fake.AddGroupChat(Dana);
        FakeTeams.InstallSilently(chat);
        await Watcher.SawAsync(Read(Fake.Compose.Installation(chat, Dana, "add")), default);
        var (copy, counts) = (await SaidAsync(chat), await SaidAsync(chat));

        await UseAsync(copy, counts);

        Points(copy, counts, $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(chat.Id)}/{counts.Id}?context=%7B%22contextType%22%3A%22chat%22%7D");
    }

    [Fact]
    public async Task The_one_that_counts_stays_as_it_is_however_often_it_is_used()
    {
        var chat = Fake.AddGroupChat(Dana);
        FakeTeams.InstallSilently(chat);
        var (copy, counts) = (await SaidAsync(chat), await SaidAsync(chat));

        await UseAsync(counts, counts);

        Assert.Equal((0, 0), (Fake.Now(copy).Edits, Fake.Now(counts).Edits));
        Assert.Empty(_desk.Settled);
    }

    [Fact]
    public async Task A_copy_that_could_not_be_changed_is_tried_again_at_its_next_use()
    {
        var chat = Fake.AddGroupChat(Dana);
        FakeTeams.InstallSilently(chat);
        await Watcher.SawAsync(Read(Fake.Compose.Installation(chat, Dana, "add")), default);
        var (copy, counts) = (await SaidAsync(chat), await SaidAsync(chat));
        Fake.Then(TeamsVerb.Update, TeamsFault.Throttled(1));

        await UseAsync(copy, counts);
        Assert.Empty(_desk.Settled);
        await UseAsync(copy, counts);

        Assert.Contains(Said, Fake.Now(copy).Words);
        Assert.Equal([Key], _desk.Settled);
    }

    private TeamsWatcher Watcher => new(People, Places);

    private TeamsPeople People => new(Client, new TeamsOptions { ServiceUrl = Fake.ServiceUrl }, _values, new TeamsMemory(true), TimeProvider.System);

    private TeamsPlaces Places => new(Client, _values, new TeamsMemory(true), TimeProvider.System);

    private static Message Card => new()
    {
        Text = "Fernway: 10 of 10 seats", Blocks = [new Paragraph([new Span("Nobody else can get in.")])],
        Buttons = [new Button(Actions.Acknowledge, "Acknowledge", new CardHandle(Key, 1).ToString())],
    };

    /// <summary>Presses a button of a message, and waits until whatever follows has happened.</summary>
    private async Task UseAsync(TeamsPost used, TeamsPost counts)
    {
        _desk.Counts = new ShownMessage(Key, new MessageId(counts.Conversation, counts.Id).ToString());
        var platform = new TeamsPlatform(Client, People, Places, new TeamsRenderer());
        await using var copies = new TeamsCopies(_desk, platform, NullLogger<TeamsCopies>.Instance);
        copies.Saw(Read(Fake.Compose.Press(Dana, used, "Acknowledge", new Dictionary<string, string>())));
    }

    private void Points(TeamsPost copy, TeamsPost counts, string address)
    {
        var now = Fake.Now(copy);
        Assert.Contains(Said, now.Words);
        Assert.DoesNotContain("Fernway", now.Words);
        Assert.Equal(address, Assert.Single(TeamsCards.Actions(now.Card!)).Json["url"]?.ToString());
        Assert.Equal(0, Fake.Now(counts).Edits);
        Assert.Equal([Key], _desk.Settled);
    }

    private async Task<TeamsPost> ThreadAsync(TestKit.Teams.TeamsChannel channel)
    {
        Assert.IsType<TeamsReply.Ok>(await Client.CreateThreadAsync(Fake.ServiceUrl, Fake.TenantId, channel.Id, new TeamsRenderer().Render(Card), default));
        return Fake.Threads(channel)[^1];
    }

    private async Task<TeamsPost> SaidAsync(FakeGroup chat)
    {
        Assert.IsType<TeamsReply.Ok>(await Client.SendAsync(Fake.ServiceUrl, chat.Id, new TeamsRenderer().Render(Card), default));
        return Fake.Chat(chat)[^1];
    }

    private static Activity Read(JsonObject activity) => TeamsJson.Read<Activity>(System.Text.Encoding.UTF8.GetBytes(activity.ToJsonString()))!;

    /// <summary>One message stands twice, and this is the one that counts.</summary>
    private sealed class Doubles : IDeliveryDesk
    {
        private readonly List<string> _settled = [];

        public ShownMessage? Counts { get; set; }

        public IReadOnlyList<string> Settled => _settled;

        public Task<ShownMessage?> DoubledAsync(string key, CancellationToken cancellation) => Task.FromResult(key == Key ? Counts : null);

        public Task SettleDoubleAsync(string key, CancellationToken cancellation)
        {
            _settled.Add(key);
            return Task.CompletedTask;
        }

        public Task<DeliveryCounts> CountAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<DeliveryOverview> OverviewAsync(int most, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> ReplayAsync(long id, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> TryNowAsync(string platform, string workspace, string conversation, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<int> CardsSinceAsync(Conversation conversation, DateTimeOffset since, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<StrayCopy>> StraysAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> SettleStrayAsync(StrayCopy stray, StrayEnd end, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<OverdueMessages> OverdueAsync(DateTimeOffset now, TimeSpan after, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<int> FreshlyDeadAsync(TimeSpan within, CancellationToken cancellation) => throw new NotSupportedException();
    }
}

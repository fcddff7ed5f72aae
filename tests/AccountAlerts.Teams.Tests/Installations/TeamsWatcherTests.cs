using System.Text;
using System.Text.Json.Nodes;
using AccountAlerts.Teams.Api;
using AccountAlerts.Teams.Installations;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Tokens;
using AccountAlerts.Teams.Wire;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Teams;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccountAlerts.Teams.Tests.Installations;

/// <summary>What an event tells of where people, teams and channels are reached.</summary>
public sealed class TeamsWatcherTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly MemoryValues _values = new();
    private FakeTeams? _fake;
    private TeamsUser? _dana;
    private TestKit.Teams.TeamsTeam? _team;
    private ConnectorClient? _client;

    private FakeTeams Fake => _fake ?? throw new InvalidOperationException("Not started.");

    private TeamsUser Dana => _dana ?? throw new InvalidOperationException("Not started.");

    private TestKit.Teams.TeamsTeam Team => _team ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _fake = await FakeTeams.StartAsync();
        _fake.ChecksTokens = false;
        _dana = _fake.AddUser("Dana@Example.com", "Dana Moss", "Europe/Berlin");
        _team = _fake.AddTeam("Success", _dana);
        _client = new ConnectorClient(_http, new NoTokens(), new ServiceHosts(new TeamsOptions { Anonymous = true }), NullLogger<ConnectorClient>.Instance);
    }

    public async Task DisposeAsync() => await Fake.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task An_install_makes_somebody_reached_under_their_address_and_in_their_zone()
    {
        FakeTeams.InstallSilently(Dana);

        await SawAsync(Fake.Compose.Installation(Dana, "add"));

        var person = People().Recall("dana@example.com")!;
        Assert.Equal((TeamsStanding.Reached, Dana.Chat, Dana.Id, "Europe/Berlin"), (person.Standing, person.Chat, person.UserId, person.Zone));
    }

    public static TheoryData<string, string[], TeamsStanding> Orders => new()
    {
        { "both tell of the same install", ["add", "bot added"], TeamsStanding.Reached },
        { "in the other order", ["bot added", "add"], TeamsStanding.Reached },
        { "a first message alone", ["message"], TeamsStanding.Reached },
        { "taken away", ["add", "remove"], TeamsStanding.Removed },
        { "an upgrade takes nothing away", ["add", "remove-upgrade", "add-upgrade"], TeamsStanding.Reached },
        { "installed again", ["add", "remove", "add"], TeamsStanding.Reached },
        { "whoever writes has the app, whatever was missed", ["add", "remove", "message"], TeamsStanding.Reached },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Events_in_whatever_order_leave_what_is_so(string why, string[] events, TeamsStanding standing)
    {
        FakeTeams.InstallSilently(Dana);
        foreach (string happened in events)
        {
            await SawAsync(happened switch
            {
                "message" => Fake.Compose.Message(Dana, "hello"),
                "bot added" => Fake.Compose.BotAdded(Dana),
                _ => Fake.Compose.Installation(Dana, happened),
            });
        }

        Assert.True(standing == People().Recall(Fake.TenantId, Dana.AadObjectId)!.Standing, why);
    }

    [Fact]
    public async Task A_guest_of_the_tenant_is_not_spoken_to()
    {
        var guest = Fake.AddUser("gast@example.org", "Gast", tenant: "bbbbbbbb-0000-4000-8000-000000000000");
        FakeTeams.InstallSilently(guest);

        await SawAsync(Fake.Compose.Installation(guest, "add"));
        await SawAsync(Fake.Compose.Message(guest, "why acme"));

        Assert.Equal(TeamsStanding.Outsider, People().Recall("gast@example.org")!.Standing);
    }

    [Fact]
    public async Task The_newest_service_address_counts()
    {
        FakeTeams.InstallSilently(Dana);
        await SawAsync(Fake.Compose.Installation(Dana, "add"));
        Fake.ServiceUrl = new Uri(Fake.Address, "/emea/");

        await SawAsync(Fake.Compose.Message(Dana, "hello"));

        Assert.EndsWith("/emea/", People().Recall("dana@example.com")!.ServiceUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mention_in_a_channel_shows_team_and_channel_but_no_chat()
    {
        var channel = Fake.AddChannel(Team, "Customer Success");
        FakeTeams.InstallSilently(Team);

        await SawAsync(Fake.Compose.Mention(Dana, channel, "why acme", null));

        Assert.Equal(TeamsStanding.NotInstalled, People().Recall(Fake.TenantId, Dana.AadObjectId)!.Standing);
        Assert.True(Places().IsOpen(Places().Recall("#customer-success")!));
    }

    public static TheoryData<string, bool> ChannelEvents => new()
    {
        { "channelRenamed", true },
        { "channelDeleted", false },
        { "channelShared", false },
        { "channelRestored", true },
    };

    [Theory]
    [MemberData(nameof(ChannelEvents))]
    public async Task A_channel_is_open_until_it_is_deleted_or_shared(string happened, bool open)
    {
        var channel = Fake.AddChannel(Team, "alerts");
        await SawAsync(Fake.Compose.BotAdded(Team, Dana));

        await SawAsync(Fake.Compose.ChannelEvent(channel, Dana, happened));

        Assert.Equal(open, Places().IsOpen(Places().Recall("#alerts")!));
    }

    [Fact]
    public async Task A_shared_channel_is_refused_from_the_first()
    {
        var channel = Fake.AddChannel(Team, "partners", "shared");

        await SawAsync(Fake.Compose.Mention(Dana, channel, "hello", null));

        Assert.False(Places().IsOpen(Places().Recall("#partners")!));
        Assert.Single(Places().Shared);
    }

    [Fact]
    public async Task A_team_that_lost_the_app_takes_nothing()
    {
        var channel = Fake.AddChannel(Team, "alerts");
        await SawAsync(Fake.Compose.Mention(Dana, channel, "hello", null));

        await SawAsync(Fake.Compose.BotRemoved(Team, Dana));

        Assert.False(Places().IsOpen(Places().Recall("#alerts")!));
    }

    [Fact]
    public async Task Of_two_channels_of_one_name_the_teams_name_tells_which()
    {
        var other = Fake.AddTeam("Support", Dana);
        foreach (var channel in new[] { Fake.AddChannel(Team, "alerts"), Fake.AddChannel(other, "alerts") })
            await SawAsync(Fake.Compose.Mention(Dana, channel, "hello", null));

        Assert.Equal(other.Id, Places().Recall("#support/alerts")!.TeamId);
        Assert.Equal(Team.Id, Places().Recall("#success/alerts")!.TeamId);
    }

    [Fact]
    public async Task What_one_replica_was_told_the_others_know()
    {
        FakeTeams.InstallSilently(Dana);
        var other = People();
        await SawAsync(Fake.Compose.Installation(Dana, "add"));

        Assert.Equal(TeamsStanding.Reached, other.Recall("dana@example.com")!.Standing);
    }

    private async Task SawAsync(JsonObject activity) =>
        await new TeamsWatcher(People(), Places()).SawAsync(TeamsJson.Read<Activity>(Encoding.UTF8.GetBytes(activity.ToJsonString()))!, default);

    private TeamsPeople People() => new(_client!, new TeamsOptions(), _values, new TeamsMemory(true), TimeProvider.System);

    private TeamsPlaces Places() => new(_client!, _values, new TeamsMemory(true), TimeProvider.System);
}

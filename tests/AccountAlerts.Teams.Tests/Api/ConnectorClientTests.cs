using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Api;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Tokens;
using AccountAlerts.Teams.Wire;
using AccountAlerts.TestKit.Teams;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccountAlerts.Teams.Tests.Api;

/// <summary>Our calls against a connector that behaves as the documentation and captures of the real one say.</summary>
public sealed class ConnectorClientTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private FakeTeams? _fake;
    private EntraTokens? _tokens;

    private FakeTeams Fake => _fake ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => _fake = await FakeTeams.StartAsync();

    public async Task DisposeAsync() => await Fake.DisposeAsync();

    public void Dispose()
    {
        _http.Dispose();
        _tokens?.Dispose();
    }

    [Fact]
    public async Task A_personal_chat_is_the_same_however_often_it_is_made_and_by_either_id()
    {
        var dana = Installed();
        var client = Client();

        string first = IdOf(await client.CreateChatAsync(Fake.ServiceUrl, Fake.TenantId, Fake.BotId, dana.AadObjectId, default));
        string second = IdOf(await client.CreateChatAsync(Fake.ServiceUrl, Fake.TenantId, null, dana.Id, default));

        Assert.Equal(dana.Chat, first);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_message_is_sent_edited_and_deleted_under_ids_with_slashes_and_pluses()
    {
        var dana = Installed();
        var client = Client();

        string id = IdOf(await client.SendAsync(Fake.ServiceUrl, dana.Chat, Saying("Fernway went quiet 👋"), default));
        Assert.IsType<TeamsReply.Ok>(await client.UpdateAsync(Fake.ServiceUrl, dana.Chat, id, Saying("Back to normal"), default));

        Assert.Equal("Back to normal", Assert.Single(Fake.Chat(dana)).Text);
        Assert.IsType<TeamsReply.Ok>(await client.DeleteAsync(Fake.ServiceUrl, new Conversation("teams", Fake.TenantId, dana.AadObjectId), dana.Chat, id, default));
        Assert.Empty(Fake.Chat(dana));
    }

    [Fact]
    public async Task A_thread_begins_with_its_first_message_and_goes_on_below_it()
    {
        var (channel, client) = (Channel(), Client());

        var made = Assert.IsType<TeamsReply.Ok>(await client.CreateThreadAsync(Fake.ServiceUrl, Fake.TenantId, channel.Id, Saying("Weekly review"), default));
        string thread = made.Body!.Value.GetProperty("id").GetString()!;
        await client.SendAsync(Fake.ServiceUrl, thread, Saying("Dana is on it"), default);

        var root = Assert.Single(Fake.Threads(channel));
        Assert.Equal(made.Body.Value.GetProperty("activityId").GetString(), root.Id);
        Assert.Equal("Dana is on it", Assert.Single(Fake.Thread(root)).Text);
    }

    [Fact]
    public async Task Members_come_in_as_many_pages_as_Teams_likes()
    {
        Fake.PageSize = 2;
        TeamsUser[] users = [.. Enumerable.Range(0, 5).Select(number => Fake.AddUser($"u{number}@example.com", $"User {number}"))];
        var team = Fake.AddTeam("Customer Success", users);
        FakeTeams.InstallSilently(team);
        var members = new List<string?>();

        Assert.IsType<TeamsReply.Ok>(await Client().MembersAsync(Fake.ServiceUrl, Fake.TenantId, team.Id, member => members.Add(member.Email), default));

        Assert.Equal(users.Select(user => user.Email), members);
        Assert.Equal(3, Fake.Calls.Count(call => call.Verb == TeamsVerb.Members));
    }

    [Fact]
    public async Task One_member_is_found_by_the_directorys_id()
    {
        var dana = Installed();

        var reply = Assert.IsType<TeamsReply.Ok>(await Client().MemberAsync(Fake.ServiceUrl, Fake.TenantId, dana.Chat, dana.AadObjectId, default));

        Assert.Equal(dana.Id, reply.Body!.Value.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Channels_of_a_team_are_listed_the_General_one_without_a_name()
    {
        var channel = Channel();

        var reply = Assert.IsType<TeamsReply.Ok>(await Client().ChannelsAsync(Fake.ServiceUrl, Fake.TenantId, channel.Team.Id, default));

        Assert.Equal([null, "customer-success"], reply.Body!.Value.GetProperty("conversations").EnumerateArray().Select(each => each.TryGetProperty("name", out var name) ? name.GetString() : null));
    }

    [Fact]
    public async Task A_token_that_was_revoked_is_replaced_and_the_call_made_once_more()
    {
        var (dana, client) = (Installed(), Client());
        await client.SendAsync(Fake.ServiceUrl, dana.Chat, Saying("one"), default);
        Fake.RevokeTokens();

        Assert.IsType<TeamsReply.Ok>(await client.SendAsync(Fake.ServiceUrl, dana.Chat, Saying("two"), default));

        Assert.Equal(2, Fake.Calls.Count(call => call.Verb == TeamsVerb.Token));
        Assert.Equal(["one", "two"], Fake.Chat(dana).Select(post => post.Text));
    }

    [Fact]
    public async Task A_token_that_stays_refused_is_replaced_once_and_no_more()
    {
        var (dana, client) = (Installed(), Client());
        Fake.Script = call => call.Verb == TeamsVerb.Send ? TeamsFault.Refuse(401, "BotNotRegistered") : null;

        var refused = Assert.IsType<TeamsReply.Refused>(await client.SendAsync(Fake.ServiceUrl, dana.Chat, Saying("x"), default));

        Assert.Equal(401, refused.Status);
        Assert.Equal(2, Fake.Calls.Count(call => call.Verb == TeamsVerb.Send));
    }

    [Fact]
    public async Task An_empty_answer_is_an_answer()
    {
        var dana = Installed();
        Fake.Then(TeamsVerb.Send, TeamsFault.EmptyAnswer);

        Assert.Null(Assert.IsType<TeamsReply.Ok>(await Client().SendAsync(Fake.ServiceUrl, dana.Chat, Saying("x"), default)).Body);
        Assert.Single(Fake.Chat(dana));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var dana = Installed();
        Fake.Then(TeamsVerb.Send, TeamsFault.Redirect);

        Assert.Equal(307, Assert.IsType<TeamsReply.Refused>(await Client().SendAsync(Fake.ServiceUrl, dana.Chat, Saying("x"), default)).Status);
        Assert.Equal(0, Fake.Strayed);
    }

    [Fact]
    public async Task An_address_that_is_not_on_the_list_is_not_called()
    {
        var dana = Installed();
        var options = Options();
        options.AllowedServiceHosts = [];

        var reply = await Client(options).SendAsync(Fake.ServiceUrl, dana.Chat, Saying("x"), default);

        Assert.IsType<TeamsReply.Barred>(reply);
        Assert.Empty(Fake.Calls);
    }

    [Fact]
    public async Task How_long_to_wait_is_read_where_it_is_said()
    {
        var (dana, client) = (Installed(), Client());
        Fake.Then(TeamsVerb.Send, TeamsFault.Throttled(7), TeamsFault.Throttled());

        Assert.Equal(TimeSpan.FromSeconds(7), Assert.IsType<TeamsReply.Refused>(await client.SendAsync(Fake.ServiceUrl, dana.Chat, Saying("x"), default)).After);
        Assert.Null(Assert.IsType<TeamsReply.Refused>(await client.SendAsync(Fake.ServiceUrl, dana.Chat, Saying("x"), default)).After);
    }

    public static TheoryData<TeamsFault, Type> Ends => new()
    {
        { TeamsFault.Reset, typeof(TeamsReply.Unclear) },
        { TeamsFault.ResetAfterAccept, typeof(TeamsReply.Unclear) },
        { TeamsFault.Gateway(502), typeof(TeamsReply.Refused) },
        { TeamsFault.Gateway(200, accepts: true), typeof(TeamsReply.Ok) },
        { TeamsFault.PreconditionFailed, typeof(TeamsReply.Refused) },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Whatever_breaks_is_told_apart(TeamsFault fault, Type end)
    {
        var dana = Installed();
        Fake.Then(TeamsVerb.Send, fault);

        var reply = await Client().SendAsync(Fake.ServiceUrl, dana.Chat, Saying("x"), default);

        Assert.IsType(end, reply);
        Assert.Equal(fault.Accepts ? 1 : 0, Fake.Chat(dana).Count);
    }

    private TeamsOptions Options() => new()
    {
        AppId = Fake.AppId, TenantId = Fake.TenantId, ClientSecret = Fake.ClientSecret, LoginUrl = Fake.LoginUrl, AllowedServiceHosts = ["127.0.0.1"],
    };

    private ConnectorClient Client(TeamsOptions? options = null)
    {
        options ??= Options();
        _tokens = new EntraTokens(options);
        return new ConnectorClient(_http, _tokens, new ServiceHosts(options), NullLogger<ConnectorClient>.Instance);
    }

    private TeamsUser Installed()
    {
        var user = Fake.AddUser("dana@example.com", "Dana Moss");
        FakeTeams.InstallSilently(user);
        return user;
    }

    private TeamsChannel Channel()
    {
        var team = Fake.AddTeam("Customer Success");
        FakeTeams.InstallSilently(team);
        return Fake.AddChannel(team, "customer-success");
    }

    private static Activity Saying(string text) => new() { Type = ActivityTypes.Message, Text = text };

    private static string IdOf(TeamsReply reply) => Assert.IsType<TeamsReply.Ok>(reply).Body!.Value.GetProperty("id").GetString()!;
}

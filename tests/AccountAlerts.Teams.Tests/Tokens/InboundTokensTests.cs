using System.Net;
using System.Text.Json.Nodes;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Tokens;
using AccountAlerts.Teams.Wire;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Teams.Tests.Tokens;

/// <summary>Whose events are taken: the Bot Framework's, for our app, for people of our tenants, with answers to Teams' own hosts.</summary>
public sealed class InboundTokensTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private FakeTeams? _fake;

    private FakeTeams Fake => _fake ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync() => _fake = await FakeTeams.StartAsync();

    public async Task DisposeAsync() => await Fake.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task The_corpus_is_taken_and_refused_as_it_says_and_no_answer_has_a_detail()
    {
        var cases = TokenCorpus.All(Fake).ToList();
        var tokens = Tokens(new TeamsOptions { AppId = Fake.AppId, TenantId = Fake.TenantId, EntraTenants = [TokenCorpus.EntraTenant] });
        var wrong = new List<string>();
        foreach (var each in cases)
        {
            var verdict = await CheckAsync(tokens, each.Authorization, each.Activity);
            if (verdict is TokenVerdict.Accepted != each.Accepted)
                wrong.Add($"{each.Why}: {verdict}");
            if (verdict is TokenVerdict.Unclear)
                wrong.Add($"{each.Why}: unclear");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(cases.Count(each => !each.Accepted) >= 60, $"{cases.Count(each => !each.Accepted)} refused cases");
        Assert.Equal(cases.Count, cases.Select(each => each.Why).Distinct().Count());
        Assert.Equal(0, Fake.Strayed);
    }

    [Fact]
    public async Task Tokens_of_Entra_are_refused_unless_the_settings_name_their_tenant()
    {
        var entra = TokenCorpus.All(Fake).Where(each => each.Why.StartsWith("of a named tenant", StringComparison.Ordinal)).ToList();
        var tokens = Tokens(new TeamsOptions { AppId = Fake.AppId, TenantId = Fake.TenantId });

        Assert.Equal(2, entra.Count);
        foreach (var each in entra)
            Assert.IsType<TokenVerdict.Refused>(await CheckAsync(tokens, each.Authorization, each.Activity));
    }

    [Fact]
    public async Task A_new_key_is_learnt_at_its_first_token_and_an_old_one_is_good_while_it_is_published()
    {
        var tokens = Tokens(new TeamsOptions { AppId = Fake.AppId, TenantId = Fake.TenantId });
        string before = Fake.Token(Service);
        Assert.IsType<TokenVerdict.Accepted>(await CheckAsync(tokens, "Bearer " + before, Saying()));

        Fake.Keys.Rotate();

        Assert.IsType<TokenVerdict.Accepted>(await CheckAsync(tokens, "Bearer " + Fake.Token(Service), Saying()));
        Assert.IsType<TokenVerdict.Accepted>(await CheckAsync(tokens, "Bearer " + before, Saying()));
    }

    [Fact]
    public async Task A_key_that_is_withdrawn_is_good_no_more_once_the_keys_are_read_again()
    {
        var tokens = Tokens(new TeamsOptions { AppId = Fake.AppId, TenantId = Fake.TenantId });
        string before = Fake.Token(Service);
        Assert.IsType<TokenVerdict.Accepted>(await CheckAsync(tokens, "Bearer " + before, Saying()));

        Fake.Keys.Rotate(withdraw: true);
        Assert.IsType<TokenVerdict.Accepted>(await CheckAsync(tokens, "Bearer " + Fake.Token(Service), Saying()));

        Assert.IsType<TokenVerdict.Refused>(await CheckAsync(tokens, "Bearer " + before, Saying()));
    }

    [Fact]
    public async Task A_token_that_was_found_right_is_compared_with_each_event_and_with_the_time_again()
    {
        var clock = new FakeClock(TimeProvider.System.GetUtcNow());
        var options = new TeamsOptions { AppId = Fake.AppId, TenantId = Fake.TenantId };
        using var keys = new SigningKeys(_http, Fake.Metadata, TimeProvider.System);
        using var entra = new SigningKeys(_http, Fake.EntraMetadata, TimeProvider.System);
        var tokens = new InboundTokens(options, new ServiceHosts(options), keys, entra, clock);
        string token = "Bearer " + Fake.Token(Service);
        Assert.IsType<TokenVerdict.Accepted>(await CheckAsync(tokens, token, Saying()));

        foreach (var (path, value) in ((string, string)[])
            [("serviceUrl", "https://smba.trafficmanager.net/amer/"), ("channelId", "webchat"), ("conversation.tenantId", "99999999-bbbb-cccc-dddd-eeeeeeeeeeee")])
        {
            var changed = Saying();
            string[] names = path.Split('.');
            (names.Length > 1 ? changed[names[0]]! : changed)[names[^1]] = value;
            Assert.Equal(403, Assert.IsType<TokenVerdict.Refused>(await CheckAsync(tokens, token, changed)).Status);
        }

        // Another token of the same length is another token.
        string forged = token[..^2] + (token[^2] == 'A' ? "BB" : "AA");
        Assert.Equal(401, Assert.IsType<TokenVerdict.Refused>(await CheckAsync(tokens, forged, Saying())).Status);
        Assert.IsType<TokenVerdict.Accepted>(await CheckAsync(tokens, token, Saying()));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(401, Assert.IsType<TokenVerdict.Refused>(await CheckAsync(tokens, token, Saying())).Status);
    }

    [Theory]
    [InlineData(new[] { "msteams" }, true)]
    [InlineData(new string[0], true)]
    [InlineData(new[] { "webchat", "directline" }, false)]
    [InlineData(new[] { "MSTEAMS" }, false)]
    [InlineData(new[] { "msteams:copilot" }, false)]
    public async Task A_key_signs_for_Teams_only_if_it_is_endorsed_for_it_or_says_nothing_of_channels(string[] endorsements, bool accepted)
    {
        Fake.Keys.Endorsements = endorsements;
        Fake.Keys.Rotate(withdraw: true);
        var tokens = Tokens(new TeamsOptions { AppId = Fake.AppId, TenantId = Fake.TenantId });

        var verdict = await CheckAsync(tokens, "Bearer " + Fake.Token(Service), Saying());

        Assert.Equal(accepted, verdict is TokenVerdict.Accepted);
    }

    [Fact]
    public async Task Keys_are_read_at_the_address_that_is_set_and_nowhere_to_which_it_leads()
    {
        using var listener = new HttpListener();
        string address = $"http://127.0.0.1:{Ports.Free()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        var answering = AnswerAsync(listener);
        var options = new TeamsOptions { AppId = Fake.AppId, TenantId = Fake.TenantId, OpenIdMetadata = new Uri(address) };

        var verdict = await CheckAsync(Tokens(options, new Uri(address)), "Bearer " + Fake.Token(Service), Saying());

        Assert.IsType<TokenVerdict.Unclear>(verdict);
        listener.Stop();
        await answering;

        async Task AnswerAsync(HttpListener here)
        {
            while (here.IsListening)
            {
                try
                {
                    var context = await here.GetContextAsync();
                    context.Response.StatusCode = 302;
                    context.Response.RedirectLocation = Fake.Metadata.ToString();
                    context.Response.Close();
                }
                catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public async Task Without_keys_nothing_is_taken_and_nothing_called_forged()
    {
        var tokens = Tokens(new TeamsOptions { AppId = Fake.AppId, TenantId = Fake.TenantId }, new Uri($"http://127.0.0.1:{Ports.Free()}/"));

        Assert.IsType<TokenVerdict.Unclear>(await CheckAsync(tokens, "Bearer " + Fake.Token(Service), Saying()));
    }

    private const string Service = "https://smba.trafficmanager.net/emea/";

    private InboundTokens Tokens(TeamsOptions options, Uri? metadata = null) => new(
        options, new ServiceHosts(options), new SigningKeys(_http, metadata ?? Fake.Metadata, TimeProvider.System), new SigningKeys(_http, Fake.EntraMetadata, TimeProvider.System), TimeProvider.System);

    private static Task<TokenVerdict> CheckAsync(InboundTokens tokens, string? authorization, JsonObject activity) =>
        tokens.CheckAsync(authorization, TeamsJson.Read<Activity>(System.Text.Encoding.UTF8.GetBytes(activity.ToJsonString())), default);

    private JsonObject Saying()
    {
        var activity = Fake.Compose.Message(Fake.Users.Count > 0 ? Fake.Users[0] : Fake.AddUser("dana@example.com", "Dana Moss"), "why acme");
        activity["serviceUrl"] = Service;
        return activity;
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Tokens;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Teams.Tests.Tokens;

/// <summary>Our own token, fetched by Microsoft's library from a login on this machine.</summary>
public sealed class EntraTokensTests : IAsyncLifetime
{
    private FakeTeams? _fake;

    private FakeTeams Fake => _fake ?? throw new InvalidOperationException("Not started.");

    private int Fetched => Fake.Calls.Count(call => call.Verb == TeamsVerb.Token);

    public async Task InitializeAsync() => _fake = await FakeTeams.StartAsync();

    public async Task DisposeAsync() => await Fake.DisposeAsync();

    [Fact]
    public async Task A_token_is_fetched_once_for_the_bots_own_tenant_and_kept()
    {
        using var tokens = new EntraTokens(Options());

        string first = await TextAsync(tokens);
        string[] later = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TextAsync(tokens)));

        Assert.All(later, text => Assert.Equal(first, text));
        var call = Assert.Single(Fake.Calls);
        Assert.Equal($"/login/{Fake.TenantId}/oauth2/v2.0/token", call.Path);
        Assert.Contains("https://api.botframework.com/.default", call.Body!["scope"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_ends_within_five_minutes_is_renewed_before_it_does()
    {
        Fake.TokenLife = TimeSpan.FromMinutes(4);
        using var tokens = new EntraTokens(Options());

        string first = await TextAsync(tokens);

        Assert.NotEqual(first, await TextAsync(tokens));
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once_for_everybody_who_was_refused_with_it()
    {
        using var tokens = new EntraTokens(Options());
        string refused = await TextAsync(tokens);

        string[] others = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TextAsync(tokens, refused)));

        Assert.Equal(2, Fetched);
        Assert.All(others, text => Assert.NotEqual(refused, text));
    }

    [Fact]
    public async Task A_certificate_proves_as_much_as_a_secret()
    {
        using var folder = new TemporaryFolder();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=accountalerts.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        string pem = folder["bot.pem"], pfx = folder["bot.pfx"];
        await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllBytesAsync(pfx, certificate.Export(X509ContentType.Pfx, "not-a-password"));

        foreach (var (path, password) in new[] { (pem, (string?)null), (pfx, "not-a-password") })
        {
            var options = Options();
            (options.ClientSecret, options.CertificatePath, options.CertificatePassword) = (null, path, password);
            using var tokens = new EntraTokens(options);
            Assert.StartsWith("not-a-token", await TextAsync(tokens), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_machines_identity_proves_as_much_as_a_secret()
    {
        var options = Options();
        (options.ClientSecret, options.ManagedIdentity) = (null, true);
        using var tokens = new EntraTokens(options);

        string first = await TextAsync(tokens);

        Assert.Equal(first, await TextAsync(tokens));
        var call = Assert.Single(Fake.Calls);
        Assert.Equal(("https://api.botframework.com", Fake.AppId), (call.Body!["resource"]!.ToString(), call.Body["client_id"]!.ToString()));
    }

    [Theory]
    [InlineData("nowhere.pem", null, "is not there")]
    [InlineData("alone.pem", null, "holds no private key")]
    [InlineData("alone.pfx", "not-a-password", "holds no private key")]
    [InlineData("bot.pfx", "another-password", "is not its password")]
    [InlineData("text.pem", null, "holds no private key")]
    [InlineData("text.pfx", null, "it is no PEM or PFX file")]
    [InlineData("bot.pfx", "not-a-password", null)]
    [InlineData("bot.pem", null, null)]
    public async Task A_certificate_that_cannot_be_used_is_named_with_what_to_do_and_never_with_its_password(string name, string? password, string? said)
    {
        using var folder = new TemporaryFolder();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=accountalerts.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var whole = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var alone = X509CertificateLoader.LoadCertificate(whole.RawData);
        await File.WriteAllTextAsync(folder["bot.pem"], whole.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllBytesAsync(folder["bot.pfx"], whole.Export(X509ContentType.Pfx, "not-a-password"));
        await File.WriteAllTextAsync(folder["alone.pem"], whole.ExportCertificatePem());
        await File.WriteAllBytesAsync(folder["alone.pfx"], alone.Export(X509ContentType.Pfx, "not-a-password"));
        await File.WriteAllTextAsync(folder["text.pem"], "hello");
        await File.WriteAllTextAsync(folder["text.pfx"], "hello");
        var options = Options();
        (options.ClientSecret, options.CertificatePath, options.CertificatePassword) = (null, folder[name], password);

        string? fault = BotCertificate.FaultOf(options);

        Assert.Equal(said is null, fault is null);
        Assert.Contains(said ?? "", fault ?? "", StringComparison.Ordinal);
        if (fault is null)
            return;
        Assert.Contains(folder[name], fault, StringComparison.Ordinal);
        Assert.Contains("Set it to", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("-password", fault, StringComparison.Ordinal);
        Assert.Equal(fault, Assert.Throws<InvalidOperationException>(() => new EntraTokens(options)).Message);
    }

    [Fact]
    public async Task A_wrong_secret_is_a_refusal_with_Entras_own_code_and_without_the_secret()
    {
        var options = Options();
        options.ClientSecret = "another-secret-that-is-none";
        using var tokens = new EntraTokens(options);

        string reason = Assert.IsType<TokenAnswer.Refused>(await tokens.GetAsync(null, default)).Reason;

        Assert.Contains("AADSTS7000215", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Entra_that_does_not_answer_is_no_refusal()
    {
        Fake.Script = call => call.Verb == TeamsVerb.Token ? TeamsFault.Gateway(503) : null;
        using var tokens = new EntraTokens(Options());

        Assert.IsType<TokenAnswer.Unclear>(await tokens.GetAsync(null, default));
    }

    private TeamsOptions Options() => new() { AppId = Fake.AppId, TenantId = Fake.TenantId, ClientSecret = Fake.ClientSecret, LoginUrl = Fake.LoginUrl };

    private static async Task<string> TextAsync(EntraTokens tokens, string? refused = null) =>
        Assert.IsType<TokenAnswer.Token>(await tokens.GetAsync(refused, default)).Text!;
}

using System.ComponentModel.DataAnnotations;
using AccountAlerts.Teams.Settings;

namespace AccountAlerts.Teams.Tests.Settings;

/// <summary>Which settings are a bot, and what is said of those that are none.</summary>
public sealed class TeamsOptionsTests
{
    private const string App = "11111111-2222-3333-4444-555555555555";
    private const string Tenant = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    [Fact]
    public void Without_settings_there_is_no_Teams_and_nothing_wrong()
    {
        Assert.False(new TeamsOptions().IsSet);
        Assert.Empty(Faults(new TeamsOptions()));
    }

    public static TheoryData<string, TeamsOptions> Bots => new()
    {
        { "a secret", new() { AppId = App, TenantId = Tenant, ClientSecret = "not-a-secret" } },
        { "a certificate", new() { AppId = App, TenantId = Tenant, CertificatePath = "keys/bot.pem", CertificatePassword = "not-a-password" } },
        { "a managed identity", new() { AppId = App, TenantId = Tenant, ManagedIdentity = true } },
        { "registered as multi-tenant", new() { AppId = App, TenantId = "botframework.com", ClientSecret = "not-a-secret", AllowedTenants = [Tenant] } },
        { "development on this machine", new() { Anonymous = true } },
        { "hosts of one's own", new() { AppId = App, TenantId = Tenant, ClientSecret = "not-a-secret", AllowedServiceHosts = ["*.teams.example.com", "127.0.0.1"] } },
    };

    [Theory]
    [MemberData(nameof(Bots))]
    public void A_bot_is_set_in_one_of_these_ways(string why, TeamsOptions options)
    {
        Assert.True(options.IsSet, why);
        Assert.Empty(Faults(options));
    }

    public static TheoryData<string, TeamsOptions, string> Wrong => new()
    {
        { "two proofs", new() { AppId = App, TenantId = Tenant, ClientSecret = "not-a-secret", ManagedIdentity = true }, "ClientSecret and ManagedIdentity are both set" },
        { "no proof", new() { AppId = App, TenantId = Tenant }, "ClientSecret is missing" },
        { "a password for no certificate", new() { AppId = App, TenantId = Tenant, ClientSecret = "not-a-secret", CertificatePassword = "not-a-password" }, "CertificatePath is missing" },
        { "anybody may install it", new() { AppId = App, TenantId = "botframework.com", ClientSecret = "not-a-secret" }, "AllowedTenants is missing" },
        { "a tenant by name", new() { AppId = App, TenantId = "example.com", ClientSecret = "not-a-secret" }, "TenantId = \"example.com\"" },
        { "every host", new() { AppId = App, TenantId = Tenant, ClientSecret = "not-a-secret", AllowedServiceHosts = ["*"] }, "AllowedServiceHosts = \"*\"" },
        { "an address for a host", new() { AppId = App, TenantId = Tenant, ClientSecret = "not-a-secret", AllowedServiceHosts = ["https://smba.trafficmanager.net"] }, "AllowedServiceHosts = \"https://smba.trafficmanager.net\"" },
        { "keys over http", new() { AppId = App, TenantId = Tenant, ClientSecret = "not-a-secret", OpenIdMetadata = new Uri("http://keys.example.com") }, "OpenIdMetadata = \"http://keys.example.com...\"" },
        { "development with a real bot's secret", new() { Anonymous = true, AppId = App, TenantId = Tenant, ClientSecret = "not-a-secret" }, "Anonymous = true is not allowed beside ClientSecret" },
        { "development with hosts elsewhere", new() { Anonymous = true, AllowedServiceHosts = ["smba.trafficmanager.net"] }, "AllowedServiceHosts = \"smba.trafficmanager.net\"" },
        { "development that sends elsewhere", new() { Anonymous = true, ServiceUrl = new Uri("https://smba.trafficmanager.net/teams") }, "ServiceUrl is not allowed" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Anything_else_is_said_with_its_key_and_never_with_a_secret(string why, TeamsOptions options, string said)
    {
        string faults = string.Join('|', Faults(options));

        Assert.True(faults.Contains(said, StringComparison.Ordinal), $"{why}: {faults}");
        Assert.DoesNotContain("not-a-", faults, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/", true)]
    [InlineData("https://SMBA.TRAFFICMANAGER.NET/emea/", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams", true)]
    [InlineData("https://europe.webchat.botframework.com", true)]
    [InlineData("https://smba.infra.gov.teams.microsoft.us/teams", true)]
    [InlineData("http://smba.trafficmanager.net/teams/", false)]
    [InlineData("https://trafficmanager.net/teams/", false)]
    [InlineData("https://mine.trafficmanager.net/teams/", false)]
    [InlineData("https://smba.trafficmanager.net.example.com/teams/", false)]
    [InlineData("https://notbotframework.com/", false)]
    [InlineData("https://botframework.com/", false)]
    [InlineData("https://botframework.com.example.com/", false)]
    [InlineData("https://example.com/?https://smba.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net@example.com/", false)]
    [InlineData("https://user@smba.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net:8443/teams/", false)]
    [InlineData("https://smba.trafficmanager.net\\@example.com/", false)]
    [InlineData("https://127.0.0.1/teams", false)]
    [InlineData("http://localhost:56150/_connector", false)]
    [InlineData("ftp://smba.trafficmanager.net/", false)]
    [InlineData("//smba.trafficmanager.net/", false)]
    [InlineData("", false)]
    public void Messages_go_to_hosts_of_Teams_and_nowhere_else(string address, bool allowed)
    {
        var accepted = new ServiceHosts(new TeamsOptions { AppId = App }).Accept(address);

        Assert.Equal(allowed, accepted is not null);
        if (accepted is not null)
            Assert.True(accepted.Host is "smba.trafficmanager.net" || accepted.Host.EndsWith(".com", StringComparison.Ordinal) || accepted.Host.EndsWith(".us", StringComparison.Ordinal), accepted.Host);
    }

    [Theory]
    [InlineData("http://localhost:56150/_connector", true)]
    [InlineData("http://127.0.0.1:56150/_connector", true)]
    [InlineData("http://[::1]:56150/_connector", true)]
    [InlineData("http://localhost.example.com:56150/_connector", false)]
    [InlineData("https://smba.trafficmanager.net/teams/", false)]
    public void In_development_they_go_to_this_machine_and_nowhere_else(string address, bool allowed) =>
        Assert.Equal(allowed, new ServiceHosts(new TeamsOptions { Anonymous = true }).Accept(address) is not null);

    private static IEnumerable<string> Faults(TeamsOptions options) =>
        options.Validate(new ValidationContext(options)).Select(fault => $"{fault.MemberNames.First()} {fault.ErrorMessage}");
}

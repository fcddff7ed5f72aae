using AccountAlerts.Hosting;
using AccountAlerts.Settings;
using AccountAlerts.Tests.Running;
using Microsoft.Extensions.Configuration;

namespace AccountAlerts.Tests.Settings;

/// <summary>What an operator reads when a setting is wrong, word by word.</summary>
public sealed class SettingsCorpusTests
{
    private const string Address = "http addresses without a path, such as http://localhost:5080";

    private const string Crm = "an https address with {account_id} where the customer's id belongs, such as https://crm.example.com/accounts/{account_id}";

    public static TheoryData<string, string, string> Faults => new()
    {
        // A typo is named with what was meant.
        { "Inbox:Pasword", "long enough to pass", "Inbox:Pasword is not a setting; did you mean Inbox:Password?" },
        { "Evaluation:Evry", "5m", "Evaluation:Evry is not a setting; did you mean Evaluation:Every?" },
        // Without a likely name: what there is.
        { "Clock:Zone", "UTC", "Clock:Zone is not a setting; known here: Now." },
        // A bare number would mean days to .NET and seconds to most people.
        { "Evaluation:Every", "5", "Evaluation:Every = \"5\" is not allowed; allowed: a duration (such as 30s, 5m, 4h, 14d) from 1s to 1d." },
        { "Evaluation:HoldFor", "1h", "Evaluation:HoldFor = \"1h\" is not allowed; allowed: a duration (such as 30s, 5m, 4h, 14d) from 1d to 365d." },
        { "Inbox:RefreshEvery", "soon", "Inbox:RefreshEvery = \"soon\" is not allowed; allowed: a duration (such as 30s, 5m, 4h, 14d) from 1s to 5m." },
        { "Clock:Now", "yesterday", "Clock:Now = \"yesterday\" is not allowed; allowed: an instant (such as 2026-06-03 or 2026-06-03T08:00:00Z)." },
        { "Log:Format", "Xml", "Log:Format = \"Xml\" is not allowed; allowed: Plain, Json." },
        // The number of an enum's value is nobody's setting.
        { "Log:Format", "1", "Log:Format = \"1\" is not allowed; allowed: Plain, Json." },
        { "Database:Provider", "Oracle", "Database:Provider = \"Oracle\" is not allowed; allowed: Sqlite, Postgres." },
        { "PublicUrl", "ftp://example.com", "PublicUrl = \"ftp://example.com\" is not allowed; allowed: an http or https address." },
        { "Telemetry:Endpoint", "collector", "Telemetry:Endpoint = \"collector\" is not allowed; allowed: an http or https address." },
        { "Inbox:Urls", "https://localhost:5080", $"Inbox:Urls = \"https://localhost:5080\" is not allowed; allowed: {Address}." },
        { "Inbox:Urls", ";", $"Inbox:Urls names no address; allowed: {Address}." },
        // A secret is never shown, not even a wrong one.
        { "Inbox:Password", "short", "Inbox:Password is too short; allowed: 12 characters or more." },
        { "Database:Provider", "Postgres", "ConnectionStrings:AccountAlerts is not allowed (its value is not shown); allowed: Host=<server>;Database=<name>;Username=<user>;Password=<password> for Database:Provider=Postgres.|Encryption:Secret is missing: with Database:Provider=Postgres the keys of sessions and stored tokens lie in the database, and are sealed with this. Allowed: 32 characters or more, the same for every service, such as what \"openssl rand -base64 48\" prints." },
        { "Encryption:Secret", "short", "Encryption:Secret is too short; allowed: 32 characters or more." },
        { "Encryption:FormerSecret", "the-one-before-the-one-before-the-one", "Encryption:Secret is missing: a former secret without a new one does nothing." },
        { "ConnectionStrings:AccountAlerts", "Host=db;Password=hunter2", "ConnectionStrings:AccountAlerts is not allowed (its value is not shown); allowed: Data Source=<file>, and nothing else." },
        { "Metrics:reports:Rank", "11", "Metrics:reports:Rank = \"11\" is not allowed; allowed: a whole number from 1 to 10." },
        { "Metrics:reports:Role", "vital", "Metrics:reports:Role = \"vital\" is not allowed; allowed: Value, Key, Login, Ignore." },
        { "Sources:Drop:Type", "Ftp", "Sources:Drop:Type = \"Ftp\": the type is one of DropFolder, Demo." },
        { "Evaluation", "fast", "Evaluation = \"fast\" is a single value where settings of their own are expected: Every, HoldFor." },
        { "Crm:AccountUrl", "http://crm.example.com/{account_id}", $"Crm:AccountUrl = \"http://crm.example.com/{{account_id}}\" is not allowed; allowed: {Crm}." },
        { "Crm:AccountUrl", "https://crm.example.com/accounts", $"Crm:AccountUrl = \"https://crm.example.com/accounts\" is not allowed; allowed: {Crm}." },
        // The customer's id must not choose the host.
        { "Crm:AccountUrl", "https://{account_id}.example.com/", $"Crm:AccountUrl = \"https://{{account_id}}.example.com/\" is not allowed; allowed: {Crm}." },
        { "Crm:AccountUrl", "https://crm.example.com{account_id}", $"Crm:AccountUrl = \"https://crm.example.com{{account_id}}\" is not allowed; allowed: {Crm}." },
        { "Crm:AccountUrl", "https://crm.example.com/{id}/{account_id}", $"Crm:AccountUrl = \"https://crm.example.com/{{id}}/{{account_id}}\" is not allowed; allowed: {Crm}." },
        { "Money:Base", "EURO", "Money:Base = \"EURO\" is not allowed; allowed: a currency code such as EUR or USD." },
        { "Money:Rates:Dollar", "0.9", "Money:Rates:Dollar is no currency; allowed: a code such as EUR or USD." },
        { "Money:Rates:USD", "0", "Money:Rates:USD is not allowed; allowed: a number above 0." },
        { "Money:Rates:USD", "much", "Money:Rates:USD = \"much\" is not a number." },
        { "Money:Rates:EUR", "2", "Money:Rates:EUR is the base currency, which is worth 1 of itself." },
        { "Webhook:Url", "http://alerts.example.com/T0/secret", "Webhook:Url = \"http://alerts.example.com...\" is not allowed; allowed: https addresses, and http on this machine only, since messages name customers.|Webhook:Secret is missing: with Webhook:Url set, both sides need a secret of 32 characters or more." },
        { "Webhook:Secret", "short", "Webhook:Url is missing: a secret without an address does nothing.|Webhook:Secret is too short; allowed: 32 characters or more." },
        { "Webhook:Timeout", "30s", "Webhook:Timeout = \"30s\" is not allowed; allowed: a duration (such as 30s, 5m, 4h, 14d) from 1s to 19s." },
        { "Webhook:ConversationEvery", "1", "Webhook:ConversationEvery = \"1\" is not allowed; allowed: a duration (such as 30s, 5m, 4h, 14d) from 00:00:00.1000000 to 1h." },
        { "Operations:Email", "ops@example.com", "Operations:Smtp:Host is missing: an e-mail needs a mail server.|Operations:Smtp:From is missing or no e-mail address: an e-mail needs a sender." },
        { "Operations:Webhook", "https://ops.example.com", "Operations:WebhookSecret is missing or too short; allowed: 32 characters or more." },
        { "Operations:Smtp:Password", "not-a-password-123", "Operations:Smtp:Password and Smtp:User belong together: set both or none." },
        { "Delivery:Hours:To", "08:00", "Delivery:Hours:To = 08:00 is not later than From, 09:00." },
        { "Delivery:Hours:QuietFrom", "late", "Delivery:Hours:QuietFrom = \"late\" is not allowed; allowed: a time of day (such as 08:00 or 17:30)." },
        { "Delivery:Hours:WorkingDays", "Monday, Fryday", "Delivery:Hours:WorkingDays = \"Fryday\" is not allowed; allowed: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday." },
        { "Delivery:Hours:Teammates:dana@example.com:From", "18:00", "Delivery:Hours:Teammates:dana@example.com:To = 17:00 is not later than From, 18:00." },
        { "Teams:AppId", "bot", "Teams:AppId = \"bot\" is not allowed; allowed: a GUID, as the Azure Bot's page \"Configuration\" shows it.|Teams:TenantId is missing; allowed: the id of the tenant in which the bot is registered.|Teams:ClientSecret is missing: one of ClientSecret, CertificatePath and ManagedIdentity proves that we are the bot." },
        { "Teams:ClientSecret", "not-a-secret", "Teams:AppId is missing: without the bot's app id there is no Teams. The Azure Bot's page \"Configuration\" shows it." },
        { "Teams:LoginUrl", "http://login.example.com/x", "Teams:LoginUrl = \"http://login.example.com...\" is not allowed; allowed: https addresses, and http on this machine only, since tokens and keys travel there." },
        { "Teams:Cloud", "Private", "Teams:Cloud = \"Private\" is not allowed; allowed: Public, UsGovernment, China." },
        { "PublicUrl:Scheme", "http", "PublicUrl has settings below it where a single value is expected: an http or https address." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_fault_says_where_it_is_what_is_there_and_what_is_allowed(string key, string value, string expected)
    {
        SettingsException fault = Assert.Throws<SettingsException>(() => Read((key, value)));

        Assert.Equal(expected.Split('|'), fault.Faults.Select(each => each.ToString()));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        SettingsException fault = Assert.Throws<SettingsException>(() => Read(
            ("Inbox:Pasword", "x"), ("Evaluation:Every", "never"), ("Log:Format", "Xml"), ("Sources:Drop:Type", "Ftp")));

        Assert.Equal(4, fault.Faults.Count);
    }

    [Fact]
    public void A_health_model_that_cannot_score_is_a_fault()
    {
        SettingsException fault = Assert.Throws<SettingsException>(() => Read(
            ("Health:Models:smb:Components:use:Signal", "adoption.rato"), ("Health:Models:smb:Components:use:Hundred", "0.8"),
            ("Health:Models:smb:Components:use:Weight", "10")));

        SettingsFault only = Assert.Single(fault.Faults);
        Assert.Equal("Health:Models", only.Key);
        Assert.Contains("smb", only.Problem);
        Assert.Contains("did you mean adoption.ratio?", only.Problem);
    }

    [Fact]
    public void Defaults_need_no_settings_at_all()
    {
        ProductSettings settings = Read();

        Assert.Equal("http://localhost:5080", settings.Inbox.Urls);
        Assert.Null(settings.Inbox.Password);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.Inbox.RefreshEvery);
        Assert.Equal(TimeSpan.FromHours(1), settings.Evaluation.Every);
        Assert.Equal(TimeSpan.FromDays(14), settings.Evaluation.HoldFor);
        Assert.Equal("data/accountalerts.db", settings.ConnectionStrings.DataSource);
        Assert.Null(settings.Clock.Now);
        Assert.Null(settings.Telemetry.Endpoint);
    }

    [Fact]
    public void An_empty_value_means_not_set()
    {
        Assert.Equal(TimeSpan.FromHours(1), Read(("Evaluation:Every", "")).Evaluation.Every);
        Assert.Null(Read(("Telemetry:Endpoint", "")).Telemetry.Endpoint);
    }

    [Fact]
    public void Names_of_the_environment_that_are_not_ours_are_left_alone()
    {
        Assert.NotNull(Read(("PATH", "/usr/bin"), ("HOME", "/root"), ("ASPNETCORE_URLS", "x")));
    }

    [Fact]
    public async Task A_section_in_the_file_that_is_not_known_is_a_fault_with_the_likely_name()
    {
        using var run = new Run("""{ "Inbx": { "Urls": "http://localhost:1" }, "Evaluaton": {} }""");

        int exit = await run.Async("check");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("Inbx is not a setting; did you mean Inbox?", run.Error.ToString());
        Assert.Contains("2 faults", run.Error.ToString());
        Assert.Empty(run.Out.ToString());
    }

    [Fact]
    public async Task A_file_that_is_not_json_is_named()
    {
        using var run = new Run("{ oops");

        Assert.Equal(ExitCode.Usage, await run.Async("check"));
        Assert.Contains("appsettings.json cannot be read", run.Error.ToString());
    }

    [Fact]
    public void A_secret_may_be_a_file()
    {
        using var run = new Run();
        string secrets = Path.Combine(run.Folder, "secrets");
        Directory.CreateDirectory(secrets);
        File.WriteAllText(Path.Combine(secrets, "Inbox__Password"), "correct horse battery\n");

        IConfigurationRoot configuration = new Launch
        {
            ContentRoot = run.Folder, WorkingDirectory = run.Folder, Out = run.Out, Error = run.Error, SecretsFolder = secrets,
        }.LoadConfiguration();

        Assert.Equal("correct horse battery", ProductSettings.Read(configuration).Inbox.Password);
    }

    [Fact]
    public void The_shipped_file_fits()
    {
        string shipped = ContentRoot.Find(AppContext.BaseDirectory);

        IConfigurationRoot configuration = new ConfigurationBuilder().AddJsonFile(Path.Combine(shipped, "appsettings.json")).Build();

        Assert.Equal("http://localhost:5080", ProductSettings.Read(configuration).Inbox.Urls);
    }

    private static ProductSettings Read(params (string Key, string Value)[] settings) =>
        ProductSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build());
}

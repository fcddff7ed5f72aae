using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Evaluation.Guard;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Slack.Settings;
using AccountAlerts.Sources;
using AccountAlerts.Sources.Settings;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Webhook;
using Microsoft.Extensions.Configuration.Json;

namespace AccountAlerts.Settings;

/// <summary>Every setting of the product, read and checked once at start.</summary>
public sealed class ProductSettings
{
    public DatabaseSettings Database { get; set; } = new();

    public ConnectionSettings ConnectionStrings { get; set; } = new();

    public BudgetOptions Budget { get; set; } = new();

    public ClockSettings Clock { get; set; } = new();

    public CrmSettings Crm { get; set; } = new();

    public DeliveryOptions Delivery { get; set; } = new();

    public DigestOptions Digest { get; set; } = new();

    public EncryptionSettings Encryption { get; set; } = new();

    public EvaluationOptions Evaluation { get; set; } = new();

    public GuardOptions Guard { get; set; } = new();

    public HealthSettings Health { get; set; } = new();

    /// <summary>By metric name, or a pattern with <c>*</c>.</summary>
    public Dictionary<string, MetricSettings> Metrics { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    public RoutingSettings Routing { get; set; } = new();

    public InboxSettings Inbox { get; set; } = new();

    public SlackOptions Slack { get; set; } = new();

    public TeamsOptions Teams { get; set; } = new();

    public WebhookOptions Webhook { get; set; } = new();

    public OperationsSettings Operations { get; set; } = new();

    public LogSettings Log { get; set; } = new();

    public MoneySettings Money { get; set; } = new();
    public TelemetrySettings Telemetry { get; set; } = new();

    /// <summary>Who may see and act on which accounts: everybody on all, their team's, or their own. Default: all.</summary>
    public AccessScope Access { get; set; } = AccessScope.All;

    /// <summary>The address under which people reach the inbox, for links in messages. Default: none, and then messages have no links.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>True if any source is set; without one an empty store means the demo.</summary>
    internal bool HasSources { get; private set; }

    private const string SourcesSection = "Sources";

    /// <summary>Sections that others read and check.</summary>
    private static readonly string[] Foreign = ["Serilog", SourcesSection];

    /// <exception cref="SettingsException">Something is wrong; every fault is in it.</exception>
    public static ProductSettings Read(IConfigurationRoot configuration)
    {
        var faults = new List<SettingsFault>();
        var binder = new SettingsBinder(faults);
        var settings = new ProductSettings();
        string[] sections = [.. typeof(ProductSettings).GetProperties().Select(property => property.Name)];
        foreach (IConfigurationSection section in configuration.GetChildren())
        {
            if (sections.FirstOrDefault(name => name.Equals(section.Key, StringComparison.OrdinalIgnoreCase)) is { } name)
                binder.BindInto(settings, name, section);
        }

        // The environment is full of names that are none of ours; the file is not.
        foreach (string key in configuration.Providers.OfType<JsonConfigurationProvider>().SelectMany(file => file.GetChildKeys([], null)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (!sections.Concat(Foreign).Contains(key, StringComparer.OrdinalIgnoreCase))
                binder.Unknown(configuration.GetSection(key), "", sections.Concat(Foreign));
        }

        if (settings.ConnectionStrings.FaultFor(settings.Database.Provider) is { } connection)
            faults.Add(connection);
        if (settings.Encryption.FaultFor(settings.Database.Provider) is { } encryption)
            faults.Add(encryption);
        if (settings.Teams.Anonymous && !settings.Inbox.IsLoopbackOnly)
            faults.Add(new SettingsFault("Teams:Anonymous", "= true is not allowed where Inbox:Urls lets other machines in: it is for development on this machine."));
        faults.AddRange(SourcesServices.Validate(configuration).Select(Said));
        settings.HasSources = configuration.GetSection(SourcesSection).GetChildren().Any();
        return faults.Count == 0 ? settings : throw new SettingsException(faults);
    }

    private static SettingsFault Said(SettingFault fault)
    {
        string value = Secrets.IsSecret(fault.Key) ? "(not shown)" : $"\"{fault.Value}\"";
        return new SettingsFault(fault.Key, fault.Value is null ? $"is missing: {fault.Allowed}." : $"= {value}: {fault.Allowed}.");
    }
}

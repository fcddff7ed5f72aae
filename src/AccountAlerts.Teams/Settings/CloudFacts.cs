namespace AccountAlerts.Teams.Settings;

/// <summary>Where a bot is registered.</summary>
public enum TeamsCloud
{
    Public,
    UsGovernment,
    China,
}

/// <summary>What is different from cloud to cloud. learn.microsoft.com/azure/bot-service/bot-service-resources-faq-ecosystem, and the connector SDK's constants.</summary>
/// <param name="Issuer">Who signs what the Bot Framework sends.</param>
/// <param name="Scope">What our own token is for.</param>
/// <param name="Service">Null where only an event from Teams says it.</param>
internal sealed record CloudFacts(string Issuer, Uri Metadata, Uri EntraMetadata, Uri Login, string Scope, Uri? Service)
{
    /// <summary>Hosts of Teams. <c>trafficmanager.net</c> itself is anybody's, so that name is exact.</summary>
    public static IReadOnlyList<string> Hosts { get; } =
        ["smba.trafficmanager.net", "*.botframework.com", "*.teams.microsoft.com", "*.teams.microsoft.us"];

    private static readonly CloudFacts Public = new(
        "https://api.botframework.com",
        new Uri("https://login.botframework.com/v1/.well-known/openidconfiguration"),
        new Uri("https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration"),
        new Uri("https://login.microsoftonline.com/"),
        "https://api.botframework.com/.default",
        new Uri("https://smba.trafficmanager.net/teams/"));

    private static readonly CloudFacts Government = new(
        "https://api.botframework.us",
        new Uri("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
        new Uri("https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration"),
        new Uri("https://login.microsoftonline.us/"),
        "https://api.botframework.us/.default",
        new Uri("https://smba.infra.gov.teams.microsoft.us/teams/"));

    private static readonly CloudFacts China = new(
        "https://api.botframework.azure.cn",
        new Uri("https://login.botframework.azure.cn/v1/.well-known/openidconfiguration"),
        new Uri("https://login.partner.microsoftonline.cn/common/v2.0/.well-known/openid-configuration"),
        new Uri("https://login.partner.microsoftonline.cn/"),
        "https://api.botframework.azure.cn/.default",
        null);

    public static CloudFacts Of(TeamsCloud cloud) => cloud switch
    {
        TeamsCloud.UsGovernment => Government,
        TeamsCloud.China => China,
        _ => Public,
    };
}

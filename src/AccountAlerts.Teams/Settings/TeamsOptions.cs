using System.ComponentModel.DataAnnotations;

namespace AccountAlerts.Teams.Settings;

/// <summary>Settings under <c>Teams</c>: one bot, whose app may be installed in several tenants.</summary>
public sealed class TeamsOptions : IValidatableObject
{
    public const string Section = "Teams";

    /// <summary>The bot's app id, a GUID. Default: none, and no Teams. With a managed identity its client id.</summary>
    public string? AppId { get; set; }

    /// <summary>The bot's own tenant, a GUID; <c>botframework.com</c> for a bot registered as multi-tenant before August 2025.</summary>
    public string? TenantId { get; set; }

    /// <summary>Proves to Entra that we are the bot. One of secret, certificate and managed identity. Default: none.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>A certificate with its private key, PEM or PFX, in place of the secret. Default: none.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Opens the certificate's file. Default: none.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>True: the machine's user-assigned identity, in place of the secret. Default false.</summary>
    public bool ManagedIdentity { get; set; }

    /// <summary>Which cloud the bot is registered in; says where tokens come from and who signs. Default Public.</summary>
    public TeamsCloud Cloud { get; set; } = TeamsCloud.Public;

    /// <summary>
    /// Hosts to which messages and our token may go, <c>*.</c> for everything below a name. A loopback name stands for http on this machine.
    /// Default: Microsoft's own.
    /// </summary>
    public string[] AllowedServiceHosts { get; set; } = [];

    /// <summary>Tenants whose people are answered; their ids. Default: <see cref="TenantId"/> alone.</summary>
    public string[] AllowedTenants { get; set; } = [];

    /// <summary>Where the keys of those who call us stand. https, or http on this machine. Default: the cloud's.</summary>
    public Uri? OpenIdMetadata { get; set; }

    /// <summary>Who signs what calls us. Default: the cloud's.</summary>
    public string? Issuer { get; set; }

    /// <summary>Tenants whose own Entra tokens are taken too, if they are for our app id. Default: none.</summary>
    public string[] EntraTenants { get; set; } = [];

    /// <summary>Where the keys of those tokens stand. Default: the cloud's.</summary>
    public Uri? EntraMetadata { get; set; }

    /// <summary>Where our own token comes from. https, or http on this machine. Default: the cloud's login.</summary>
    public Uri? LoginUrl { get; set; }

    /// <summary>Where messages go until Teams has said better. Default: the cloud's.</summary>
    public Uri? ServiceUrl { get; set; }

    /// <summary>
    /// True: takes what comes from this machine without a token, and sends without one to this machine only; for development with the Agents
    /// Playground. Needs neither app id nor tenant nor secret. Default false.
    /// </summary>
    public bool Anonymous { get; set; }

    /// <summary>True if there is a bot at all.</summary>
    public bool IsSet => Anonymous || !string.IsNullOrEmpty(AppId);

    /// <summary>True if anything proves to Entra that we are the bot.</summary>
    internal bool HasCredential => !string.IsNullOrEmpty(ClientSecret) || !string.IsNullOrEmpty(CertificatePath) || ManagedIdentity;

    internal CloudFacts Facts => CloudFacts.Of(Cloud);

    internal string IssuerInForce => Issuer is { Length: > 0 } set ? set : Facts.Issuer;

    internal Uri MetadataInForce => OpenIdMetadata ?? Facts.Metadata;

    internal Uri EntraMetadataInForce => EntraMetadata ?? Facts.EntraMetadata;

    internal Uri LoginInForce => LoginUrl ?? Facts.Login;

    /// <summary>Null where only an event from Teams can say it.</summary>
    internal Uri? ServiceInForce => ServiceUrl ?? Facts.Service;

    internal IReadOnlyList<string> TenantsInForce => AllowedTenants.Length > 0 || TenantId is not { Length: > 0 } own ? AllowedTenants : [own];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => TeamsValidator.Faults(this);
}

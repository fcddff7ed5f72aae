using System.ComponentModel.DataAnnotations;

namespace AccountAlerts.Teams.Settings;

/// <summary>Rules over the settings of Teams; each fault names its key and what is allowed, and never shows a secret.</summary>
internal static class TeamsValidator
{
    private const string MultiTenant = "botframework.com";

    public static IEnumerable<ValidationResult> Faults(TeamsOptions options) =>
        Addresses(options).Concat(options.Anonymous ? WithoutTokens(options) : WithTokens(options));

    /// <summary>A switch of development beside a real bot's keys is one that was forgotten.</summary>
    private static IEnumerable<ValidationResult> WithoutTokens(TeamsOptions options)
    {
        if (options.HasCredential)
            yield return Fault("= true is not allowed beside ClientSecret, CertificatePath or ManagedIdentity: it is for development on this machine, and takes what anybody here sends.", nameof(TeamsOptions.Anonymous));
        foreach (string host in options.AllowedServiceHosts.Where(host => !ServiceHosts.IsLoopback(host)))
            yield return Fault($"= \"{host}\" is not allowed with Teams:Anonymous; allowed: names of this machine, such as localhost.", nameof(TeamsOptions.AllowedServiceHosts));
        if (options.ServiceUrl is { IsLoopback: false })
            yield return Fault("is not allowed with Teams:Anonymous; allowed: an address on this machine.", nameof(TeamsOptions.ServiceUrl));
    }

    private static IEnumerable<ValidationResult> WithTokens(TeamsOptions options)
    {
        string[] credentials =
        [
            .. new[]
            {
                (nameof(TeamsOptions.ClientSecret), !string.IsNullOrEmpty(options.ClientSecret)),
                (nameof(TeamsOptions.CertificatePath), !string.IsNullOrEmpty(options.CertificatePath)),
                (nameof(TeamsOptions.ManagedIdentity), options.ManagedIdentity),
            }.Where(credential => credential.Item2).Select(credential => credential.Item1),
        ];
        if (string.IsNullOrEmpty(options.AppId))
        {
            if (credentials.Length > 0 || !string.IsNullOrEmpty(options.TenantId))
                yield return Fault("is missing: without the bot's app id there is no Teams. The Azure Bot's page \"Configuration\" shows it.", nameof(TeamsOptions.AppId));
            yield break;
        }

        if (!Guid.TryParseExact(options.AppId, "D", out _))
            yield return Fault($"= \"{options.AppId}\" is not allowed; allowed: a GUID, as the Azure Bot's page \"Configuration\" shows it.", nameof(TeamsOptions.AppId));
        if (string.IsNullOrEmpty(options.TenantId))
            yield return Fault("is missing; allowed: the id of the tenant in which the bot is registered.", nameof(TeamsOptions.TenantId));
        else if (!Guid.TryParseExact(options.TenantId, "D", out _) && options.TenantId != MultiTenant)
            yield return Fault($"= \"{options.TenantId}\" is not allowed; allowed: a GUID, or {MultiTenant} for a bot registered as multi-tenant.", nameof(TeamsOptions.TenantId));
        if (credentials.Length == 0)
            yield return Fault("is missing: one of ClientSecret, CertificatePath and ManagedIdentity proves that we are the bot.", nameof(TeamsOptions.ClientSecret));
        if (credentials.Length > 1)
            yield return Fault($"and {string.Join(" and ", credentials.Skip(1))} are both set; allowed: one of them.", credentials[0]);
        if (options.CertificatePassword is { Length: > 0 } && string.IsNullOrEmpty(options.CertificatePath))
            yield return Fault("is missing: a certificate's password without a certificate does nothing.", nameof(TeamsOptions.CertificatePath));
        foreach (var fault in Tenants(options))
            yield return fault;
        foreach (string host in options.AllowedServiceHosts.Where(host => !ServiceHosts.IsPattern(host)))
            yield return Fault($"= \"{host}\" is not allowed; allowed: host names such as smba.trafficmanager.net, and *.example.com for everything below a name.", nameof(TeamsOptions.AllowedServiceHosts));
    }

    private static IEnumerable<ValidationResult> Tenants(TeamsOptions options)
    {
        foreach (string tenant in options.AllowedTenants.Where(tenant => !Guid.TryParseExact(tenant, "D", out _)))
            yield return Fault($"= \"{tenant}\" is not allowed; allowed: ids of tenants, GUIDs.", nameof(TeamsOptions.AllowedTenants));
        foreach (string tenant in options.EntraTenants.Where(tenant => !Guid.TryParseExact(tenant, "D", out _)))
            yield return Fault($"= \"{tenant}\" is not allowed; allowed: ids of tenants, GUIDs.", nameof(TeamsOptions.EntraTenants));
        if (options.TenantId == MultiTenant && options.AllowedTenants.Length == 0)
            yield return Fault($"is missing: with {MultiTenant} as tenant the bot could be installed by anybody; name the tenants whose people are answered.", nameof(TeamsOptions.AllowedTenants));
    }

    private static IEnumerable<ValidationResult> Addresses(TeamsOptions options)
    {
        (string Name, Uri? Value)[] addresses =
        [
            (nameof(TeamsOptions.OpenIdMetadata), options.OpenIdMetadata), (nameof(TeamsOptions.EntraMetadata), options.EntraMetadata),
            (nameof(TeamsOptions.LoginUrl), options.LoginUrl), (nameof(TeamsOptions.ServiceUrl), options.ServiceUrl),
        ];
        foreach (var (name, value) in addresses)
        {
            if (value is not null && value.Scheme != Uri.UriSchemeHttps && !value.IsLoopback)
                yield return Fault($"= \"{value.Scheme}://{value.Authority}...\" is not allowed; allowed: https addresses, and http on this machine only, since tokens and keys travel there.", name);
        }
    }

    private static ValidationResult Fault(string problem, string member) => new(problem, [member]);
}

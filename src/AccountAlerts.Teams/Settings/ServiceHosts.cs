using System.Net;

namespace AccountAlerts.Teams.Settings;

/// <summary>Where messages, and with them our token, may go. What an event says of its service address is believed only as far as this list.</summary>
public sealed class ServiceHosts
{
    private readonly string[] _patterns;

    public ServiceHosts(TeamsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _patterns = options.AllowedServiceHosts.Length > 0 ? options.AllowedServiceHosts
            : options.Anonymous ? ["localhost", "127.0.0.1", "[::1]"]
            : [.. CloudFacts.Hosts];
    }

    /// <summary>The address itself, if it may be called: https, or http on this machine where the list names this machine.</summary>
    /// <returns>Null if nothing may go there.</returns>
    public Uri? Accept(string? serviceUrl)
    {
        if (serviceUrl is null || !Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address) || address.UserInfo.Length > 0)
            return null;
        bool safe = address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsLoopback(address.Host));
        return safe && (address.IsDefaultPort || address.IsLoopback) && Array.Exists(_patterns, pattern => Fits(pattern, address.Host)) ? address : null;
    }

    internal static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    internal static bool IsPattern(string text) =>
        IsLoopback(text) || Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text) == UriHostNameType.Dns;

    /// <summary>By whole labels: a name that merely ends alike is another.</summary>
    private static bool Fits(string pattern, string host) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.Length > pattern.Length - 1 && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}

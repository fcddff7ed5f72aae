namespace AccountAlerts.Domain.Accounts;

/// <summary>The part of an address that says for whom somebody works.</summary>
public static class MailDomain
{
    /// <summary>Anybody can have an address there, so it names no customer.</summary>
    private static readonly HashSet<string> Public = new(StringComparer.Ordinal)
    {
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "hotmail.fr", "live.com", "msn.com", "yahoo.com", "yahoo.co.uk",
        "yahoo.co.jp", "yahoo.de", "yahoo.fr", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "pm.me", "gmx.de",
        "gmx.net", "gmx.at", "gmx.ch", "gmx.com", "web.de", "t-online.de", "freenet.de", "mail.com", "mail.ru", "yandex.ru", "yandex.com", "qq.com", "163.com",
        "126.com", "sina.com", "naver.com", "zoho.com", "fastmail.com", "hey.com", "tutanota.com", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net",
        "libero.it", "bluewin.ch", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "btinternet.com", "rediffmail.com", "uol.com.br", "bol.com.br",
    };

    /// <returns>In lower case; null for what is no address.</returns>
    public static string? OfAddress(string? address)
    {
        int at = address?.LastIndexOf('@') ?? -1;
        return at > 0 ? Tidy(address.AsSpan(at + 1)) : null;
    }

    /// <summary>Of a domain as people write it: with or without <c>https://</c>, <c>www.</c> and a path.</summary>
    /// <returns>In lower case; null for what is no domain.</returns>
    public static string? OfSite(string? site)
    {
        if (site is null)
            return null;
        var rest = site.AsSpan().Trim();
        int scheme = rest.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            rest = rest[(scheme + 3)..];
        int end = rest.IndexOfAny('/', ':', '?');
        if (end >= 0)
            rest = rest[..end];
        if (rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            rest = rest[4..];
        return Tidy(rest);
    }

    public static bool IsPublic(string domain) => Public.Contains(domain);

    private static string? Tidy(ReadOnlySpan<char> domain)
    {
        string tidy = domain.Trim().TrimEnd('.').ToString().ToLowerInvariant();
        return tidy.Length > 2 && tidy.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot < tidy.Length - 1 ? tidy : null;
    }
}

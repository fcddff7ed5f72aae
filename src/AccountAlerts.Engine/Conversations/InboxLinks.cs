using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Links that open the inbox as one teammate, once, for ten minutes. What is stored opens nothing: it is the hash of what the link says.</summary>
public sealed class InboxLinks(IProductValues values, IRandomIds ids, ProductLinks links, TimeProvider clock)
{
    /// <summary>By hash: until when, in milliseconds since 1970, and whose.</summary>
    private const string Scope = "$open";

    public static TimeSpan Life { get; } = TimeSpan.FromMinutes(10);

    /// <returns>Null where nobody said under which address people reach the inbox.</returns>
    public async Task<string?> MakeAsync(string email, CancellationToken cancellation)
    {
        if (links.Public is null)
            return null;
        var now = clock.GetUtcNow();
        foreach (var (hash, value) in await values.ListAsync(Scope, cancellation))
        {
            if (Read(value).Until <= now)
                await values.SetAsync(Scope, hash, null, cancellation);
        }

        string code = ids.Next();
        await values.SetAsync(
            Scope, HashOf(code), string.Create(CultureInfo.InvariantCulture, $"{(now + Life).ToUnixTimeMilliseconds()} {email.ToLowerInvariant()}"), cancellation);
        return $"{links.Public.AbsoluteUri.TrimEnd('/')}/open/{code}";
    }

    /// <summary>Uses a link up.</summary>
    /// <returns>Whose it is; null for one that was used, is too old or was never made.</returns>
    public async Task<string?> TakeAsync(string code, CancellationToken cancellation)
    {
        string hash = HashOf(code);
        if (await values.GetAsync(Scope, hash, cancellation) is not { } value || !await values.TrySetAsync(Scope, hash, value, null, cancellation))
            return null;
        var (until, email) = Read(value);
        return clock.GetUtcNow() < until ? email : null;
    }

    private static (DateTimeOffset Until, string Email) Read(string value)
    {
        int blank = value.IndexOf(' ', StringComparison.Ordinal);
        return (DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(value.AsSpan(0, blank), CultureInfo.InvariantCulture)), value[(blank + 1)..]);
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}

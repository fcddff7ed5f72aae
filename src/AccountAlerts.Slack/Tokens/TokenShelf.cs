using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccountAlerts.Engine;
using AccountAlerts.Slack.Installations;

namespace AccountAlerts.Slack.Tokens;

/// <summary>What is known of a workspace's tokens.</summary>
/// <param name="Access">Null before the first renewal.</param>
/// <param name="Refresh">Brings the next pair, once.</param>
/// <param name="RenewFrom">From when on the next pair is asked for.</param>
/// <param name="Ends">When the access token ends.</param>
internal sealed record TokenPair(string? Access, string Refresh, DateTimeOffset RenewFrom, DateTimeOffset Ends)
{
    /// <summary>Who is renewing it, since when; stored before Slack is asked. Null while nobody is.</summary>
    public Renewal? Renewing { get; init; }

    /// <summary>Why this refresh token brings nothing any more; null while it may.</summary>
    public TokenLoss? Lost { get; init; }
}

/// <param name="By">A name of one process.</param>
internal sealed record Renewal(string By, DateTimeOffset Since);

/// <param name="Error">Slack's code.</param>
/// <param name="Interrupted">True if an earlier renewal with the same token was begun and never ended here: Slack may have done it.</param>
internal sealed record TokenLoss(string Error, DateTimeOffset At, bool Interrupted);

/// <summary>Tokens as they were read.</summary>
/// <param name="Text">The stored text, which a change replaces; null if there is none.</param>
/// <param name="Locked">True if the key of this process does not open them; then they must not be replaced either.</param>
internal sealed record ShelvedTokens(TokenPair Pair, string? Text, bool Locked);

/// <summary>Keeps the tokens of workspaces, sealed, and changes them only from what was seen.</summary>
internal sealed class TokenShelf(IProductValues values, ISecretBox box)
{
    /// <summary>By the workspace's name in the settings, and the refresh token there from which they descend.</summary>
    /// <remarks>So another refresh token in the settings begins anew, and a replica that still has the old one does no harm.</remarks>
    private const string Scope = "$slack-token";

    public async Task<ShelvedTokens> ReadAsync(Installation installation, CancellationToken cancellation)
    {
        string? text = await values.GetAsync(Scope, KeyOf(installation), cancellation);
        var first = new TokenPair(null, installation.Keys.RefreshToken ?? "", DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        if (text is null)
            return new ShelvedTokens(first, null, false);
        return box.Open(PurposeOf(installation), text) is { } json && JsonSerializer.Deserialize<TokenPair>(json) is { } pair
            ? new ShelvedTokens(pair, text, false)
            : new ShelvedTokens(first, text, true);
    }

    /// <returns>False if something else is stored by now.</returns>
    public Task<bool> TryReplaceAsync(Installation installation, ShelvedTokens seen, TokenPair pair, CancellationToken cancellation) =>
        values.TrySetAsync(Scope, KeyOf(installation), seen.Text, box.Seal(PurposeOf(installation), JsonSerializer.Serialize(pair)), cancellation);

    private static string PurposeOf(Installation installation) => $"slack/{installation.Name}/tokens";

    private static string KeyOf(Installation installation) =>
        $"{installation.Name}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(installation.Keys.RefreshToken ?? "")))[..12]}";
}

using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AccountAlerts.Teams.Tokens;

/// <summary>What a token says whose signature, issuer and audience were found right. It is compared with the time and with every event anew.</summary>
/// <param name="Keys">With which it was checked: it counts only while these are the ones in force.</param>
/// <param name="FromEntra">Signed for a tenant, and not by the Bot Framework.</param>
/// <param name="ServiceUrl">Null where it names none.</param>
/// <param name="Endorsed">Whether its key may sign for Teams.</param>
internal sealed record CheckedToken(
    OpenIdConnectConfiguration Keys, string KeyId, bool FromEntra, string? ServiceUrl, bool Endorsed, DateTime? NotBefore, DateTime Expires);

/// <summary>
/// Teams sends one token with every event for up to an hour, so that checking its signature once is enough. Kept by the tokens' hashes: nobody
/// finds a token here. Only what was found right is kept, so strangers cannot fill it.
/// </summary>
internal sealed class CheckedTokens
{
    /// <summary>Far more than are in use at a time; beyond it all are forgotten, and checked again.</summary>
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<(UInt128, UInt128), CheckedToken> _tokens = new();

    public CheckedToken? Find(string token) => _tokens.GetValueOrDefault(Hash(token));

    public void Keep(string token, CheckedToken found)
    {
        if (_tokens.Count >= Most)
            _tokens.Clear();
        _tokens[Hash(token)] = found;
    }

    private static (UInt128, UInt128) Hash(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return (BinaryPrimitives.ReadUInt128LittleEndian(hash), BinaryPrimitives.ReadUInt128LittleEndian(hash[16..]));
    }
}

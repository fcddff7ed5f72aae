using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AccountAlerts.Teams.Tokens;

/// <summary>
/// The keys of one issuer, as its metadata publishes them: read twice a day, and for a key that is not known at once, every minute at most. Whoever
/// brings the first token of a new key waits for it; the library's own cache would refuse that token and read the keys afterwards.
/// </summary>
public sealed class SigningKeys : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(12);

    /// <summary>So often at most the keys are read for names that nobody knows: anybody can make up names.</summary>
    private static readonly TimeSpan UnknownEvery = TimeSpan.FromMinutes(1);

    private readonly HttpDocumentRetriever _documents;
    private readonly string _address;
    private readonly TimeProvider _machineClock;
    private readonly SemaphoreSlim _reading = new(1);
    private volatile Known? _known;
    private long? _searched;

    /// <param name="http">Follows no redirects: keys come from the address that is set, or not at all.</param>
    public SigningKeys(HttpClient http, Uri metadata, TimeProvider machineClock)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        _documents = new HttpDocumentRetriever(http) { RequireHttps = !metadata.IsLoopback };
        _address = metadata.AbsoluteUri;
        _machineClock = machineClock;
    }

    /// <param name="keyId">Which one is wanted.</param>
    /// <returns>The keys, whether or not it is among them.</returns>
    /// <exception cref="InvalidOperationException">They cannot be had, and were never had.</exception>
    public async Task<OpenIdConnectConfiguration> FindAsync(string keyId, CancellationToken cancellation)
    {
        if (_known is { } known && IsFresh(known) && (known.Has(keyId) || !MaySearch()))
            return known.Keys;
        await _reading.WaitAsync(cancellation);
        try
        {
            var current = _known;
            if (current is not null && IsFresh(current))
            {
                if (current.Has(keyId) || !MaySearch())
                    return current.Keys;
                _searched = _machineClock.GetTimestamp();
            }

            try
            {
                var read = await OpenIdConnectConfigurationRetriever.GetAsync(_address, _documents, cancellation);
                if (read.JsonWebKeySet is not { Keys.Count: > 0 })
                    throw new InvalidOperationException($"{_address} names no keys.");
                _known = current = new Known(read, _machineClock.GetTimestamp());
            }
            catch (Exception fault) when (current is not null && fault is InvalidOperationException or IOException or HttpRequestException)
            {
                // Yesterday's keys are better than none; the next question asks again.
            }

            return current.Keys;
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or ArgumentException)
        {
            throw new InvalidOperationException(fault.Message, fault);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>A key may be good for some channels only. A key that says nothing of channels is good for all, as in Microsoft's SDK.</summary>
    public static bool Endorses(OpenIdConnectConfiguration keys, string keyId, string channel)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var key = keys.JsonWebKeySet.Keys.FirstOrDefault(key => key.Kid == keyId);
        if (key is null)
            return false;
        return !key.AdditionalData.TryGetValue("endorsements", out object? said) || said is not JsonElement { ValueKind: JsonValueKind.Array } list
            || list.EnumerateArray().Any(each => each.ValueKind == JsonValueKind.String && each.GetString() == channel);
    }

    public void Dispose() => _reading.Dispose();

    private bool IsFresh(Known known) => _machineClock.GetElapsedTime(known.ReadAt) < Kept;

    private bool MaySearch() => _searched is not { } at || _machineClock.GetElapsedTime(at) >= UnknownEvery;

    /// <param name="ReadAt">Timestamp of the machine's clock.</param>
    private sealed record Known(OpenIdConnectConfiguration Keys, long ReadAt)
    {
        public bool Has(string keyId) => Keys.JsonWebKeySet.Keys.Any(key => key.Kid == keyId);
    }
}

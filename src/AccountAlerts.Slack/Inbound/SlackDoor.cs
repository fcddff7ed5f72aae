using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.Signing;
using Microsoft.AspNetCore.WebUtilities;

namespace AccountAlerts.Slack.Inbound;

/// <summary>What goes back over HTTP.</summary>
/// <param name="Body">JSON; null for an empty body.</param>
public sealed record SlackHttpAnswer(int Status, string? Body = null);

/// <summary>What comes in over HTTP: whether it is Slack's, is read from the bytes as they came, and each request is taken once.</summary>
/// <param name="machineClock">The real time, also where the product's clock is moved.</param>
public sealed class SlackDoor(SlackInstallations installations, SlackDesk desk, ReceiveOnly mute, TimeProvider machineClock)
{
    /// <summary>Larger than any view or message that Slack sends back.</summary>
    public const int MostBytes = 1024 * 1024;

    private static readonly SlackHttpAnswer Empty = new(200);

    private readonly SeenSignatures _seen = new(machineClock);

    public async Task<SlackHttpAnswer> TakeAsync(SlackKind kind, string? timestamp, string? signature, ReadOnlyMemory<byte> body)
    {
        // Slack's check of the certificate comes unsigned; nothing else of such a body is looked at.
        if (kind != SlackKind.Event && IsCheck(body.Span))
            return Empty;
        var now = machineClock.GetUtcNow();
        Installation[] signed =
        [
            .. installations.All.Where(installation => installation.Keys.SigningSecret is { Length: > 0 } secret
                && SlackSignature.IsGenuine(secret, timestamp, signature, body.Span, now)),
        ];
        if (signed.Length == 0)
            return new SlackHttpAnswer(401);
        if (Read(kind, body) is not { } payload)
            return new SlackHttpAnswer(400);
        if (kind == SlackKind.Event && payload.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("url_verification"))
            return new SlackHttpAnswer(200, new JsonObject { ["challenge"] = payload.Text("challenge") }.ToJsonString());
        // The same signature twice is the same request twice: somebody's recording.
        if (!_seen.IsNew(signature!))
            return Empty;

        var origin = SlackOrigin.Of(kind, payload);
        if (Array.Exists(signed, each => each.Sends) && installations.Of(origin) is null)
            await installations.RefreshAsync(CancellationToken.None);
        // The secret of one workspace opens no other.
        if (installations.Of(origin) is { Team: { } team } installation && Array.Exists(signed, each => each.Name == installation.Name))
            return new SlackHttpAnswer(200, (await desk.TakeAsync(new SlackDelivery(kind, payload, team.TeamId))).Body);
        return Array.Exists(signed, each => !each.Sends) ? new SlackHttpAnswer(200, await mute.AnswerAsync(kind, payload)) : Empty;
    }

    private static bool IsCheck(ReadOnlySpan<byte> body)
    {
        if (body.Length > 4096 || body.IndexOf("ssl_check="u8) < 0)
            return false;
        return Form(body).TryGetValue("ssl_check", out string? check) && check == "1";
    }

    /// <returns>Null for a body that is not as documented.</returns>
    private static JsonElement? Read(SlackKind kind, ReadOnlyMemory<byte> body)
    {
        try
        {
            switch (kind)
            {
                case SlackKind.Event:
                    return Object(body);
                case SlackKind.Interaction:
                    return Form(body.Span).TryGetValue("payload", out string? payload) ? Object(Encoding.UTF8.GetBytes(payload)) : null;
                default:
                    return JsonSerializer.SerializeToElement(Form(body.Span));
            }
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Object(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
    }

    /// <summary>Of a field that comes twice the first counts.</summary>
    private static Dictionary<string, string> Form(ReadOnlySpan<byte> body)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(Encoding.UTF8.GetString(body)))
            fields.TryAdd(pair.DecodeName().ToString(), pair.DecodeValue().ToString());
        return fields;
    }

    /// <summary>Signatures of the last minutes; older ones do not pass anyway.</summary>
    private sealed class SeenSignatures(TimeProvider machineClock)
    {
        private readonly Lock _gate = new();
        private HashSet<UInt128> _young = [];
        private HashSet<UInt128> _old = [];
        private DateTimeOffset _turned;

        public bool IsNew(string signature)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(Encoding.UTF8.GetBytes(signature), hash);
            var mark = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
            var now = machineClock.GetUtcNow();
            lock (_gate)
            {
                // A request passes for five minutes before and after its time.
                if (now - _turned > 2 * SlackSignature.Window)
                {
                    (_old, _young) = (_young, []);
                    _turned = now;
                }

                return !_old.Contains(mark) && _young.Add(mark);
            }
        }
    }
}

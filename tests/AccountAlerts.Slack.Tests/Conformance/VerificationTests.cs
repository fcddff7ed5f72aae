using System.Globalization;
using System.Text;
using System.Text.Json;
using AccountAlerts.Slack.Signing;
using AccountAlerts.TestKit.Conformance;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Slack.Tests.Conformance;

/// <summary>Whom we take for Slack, and whom Bolt does: the same, or ours is stricter and this file says where.</summary>
public sealed class VerificationTests
{
    private const string Secret = "not-a-signing-secret-not-a-secret";
    private const int Each = 63;

    /// <summary>Bolt takes these; we do not.</summary>
    private static readonly Dictionary<string, string> BoltIsLaxer = new(StringComparer.Ordinal)
    {
        ["future"] = "Bolt refuses only old timestamps: whoever once saw the secret could sign for years ahead",
        ["spelled timestamp"] = "Bolt reads the timestamp as JavaScript reads numbers: spaces, hexadecimal, exponents, leading zeros",
        ["tail on the signature"] = "Bolt looks only at what is between the first and the second equals sign",
        ["mangled bytes"] = "Bolt signs the text that it decoded: bytes that are no UTF-8 are all the same to it",
    };

    /// <summary>We take these, as Slack's rule has it (the bytes as they came); Bolt does not. Slack itself sends no such bytes.</summary>
    private static readonly Dictionary<string, string> BoltIsStricter = new(StringComparer.Ordinal)
    {
        ["raw bytes"] = "signed rightly, but no UTF-8: Bolt's decoding loses them before it compares",
    };

    private sealed record Request(string Sort, byte[] Body, string? Timestamp, string? Signature);

    [NodeFact]
    public async Task A_thousand_requests_get_Bolts_verdict_or_a_stricter_one_that_is_listed()
    {
        var now = TimeProvider.System.GetUtcNow();
        Request[] requests = [.. Requests(new Random(20261122), now)];
        Assert.True(requests.Length >= 1000, $"{requests.Length} requests");
        using var folder = new TemporaryFolder();
        string file = folder["requests.json"];
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            secret = Secret,
            now = now.ToUnixTimeMilliseconds(),
            requests = requests.Select(request => new
            {
                body = Convert.ToBase64String(request.Body),
                headers = new Dictionary<string, string?>
                {
                    ["content-type"] = "application/json",
                    ["x-slack-request-timestamp"] = request.Timestamp,
                    ["x-slack-signature"] = request.Signature,
                }.Where(header => header.Value is not null).ToDictionary(),
            }),
        }));

        var (exit, lines, faults) = await NodeScript.RunAsync("verify.mjs", [], file);
        Assert.True(exit == 0, faults);
        bool[] bolts = JsonSerializer.Deserialize<bool[]>(Assert.Single(lines))!;

        var verdicts = requests.Zip(bolts, (request, bolt) => (request.Sort,
            Ours: SlackSignature.IsGenuine(Secret, request.Timestamp, request.Signature, request.Body, now), Bolt: bolt)).ToList();
        Assert.DoesNotContain(verdicts, verdict => verdict.Ours && !verdict.Bolt && !BoltIsStricter.ContainsKey(verdict.Sort));
        Assert.DoesNotContain(verdicts, verdict => !verdict.Ours && verdict.Bolt && !BoltIsLaxer.ContainsKey(verdict.Sort));
        // Both lists are true: nothing stands there that is not so.
        Assert.All(BoltIsLaxer.Keys, sort => Assert.Contains((sort, false, true), verdicts));
        Assert.All(BoltIsStricter.Keys, sort => Assert.Contains((sort, true, false), verdicts));
        // And the sorts are what they are called.
        Assert.All(verdicts.Where(verdict => verdict.Sort is "good" or "good edge"), verdict => Assert.True(verdict is { Ours: true, Bolt: true }));
        Assert.DoesNotContain(verdicts, verdict => verdict.Ours && verdict.Sort is not ("good" or "good edge" or "raw bytes"));
    }

    private static IEnumerable<Request> Requests(Random random, DateTimeOffset now)
    {
        for (int i = 0; i < Each; i++)
        {
            byte[] body = Body(random);
            string fresh = Stamp(now, random.Next(-200, 200));
            string signature = Sign(fresh, body);
            yield return new Request("good", body, fresh, signature);
            yield return Signed("good edge", body, Stamp(now, i % 2 == 0 ? -290 : 0));
            yield return new Request("forged secret", body, fresh, SlackSignature.Sign("another-secret", fresh, body));
            yield return new Request("forged body", Changed(body, random), fresh, signature);
            yield return new Request("another timestamp", body, Stamp(now, random.Next(201, 250)), signature);
            yield return Signed("stale", body, Stamp(now, -random.Next(310, 1_000_000)));
            yield return Signed("future", body, Stamp(now, random.Next(310, 1_000_000)));
            yield return new Request("truncated body", body[..random.Next(body.Length)], fresh, signature);
            yield return new Request("truncated signature", body, fresh, signature[..random.Next(signature.Length)]);
            yield return new Request("re-encoded", Encoding.UTF8.GetBytes(JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(body)) + " "), fresh, signature);
            yield return new Request("upper case", body, fresh, "v0=" + signature[3..].ToUpperInvariant());
            yield return new Request("other version", body, fresh, (i % 2 == 0 ? "v1" : "V0") + signature[2..]);
            yield return new Request("tail on the signature", body, fresh, signature + "=" + i.ToString(CultureInfo.InvariantCulture));
            yield return Spelled(body, now, fresh, i);
            yield return Missing(body, fresh, signature, i);
            byte[] bytes = [.. body, (byte)random.Next(0x80, 0x100), (byte)' '];
            yield return Signed("raw bytes", bytes, fresh);
            yield return new Request("mangled bytes", bytes, fresh, Sign(fresh, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes))));
        }
    }

    /// <summary>The right number in a spelling that is not Slack's.</summary>
    private static Request Spelled(byte[] body, DateTimeOffset now, string fresh, int i)
    {
        long number = long.Parse(fresh, CultureInfo.InvariantCulture);
        string spelled = (i % 5) switch
        {
            0 => "0" + fresh,
            1 => " " + fresh + " ",
            2 => string.Create(CultureInfo.InvariantCulture, $"0x{number:x}"),
            3 => fresh + ".0",
            _ => "+" + fresh,
        };
        return new Request("spelled timestamp", body, spelled, Sign(fresh, body));
    }

    private static Request Missing(byte[] body, string fresh, string signature, int i) => (i % 6) switch
    {
        0 => new Request("missing", body, null, signature),
        1 => new Request("missing", body, fresh, null),
        2 => new Request("missing", body, "", signature),
        3 => new Request("missing", body, fresh, ""),
        4 => new Request("missing", body, "yesterday", Sign("yesterday", body)),
        _ => new Request("missing", body, fresh, "v0="),
    };

    private static Request Signed(string sort, byte[] body, string timestamp) => new(sort, body, timestamp, Sign(timestamp, body));

    private static string Sign(string timestamp, byte[] body) => SlackSignature.Sign(Secret, timestamp, body);

    private static string Stamp(DateTimeOffset now, int seconds) => (now.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);

    private static byte[] Body(Random random) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        type = "event_callback",
        text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => char.ConvertFromUtf32(random.Next(0x20, 0xD7FF)))),
        number = random.Next(),
    }));

    private static byte[] Changed(byte[] body, Random random)
    {
        byte[] changed = [.. body];
        // An ASCII letter for another, so that only the signature can tell.
        changed[2] ^= 1;
        changed[^1] = random.Next(2) == 0 ? (byte)'}' : (byte)' ';
        return changed;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using AccountAlerts.Teams.Tests.Tokens;
using AccountAlerts.TestKit.Conformance;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Teams.Tests.Conformance;

/// <summary>Whom we take for Teams, and whom Microsoft's own SDK does: the same, or ours is stricter and the corpus says why.</summary>
public sealed class TokenVerdictTests
{
    /// <summary>We take these; the SDK does not.</summary>
    private static readonly Dictionary<string, string> SdkIsStricter = new(StringComparer.Ordinal)
    {
        ["the scheme in small letters"] = "the SDK takes the scheme as one text; HTTP takes it in any case",
    };

    [NodeFact]
    public async Task The_SDK_takes_what_we_take_and_refuses_what_we_refuse_unless_it_is_listed()
    {
        await using var fake = await FakeTeams.StartAsync();
        var cases = TokenCorpus.All(fake).ToList();
        using var folder = new TemporaryFolder();
        string file = folder["requests.json"];
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            metadata = fake.Metadata,
            entraMetadata = fake.EntraMetadata,
            appId = fake.AppId,
            requests = cases.Select(each => new { authorization = each.Authorization, activity = (JsonNode)each.Activity }),
        }));

        var (exit, lines, faults) = await NodeScript.RunAsync("teams-verify.mjs", [], file);
        Assert.True(exit == 0, faults);
        var verdicts = cases.Zip(JsonSerializer.Deserialize<bool[]>(Assert.Single(lines))!, (each, sdk) => (each.Why, Ours: each.Accepted, Sdk: sdk, each.Laxer)).ToList();

        Assert.DoesNotContain(verdicts, verdict => verdict.Ours && !verdict.Sdk && !SdkIsStricter.ContainsKey(verdict.Why));
        Assert.DoesNotContain(verdicts, verdict => !verdict.Ours && verdict.Sdk && verdict.Laxer is null);
        // Both lists are true: nothing stands there that is not so.
        Assert.DoesNotContain(verdicts, verdict => verdict.Laxer is not null && (verdict.Ours || !verdict.Sdk));
        Assert.DoesNotContain(verdicts, verdict => SdkIsStricter.ContainsKey(verdict.Why) && verdict.Sdk);
    }
}

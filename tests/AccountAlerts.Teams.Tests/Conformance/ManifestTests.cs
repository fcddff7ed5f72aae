using AccountAlerts.Teams.Manifest;
using AccountAlerts.TestKit.Conformance;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Teams.Tests.Conformance;

/// <summary>The manifest of the app package, against the schema that Microsoft publishes.</summary>
public sealed class ManifestTests
{
    [NodeFact]
    public async Task The_manifest_is_as_Microsofts_own_schema_has_it_and_as_the_newest_one_does()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["manifest.json"], TeamsManifest.Write("00000000-0000-4000-8000-000000000001", new Uri("https://alerts.example.com/")));

        var (exit, lines, faults) = await NodeScript.RunAsync("teams-manifest.mjs", [], folder["manifest.json"]);

        Assert.True(exit == 0, faults);
        Assert.True(lines is [var only] && only.StartsWith($"held against {TeamsManifest.SchemaVersion} and 1.", StringComparison.Ordinal), string.Join('\n', lines));
    }
}

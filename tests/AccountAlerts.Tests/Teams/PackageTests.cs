using System.IO.Compression;
using AccountAlerts.Tests.EndToEnd;

namespace AccountAlerts.Tests.Teams;

/// <summary>The command <c>manifest teams</c>.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task The_app_package_is_written_and_what_is_missing_for_it_is_said()
    {
        using Installation at = SeatScene.Install();
        Ran nameless = await at.RunAsync("manifest", "teams", "--out", at["app.zip"]);
        Assert.Equal(2, nameless.Exit);
        Assert.Contains("Teams:AppId", nameless.Error);

        at.Settings["Teams:AppId"] = "00000000-0000-4000-8000-000000000001";
        at.Settings["Teams:TenantId"] = "00000000-0000-4000-8000-000000000002";
        at.Settings["Teams:ClientSecret"] = "not-a-secret";
        Ran nowhere = await at.RunAsync("manifest", "teams", "--out", at["app.zip"]);
        Assert.Equal(2, nowhere.Exit);
        Assert.Contains("PublicUrl", nowhere.Error);

        at.Settings["PublicUrl"] = "https://alerts.example.com";
        Assert.Equal(at["app.zip"], (await at.ResultAsync("manifest", "teams", "--out", at["app.zip"])).Trim());
        using var package = ZipFile.OpenRead(at["app.zip"]);
        Assert.Equal(3, package.Entries.Count);
    }
}

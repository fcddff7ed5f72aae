using System.Text.Json;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>Accounts that are part of another keep their own score; the one above shows how all do together.</summary>
public sealed class GroupTests
{
    private const string Accounts =
        """
        account_id,name,segment,arr,created_on,parent_id,lifecycle
        blue,Blue Group,enterprise,60000,2024-01-08,,
        blue-harbor,Blue Harbor,smb,10000,2024-01-08,blue,
        blue-lake,Blue Lake,smb,,2024-01-08,blue-harbor,
        blue-left,Blue Left,smb,900000,2024-01-08,blue,churned
        ring-a,Ring A,smb,10000,2024-01-08,ring-b,
        ring-b,Ring B,smb,10000,2024-01-08,ring-a,
        solo,Solo,smb,10000,2024-01-08,,

        """;

    private const string Feedback =
        """
        account_id,date,kind,score
        blue,2026-05-20,nps,9
        blue-harbor,2026-05-20,nps,3
        blue-lake,2026-05-20,nps,6
        blue-left,2026-05-20,nps,0
        ring-a,2026-05-20,nps,6
        ring-b,2026-05-20,nps,8

        """;

    [Fact]
    public async Task A_group_is_weighed_by_money_and_stands_on_every_surface_of_the_account_above()
    {
        using Installation at = new();
        at.Settings["Clock:Now"] = "2026-06-10T09:00:00Z";
        at.Settings["Money:Base"] = "USD";
        at.Settings["Health:Models:own:Components:sentiment:Signal"] = "nps.latest";
        at.Settings["Health:Models:own:Components:sentiment:Hundred"] = "10";
        at.Settings["Health:Models:own:Components:sentiment:Weight"] = "1";
        at.Write("in/accounts.csv", Accounts);
        at.Write("in/feedback.csv", Feedback);
        await at.ResultAsync("import", at["in"]);

        var lines = (await at.ResultAsync("evaluate", "--json", "--as-of", "2026-06-10")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(line => line.GetProperty("account").GetString()!);
        Assert.Equal(["blue", "blue-harbor", "ring-a"], lines.Where(line => line.Value.TryGetProperty("group", out _)).Select(line => line.Key));

        // 90 x 60000, 30 x 10000, 60 x the median of smb; who has left is no part of it.
        JsonElement group = lines["blue"].GetProperty("group");
        Json.HasKeys(group, "accounts,scored,score,band,critical,arr,lowest");
        Assert.Equal(
            (3, 3, 79, "at risk", 1, "blue-harbor", 30),
            (group.GetProperty("accounts").GetInt32(), group.GetProperty("scored").GetInt32(), group.GetProperty("score").GetInt32(), group.GetProperty("band").GetString(),
                group.GetProperty("critical").GetInt32(), group.GetProperty("lowest").GetProperty("account").GetString(), group.GetProperty("lowest").GetProperty("score").GetInt32()));
        Assert.Equal((10000, 10000, 60000), (Arr(group, "critical"), Arr(group, "at risk"), Arr(group, "healthy")));
        Assert.Equal(90, lines["blue"].GetProperty("score").GetInt32());
        Assert.Equal(70, lines["ring-a"].GetProperty("group").GetProperty("score").GetInt32());

        Assert.Contains("Group of 3: 79, At risk; 1 critical; lowest Blue Harbor 30.", await at.ResultAsync("why", "blue", "--as-of", "2026-06-10"));
        Assert.DoesNotContain("Group of", await at.ResultAsync("why", "solo", "--as-of", "2026-06-10"));
        Assert.Contains("parent_id goes in a circle: ring-a -> ring-b -> ring-a", await at.ResultAsync("check"));
    }

    private static double Arr(JsonElement group, string band) => group.GetProperty("arr").GetProperty(band).GetDouble();
}

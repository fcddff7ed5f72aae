using System.Text.Json;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>Rules of the settings, as the command <c>route</c> explains them and as cards go.</summary>
public sealed class RouteTests
{
    private const string Channel = "#vip";

    private const string Accounts =
        "account_id,name,seats,owner_email,created_on,segment,lifecycle,tags,arr\n"
        + "a1,Amber Lane,10,dana@example.com,2025-01-01,Enterprise,renewing,vip;pilot,50000\n"
        + "b1,Birch Hall,10,dana@example.com,2025-01-01,smb,active,,900\n";

    [Theory]
    [InlineData("Kinds", "risk", true)]
    [InlineData("Kinds", "expansion, data", false)]
    [InlineData("Severities", "critical, high", true)]
    [InlineData("Severities", "medium", false)]
    [InlineData("Segments", "enterprise", true)]
    [InlineData("Segments", "smb", false)]
    [InlineData("Lifecycles", "renewing", true)]
    [InlineData("Lifecycles", "trial", false)]
    [InlineData("Tags", "VIP", true)]
    [InlineData("Tags", "other", false)]
    [InlineData("Owners", "Dana@example.com", true)]
    [InlineData("Owners", "lee@example.com", false)]
    [InlineData("MinArr", "50000", true)]
    [InlineData("MinArr", "50001", false)]
    [InlineData("MaxArr", "50000", true)]
    [InlineData("MaxArr", "49999", false)]
    public async Task Route_says_which_rule_fits_by_every_kind_of_condition(string condition, string value, bool fits)
    {
        using Installation at = await ImportedAsync();
        at.Settings["Routing:special:To"] = Channel;
        at.Settings[$"Routing:special:{condition}"] = value;
        JsonElement route = JsonDocument.Parse(await at.ResultAsync("route", "a1", "--trigger", "seats-full", "--as-of", "2026-06-10", "--json")).RootElement;

        JsonElement only = Assert.Single(route.GetProperty("routes").EnumerateArray());
        Assert.Equal(
            fits ? ("special", Channel, "named") : ("standard", SeatScene.Owner, "owner"),
            (route.GetProperty("rule").GetString(), only.GetProperty("reader").GetString(), only.GetProperty("found").GetString()));
    }

    [Fact]
    public async Task Route_prints_who_how_and_why_and_ends_like_every_command_where_it_cannot()
    {
        using Installation at = await ImportedAsync();
        Ran good = await at.RunAsync("route", "amber", "--trigger", "seats-full", "--as-of", "2026-06-10");
        Assert.Equal(0, good.Exit);
        Assert.Contains(SeatScene.Owner, good.Out);
        Assert.Contains("the account's owner", good.Out);
        Assert.Contains("Rule: standard.", good.Error);

        Ran account = await at.RunAsync("route", "zzz", "--trigger", "seats-full");
        Assert.Equal((1, ""), (account.Exit, account.Out));
        Ran trigger = await at.RunAsync("route", "a1", "--trigger", "seats-empty");
        Assert.Equal((2, ""), (trigger.Exit, trigger.Out));
        Assert.Contains("There are: seats-full.", trigger.Error);
    }

    [Fact]
    public async Task A_card_goes_where_its_rule_says_and_what_no_rule_fits_to_the_owner()
    {
        using Installation at = SeatScene.Install();
        foreach ((string condition, string value) in new[]
        {
            ("Kinds", "risk"), ("Severities", "high"), ("Segments", "enterprise"), ("Lifecycles", "renewing"), ("Tags", "vip"), ("Owners", SeatScene.Owner), ("MinArr", "1000"),
            ("MaxArr", "100000"), ("To", Channel),
        })
            at.Settings[$"Routing:special:{condition}"] = value;
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(("team.csv", SeatScene.Team), ("accounts.csv", Accounts), ("usage.csv", SeatScene.Seats("2026-06-09", 5, "a1", "b1")));
        await product.TickAsync();
        await product.PassAsync(TimeSpan.FromDays(1));
        await product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-10", 10, "a1", "b1")));
        await product.TickAsync();

        Assert.Contains("Amber Lane", SeatScene.TextOf(Assert.Single(await product.InboxAsync(Channel)).Message));
        Assert.Contains("Birch Hall", SeatScene.TextOf(Assert.Single(await product.InboxAsync(SeatScene.Owner)).Message));
    }

    private static async Task<Installation> ImportedAsync()
    {
        Installation at = SeatScene.Install();
        at.Write("in/team.csv", SeatScene.Team);
        at.Write("in/accounts.csv", Accounts);
        at.Write("in/account_history.csv", "account_id,effective_on,segment,lifecycle,arr,owner_email\na1,2025-01-01,Enterprise,renewing,50000,dana@example.com\n");
        at.Write("in/usage.csv", SeatScene.Seats("2026-06-09", 10, "a1", "b1"));
        await at.ResultAsync("import", at["in"]);
        return at;
    }
}

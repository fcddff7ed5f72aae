using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit.Receivers;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>A trigger that a test can switch by one number: how many of ten seats are taken.</summary>
internal static class SeatScene
{
    public const string Owner = "dana@example.com";

    public const string Team = "email,name,role\ndana@example.com,Dana Whitfield,csm\n";

    /// <summary>Two who look after customers, who leads them, and who keeps the service running.</summary>
    public const string WholeTeam =
        """
        email,name,role,manager_email
        dana@example.com,Dana Whitfield,csm,noor@example.com
        lee@example.com,Lee Park,csm,noor@example.com
        noor@example.com,Noor Haddad,manager,
        olga@example.com,Olga Stein,operations,

        """;

    /// <summary>Leaves the one switchable trigger only.</summary>
    public static Installation Install()
    {
        Installation at = new();
        // What is told is another matter than when, and how many at a time.
        at.Settings["Budget:Enabled"] = "false";
        at.Settings["Delivery:Bundle:Most"] = "1000";
        at.Settings["Delivery:WakeFor"] = "low, medium, high, critical";
        Directory.Delete(at["templates/alerts"], recursive: true);
        at.Write($"templates/alerts/{SeatAlert.FileName}", SeatAlert.Template);
        return at;
    }

    /// <summary>The same, with everybody on a chat server of webhooks.</summary>
    public static Installation Install(FakeWebhook chat)
    {
        Installation at = Install();
        at.Settings["Webhook:Url"] = chat.Url.ToString();
        at.Settings["Webhook:Secret"] = chat.Secret;
        return at;
    }

    /// <summary>With one card for Dana, about Amber Lane.</summary>
    public static async Task<RunningProduct> WithCardAsync(Installation at)
    {
        RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(Quiet(Team, "Amber Lane"));
        await product.TickAsync();
        await product.PassAsync(TimeSpan.FromDays(1));
        await product.TakeAsync(Yesterday(product, 10, "a1"));
        await product.TickAsync();
        return product;
    }

    /// <summary>Files with which Dana's accounts a1, a2... begin: nothing is to be said of any.</summary>
    public static (string Name, string Text)[] Quiet(string team, params string[] names) =>
    [
        ("team.csv", team),
        ("accounts.csv", string.Concat(names.Select((name, index) => index == 0 ? Account("a1", name) : Account($"a{index + 1}", name).Split('\n', 2)[1]))),
        ("usage.csv", Seats("2026-06-09", 5, [.. names.Select((_, index) => $"a{index + 1}")])),
    ];

    /// <summary>So many seats were taken on the newest whole day.</summary>
    public static (string Name, string Text) Yesterday(RunningProduct product, int taken, params string[] accounts) =>
        ("usage.csv", Seats(product.Clock.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), taken, accounts));

    public static string Account(string id, string name) => $"account_id,name,seats,owner_email,created_on\n{id},{Quoted(name)},10,{Owner},2025-01-01\n";

    public static string Seats(string day, int taken, params string[] accounts) =>
        "account_id,date,metric,value\n" + string.Concat(accounts.Select(account => $"{account},{day},seats_used,{taken}\n"));

    public static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"")}\"";

    /// <summary>All that a reader sees of a message.</summary>
    public static string TextOf(Message message) => MessageJson.Write(message);
}

using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>Many customers of a channel at once: some cards, and one message with counts and a link for the rest.</summary>
public class StormTests
{
    private const string Pool = RoutingRules.DefaultPool;
    private const int Customers = 8;

    [Fact]
    public async Task A_channel_gets_some_cards_and_the_rest_in_one_message_with_counts_and_a_link()
    {
        using Installation at = Install(("Delivery:Bundle:Most", "3"), ("PublicUrl", "https://alerts.example.com"));
        await using RunningProduct product = await StormAsync(at);

        IReadOnlyList<MailboxMessage> seen = await product.InboxAsync(Pool);
        Assert.Equal(3 + 1, seen.Count);
        Message bundle = Assert.Single(seen, message => message.Message.Text.Contains("more customers", StringComparison.Ordinal)).Message;
        Assert.Equal("5 more customers need a look", bundle.Text);
        Assert.Contains("https://alerts.example.com/accounts", SeatScene.TextOf(bundle));
        string[] named = [.. Names.Where(name => seen.Any(message => SeatScene.TextOf(message.Message).Contains(name, StringComparison.Ordinal)))];
        Assert.Equal(Customers, named.Length);

        // It is said once, whoever asks again.
        await BundleAsync(product);
        await product.TickAsync();
        await BundleAsync(product);
        Assert.Equal(3 + 1, (await product.InboxAsync(Pool)).Count);
    }

    [Fact]
    public async Task Switched_off_every_customer_is_a_card()
    {
        using Installation at = Install(("Delivery:Bundle:Most", "3"), ("Delivery:Bundle:Enabled", "false"));
        await using RunningProduct product = await StormAsync(at);

        Assert.Equal(Customers, (await product.InboxAsync(Pool)).Count);
    }

    private static string[] Names { get; } = [.. Enumerable.Range(1, Customers).Select(at => $"Customer {at:00}")];

    private static Installation Install(params (string Key, string Value)[] settings)
    {
        Installation at = SeatScene.Install();
        at.Settings["Guard:Enabled"] = "false";
        at.Settings.Remove("Delivery:Bundle:Most");
        foreach ((string key, string value) in settings)
            at.Settings[key] = value;
        return at;
    }

    private static async Task<RunningProduct> StormAsync(Installation at)
    {
        RunningProduct product = await RunningProduct.StartAsync(at);
        string[] ids = [.. Enumerable.Range(1, Customers).Select(id => $"c{id:00}")];
        await product.TakeAsync(
            ("team.csv", SeatScene.Team),
            ("accounts.csv", "account_id,name,seats,created_on\n" + string.Concat(ids.Zip(Names).Select(one => $"{one.First},{one.Second},10,2025-01-01\n"))),
            ("usage.csv", SeatScene.Seats("2026-06-09", 5, ids)));
        await product.TickAsync();
        await product.PassAsync(TimeSpan.FromDays(1));
        await product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-10", 10, ids)));
        await product.TickAsync();
        await BundleAsync(product);
        return product;
    }

    private static async Task BundleAsync(RunningProduct product)
    {
        await product.Service<IEnumerable<IDueWork>>().OfType<BundleWork>().Single().RunAsync(product.Clock.GetUtcNow(), CancellationToken.None);
        await product.Service<Dispatcher>().DrainAsync(CancellationToken.None);
    }
}

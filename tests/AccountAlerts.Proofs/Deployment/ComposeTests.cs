using System.Globalization;
using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Disks;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Browsing;
using Xunit.Abstractions;

namespace AccountAlerts.Proofs.Deployment;

/// <summary>What compose.yaml promises, kept by published services with exactly its environment.</summary>
public sealed class ComposeTests(ITestOutputHelper output)
{
    private const int Customers = 40;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>More than a dead service's share of the clock's ticks takes to be taken over.</summary>
    private static readonly TimeSpan UntilTold = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Its_services_share_the_work_show_each_card_once_and_one_goes_on_when_the_other_is_killed()
    {
        var fleet = new SeatFleet(Customers, Customers);
        // The one setting beside the file's: the product's clock is set to a working morning, whatever day this is.
        await using var scene = await ComposeScene.StartAsync(
            await Product.PublishedAsync(), SeatFleet.Templates, new() { ["Clock__Now"] = $"{Place.Today:yyyy-MM-dd}T09:00:00Z" });
        foreach (var (name, text) in fleet.Beginning(Place.Yesterday))
            File.WriteAllText(Path.Combine(scene.Drop, name), text);
        Assert.Equal(2, scene.Service.Deploy.Replicas);
        var (first, firstAddress) = scene.Serve();
        var (second, secondAddress) = scene.Serve();
        using var one = first;
        using var other = second;
        await ReadyAsync(firstAddress, first);
        await ReadyAsync(secondAddress, second);
        await UntilAsync(scene, () => scene.State.Evaluated == Customers, first, second);
        var ticks = new HashSet<string>(StringComparer.Ordinal);
        await UntilAsync(scene, () => BothTick(scene, ticks), first, second);

        await TellAsync(scene, fleet, [0, 1, 2], first, second);
        using var browser = new Browser(firstAddress);
        await browser.PostAsync("/login", "/login", ("password", scene.InboxPassword));
        await browser.PostAsync("/who", "/who", ("email", fleet.Owner(1)));
        Assert.Contains(SeatFleet.Name(1), await browser.ReadAsync($"/inbox/{fleet.Owner(1)}"), StringComparison.Ordinal);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scene.State.Connections} connections of two services"));

        await first.KillAsync();
        await TellAsync(scene, fleet, [3, 4, 5], second);
        // The other one knows who is signed in, and shows the same.
        string page = await browser.ReadAsync(new Uri(secondAddress, $"/inbox/{fleet.Owner(1)}").ToString());
        Assert.Contains(SeatFleet.Name(1), page, StringComparison.Ordinal);

        second.Terminate();
        var grace = TimeSpan.FromSeconds(double.Parse(scene.Service.StopGracePeriod.TrimEnd('s'), CultureInfo.InvariantCulture));
        Assert.True(await second.EndAsync(grace) == ExitCode.Done, second.Log);
    }

    private static async Task ReadyAsync(Uri address, ChildProcess service)
    {
        using var health = new Health(address);
        string words = await health.UntilAsync((ready, _) => ready || service.HasExited, Place.Long);
        Assert.True(words == "ready", $"{words}\n{service.Log}");
    }

    /// <summary>Each tick of the clock is taken by one of them, and not always by the same.</summary>
    private static bool BothTick(ComposeScene scene, HashSet<string> ticks)
    {
        ticks.UnionWith(scene.State.Rows("SELECT instance_name FROM qrtz_fired_triggers").Select(row => row[0]));
        return ticks.Count == 2;
    }

    /// <summary>News by the command line, as a container of its own; then each of these customers has one card, and nobody else has any new one.</summary>
    private static async Task TellAsync(ComposeScene scene, SeatFleet fleet, int[] news, params ChildProcess[] services)
    {
        int before = Cards(scene).Length;
        await scene.RunAsync("import", scene.Put($"news-{news[0]}", fleet.Taken(Place.Yesterday, 10, news)));
        await UntilAsync(scene, () => Cards(scene).Length >= before + news.Length && scene.State.Pending == 0, services);
        Assert.Equal(news.Select(SeatFleet.Name), Cards(scene).Skip(before).Order(StringComparer.Ordinal));
    }

    /// <summary>Of which customer each message in an inbox is a card, in the order of posting.</summary>
    private static string[] Cards(ComposeScene scene) =>
        [.. scene.State.Rows("SELECT message FROM mailbox ORDER BY id").Select(row => SeatFleet.NameIn(row[0])).Where(name => name.Length > 0)];

    private static async Task UntilAsync(ComposeScene scene, Func<bool> isSo, params ChildProcess[] services)
    {
        bool came = await Patience.UntilAsync(() => services.Any(service => service.HasExited) || isSo(), UntilTold, Look);
        Assert.True(came && !services.Any(service => service.HasExited), $"{scene.State.Pending} waiting\n{string.Join("\n----\n", services.Select(service => service.Log))}");
    }
}

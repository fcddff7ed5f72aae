using System.Globalization;
using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Rigging;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Browsing;
using AccountAlerts.TestKit.Receivers;
using Xunit.Abstractions;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>Two services on one PostgreSQL database, one of which stands still for longer than its lease.</summary>
public sealed class PausedTests(ITestOutputHelper output)
{
    private static readonly TimeSpan UntilQuiet = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// A process that stands still for longer than its lease, between its last look at the lease and the call, cannot know that another has
    /// taken over: it posts a second time. That is all it may do: every message is there, no other is there twice, and the double is counted,
    /// made harmless and shown on the page about delivery.
    /// </summary>
    [Theory]
    [InlineData(nameof(DeliveryStep.AfterClaim), false, 0)]
    [InlineData(nameof(DeliveryStep.BeforeSend), false, 1)]
    [InlineData(nameof(DeliveryStep.BeforeSend), true, 0)]
    public async Task Paused_for_longer_than_its_lease_it_loses_nothing_and_doubles_at_most_the_one_call_it_stood_before(string pausedAt, bool idempotent, int doubles)
    {
        const int Customers = 12;
        await using var chat = await FakeWebhook.StartAsync();
        chat.Idempotent = idempotent;
        var fleet = new SeatFleet(Customers, Customers);
        using var place = new Place(SeatFleet.Templates, await PostgresDatabase.CreateAsync());
        place.TalkTo(chat).WithoutManners().QuickLeases();
        place.Put("drop", fleet.Beginning(Place.Yesterday));
        using var paused = place.Serve(new Rig(Enum.Parse<DeliveryStep>(pausedAt), Blow.Pause, Pass: 2));
        Assert.True(await Patience.UntilAsync(() => paused.HasExited || place.State.Evaluated == Customers, Place.Long), paused.Log);

        place.Put("drop", fleet.Taken(Place.Yesterday, 10, Enumerable.Range(0, Customers)));
        Assert.True(await Patience.UntilAsync(() => paused.IsPaused, Place.Long), $"It was never paused:\n{paused.Log}");
        using var other = place.Serve();
        bool all = await Patience.UntilAsync(() => other.HasExited || Told(chat) == Customers, UntilQuiet, Look);
        Assert.True(all && !other.HasExited, other.Log);

        paused.Continue();
        await Patience.UntilAsync(() => chat.Counts.Doubled >= doubles && place.State.Pending == 0, TimeSpan.FromSeconds(5), Look);
        await Patience.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(Customers, Told(chat));
        // The time-out of the call may have run out in the pause, too; then there may be no double at all.
        long doubled = chat.Counts.Doubled;
        Assert.InRange(doubled, 0, doubles);
        bool settled = await Patience.UntilAsync(() => place.State.Number("SELECT count(*) FROM outbox WHERE stray IS NOT NULL") == 0, UntilQuiet, Look);
        Assert.True(settled, other.Log);
        await SayDoublesAsync(await other.AddressAsync(), fleet, doubled);
        string[] copies = [.. chat.Messages.GroupBy(message => message.Key).SelectMany(messages => messages.Skip(1)).Select(copy => copy.Message.Text)];
        Assert.Equal(doubled, copies.Length);
        Assert.All(copies, copy => Assert.Equal("This was posted twice by mistake. The other message is kept up to date.", copy));
        Assert.Equal(Customers, chat.Messages.Count(message => SeatFleet.NameIn(message.Message.Text).Length > 0));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{doubled} doubled, counted and said to be void"));
        foreach (var process in new[] { paused, other })
        {
            process.Terminate();
            Assert.Equal(ExitCode.Done, await process.EndAsync(TimeSpan.FromSeconds(25)));
        }
    }

    /// <summary>What people read of it.</summary>
    private static async Task SayDoublesAsync(Uri service, SeatFleet fleet, long doubled)
    {
        using var browser = new Browser(service);
        await browser.PostAsync("/who", "/who", ("email", fleet.Owner(0)));
        string page = await browser.ReadAsync("/delivery");
        if (doubled > 0)
            Assert.Contains($"Perhaps shown twice <span class=\"tally\">{doubled}</span>", page, StringComparison.Ordinal);
        else
            Assert.DoesNotContain("Perhaps shown twice", page, StringComparison.Ordinal);
    }

    /// <summary>Of how many customers a message is there.</summary>
    private static int Told(FakeWebhook chat) =>
        chat.Calls.Where(call => call is { Verb: WebhookVerb.Post, Accepted: true }).Select(call => SeatFleet.NameIn(call.Text)).Distinct(StringComparer.Ordinal).Count();
}

using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Deliveries;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Proofs.Disks;

/// <summary>The service on a disk that has no space, takes no writes or gives back nonsense.</summary>
public sealed class FullDiskTests
{
    private const int Customers = 40;

    private const string NoSpace = "No space is left for the database";
    private const string NotWritable = "The database cannot be written";
    private const string Damaged = "The database is damaged, and nothing is written to it any more";

    /// <summary>Lines of log in a few seconds of a full disk, stack traces included: said, not shouted.</summary>
    private const int MostLines = 150;

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan UntilTriedAgain = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Trouble = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task A_full_disk_is_said_it_kills_nothing_and_what_came_meanwhile_is_told_once_when_there_is_space_again()
    {
        await using var chat = await FakeWebhook.StartAsync();
        chat.Idempotent = false;
        var fleet = new SeatFleet(Customers, Customers);
        var expected = new Conversations(fleet, chat);
        using var place = await PlaceAsync(fleet, chat);
        // As in production; more often would only say more often that it is full.
        place.Settings.Remove("Delivery__Poll");
        var (disk, service) = SmallDisk.Serve(place);
        using (service)
        {
            using var health = new Health(await service.AddressAsync());
            Assert.Equal("ready", await health.UntilAsync((ready, _) => ready, Soon));

            // Half are told; in the middle of that the disk becomes full, so that some are there and nobody could write it down.
            int posts = 0;
            chat.Script = call =>
            {
                if (call.Verb == WebhookVerb.Post && ++posts == 5)
                    disk.Fill();
                return WebhookReply.Accept;
            };
            Tell(place, fleet, expected, 0, Customers / 2);
            Assert.Equal(NoSpace, await health.UntilAsync((_, words) => words == NoSpace, UntilTriedAgain));

            // The rest comes to a service that cannot store it.
            Tell(place, fleet, expected, Customers / 2, Customers);
            int lines = service.Lines;
            await Patience.PassAsync(Trouble);
            Assert.False(service.HasExited, service.Log);
            Assert.InRange(service.Lines - lines, 0, MostLines);
            Assert.Equal(NoSpace, (await health.AskAsync()).Words);

            disk.Free();
            Assert.Equal("ready", await health.UntilAsync((ready, _) => ready, Soon));
            bool told = await Patience.UntilAsync(() => service.HasExited || expected.Faults().Count == 0, UntilTriedAgain, TimeSpan.FromMilliseconds(100));
            await Patience.PassAsync(TimeSpan.FromSeconds(2));
            Assert.True(told && expected.Faults().Count == 0, $"{string.Join('\n', expected.Faults())}\n{service.Log}");
            service.Terminate();
            Assert.True(await service.EndAsync() == ExitCode.Done, service.Log);
        }

        disk.Keep();
        Assert.Equal(0, place.State.Pending);
        Assert.Equal("ok", place.State.Rows("PRAGMA integrity_check")[0][0]);
        Assert.Equal(Customers, place.State.Number("SELECT count(*) FROM alerts WHERE latest = 1 AND state <> 4"));
    }

    [Fact]
    public async Task On_a_disk_that_takes_no_writes_it_waits_says_why_and_begins_when_it_may()
    {
        await using var chat = await FakeWebhook.StartAsync();
        var fleet = new SeatFleet(Customers, Customers);
        var expected = new Conversations(fleet, chat);
        using var place = await PlaceAsync(fleet, chat);
        Tell(place, fleet, expected, 0, Customers);
        var address = place.ListenOnPort();
        var (disk, service) = SmallDisk.ServeReadOnly(place);
        using (service)
        {
            using var health = new Health(address);
            string words = await health.UntilAsync((_, said) => said == NotWritable, Soon);
            Assert.Equal(NotWritable, words);
            await Patience.PassAsync(Trouble);
            Assert.False(service.HasExited, service.Log);
            Assert.Empty(chat.Calls);

            disk.MakeWritable();
            Assert.Equal("ready", await health.UntilAsync((ready, _) => ready, Place.Long));
            Assert.True(await Patience.UntilAsync(() => service.HasExited || expected.Faults().Count == 0, Soon), $"{string.Join('\n', expected.Faults())}\n{service.Log}");
            service.Terminate();
            Assert.True(await service.EndAsync() == ExitCode.Done, service.Log);
        }
    }

    [Fact]
    public async Task On_a_damaged_file_it_is_not_ready_writes_nothing_more_and_the_log_says_how_to_restore()
    {
        await using var chat = await FakeWebhook.StartAsync();
        var fleet = new SeatFleet(Customers, Customers);
        using var place = await PlaceAsync(fleet, chat);
        byte[] whole = File.ReadAllBytes(place.File);
        byte[] damaged = [.. whole];
        // The first pages say what tables there are; of the others nothing is left.
        damaged.AsSpan(damaged.Length / 3).Fill(0xA5);
        File.WriteAllBytes(place.File, damaged);

        var address = place.ListenOnPort();
        using (var service = place.Serve())
        {
            using var health = new Health(address);
            Assert.Equal(Damaged, await health.UntilAsync((_, words) => words == Damaged, Soon));
            byte[] found = File.ReadAllBytes(place.File);
            await Patience.PassAsync(Trouble);
            Assert.False(service.HasExited, service.Log);
            Assert.Contains($"cp YOUR-BACKUP '{place.File}'", service.Log, StringComparison.Ordinal);
            Assert.True(found.AsSpan().SequenceEqual(File.ReadAllBytes(place.File)), "It wrote to a file that it knows to be damaged.");
            service.Terminate();
            Assert.True(await service.EndAsync() == ExitCode.Done, service.Log);
        }

        // As the log says.
        File.WriteAllBytes(place["backup.db"], whole);
        Shell.Run($"mv '{place.File}' '{place.File}.damaged' && rm -f '{place.File}-wal' '{place.File}-shm' && cp '{place["backup.db"]}' '{place.File}'");
        using var restored = place.Serve();
        using var again = new Health(address);
        Assert.Equal("ready", await again.UntilAsync((ready, _) => ready, Soon));
    }

    /// <summary>A place whose first evaluation is over; nothing has been said.</summary>
    private static async Task<Place> PlaceAsync(SeatFleet fleet, FakeWebhook chat)
    {
        var place = new Place(SeatFleet.Templates);
        place.TalkTo(chat).WithoutManners().QuickLeases();
        place.Put("drop", fleet.Beginning(Place.Yesterday));
        using var first = place.Serve();
        Assert.True(await Patience.UntilAsync(() => first.HasExited || place.State.Evaluated == Customers, Place.Long) && !first.HasExited, first.Log);
        first.Terminate();
        Assert.Equal(ExitCode.Done, await first.EndAsync());
        return place;
    }

    private static void Tell(Place place, SeatFleet fleet, Conversations expected, int from, int until)
    {
        int[] news = [.. Enumerable.Range(from, until - from)];
        foreach (int account in news)
            expected.Flip(account);
        place.Put("drop", fleet.Taken(Place.Yesterday, 10, news));
    }
}

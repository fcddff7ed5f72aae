using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Deliveries;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Proofs.Disks;

/// <summary>The commands of docs/operations.md for backup and restore, run while the service works.</summary>
public sealed class BackupTests
{
    private const int Customers = 30;
    private static readonly TimeSpan Soon = Place.Long;

    [Fact]
    public Task A_copy_of_the_SQLite_file_taken_while_the_service_works_goes_on_from_that_moment_without_saying_anything_twice() => ProveAsync(
        place => Manual.Command("sqlite3 ", ("data/accountalerts.db", place.File), ("backup.db", place["backup.db"])),
        place => Manual.Command("rm -f ", ("data/accountalerts.db", place.File), ("backup.db", place["backup.db"])),
        null);

    [Fact]
    public async Task A_dump_of_the_PostgreSQL_database_taken_while_the_service_works_goes_on_from_that_moment_without_saying_anything_twice()
    {
        var database = await PostgresDatabase.CreateAsync();
        string bin = AccountAlerts.TestKit.Postgres.PostgresServer.Programs!;
        await ProveAsync(
            place => $"{bin}/{Manual.Command("pg_dump ", ("backup.dump", place["backup.dump"]), (" accountalerts", " " + database.Arguments))}",
            place => $"{bin}/{Manual.Command("pg_restore ", ("backup.dump", place["backup.dump"]), ("--dbname=accountalerts", database.Arguments))}",
            database);
    }

    private static async Task ProveAsync(Func<Place, string> backup, Func<Place, string> restore, Database? database)
    {
        await using var chat = await FakeWebhook.StartAsync();
        chat.Idempotent = false;
        var fleet = new SeatFleet(Customers, Customers);
        var expected = new Conversations(fleet, chat);
        using var place = new Place(SeatFleet.Templates, database);
        place.TalkTo(chat).WithoutManners().QuickLeases();
        place.Put("drop", fleet.Beginning(Place.Yesterday));
        using (var service = place.Serve())
        {
            Assert.True(await Patience.UntilAsync(() => service.HasExited || place.State.Evaluated == Customers, Place.Long), service.Log);
            await TellAsync(place, service, fleet, expected, 0, 10);
            Shell.Run(backup(place));

            // Said after the backup; it will be lost with the disk, and the sources will tell of it again.
            await TellAsync(place, service, fleet, expected, 10, 20);
            await service.KillAsync();
        }

        if (database is null)
            File.Delete(place.File);
        Shell.Run(restore(place));
        // What the backup knew, it knows: nothing of it is said again. What came later is news to it, as it was the first time.
        int before = chat.Calls.Count;
        using var restored = place.Serve();
        bool again = await Patience.UntilAsync(() => restored.HasExited || Posts(chat, before) == 10, Soon, TimeSpan.FromMilliseconds(100));
        await Patience.PassAsync(TimeSpan.FromSeconds(2));
        Assert.True(again && !restored.HasExited, restored.Log);
        string[] repeated = [.. chat.Calls.Skip(before).Where(call => call.Accepted && call.Verb == WebhookVerb.Post).Select(call => SeatFleet.NameIn(call.Text)).Order(StringComparer.Ordinal)];
        Assert.Equal(Enumerable.Range(10, 10).Select(SeatFleet.Name), repeated);
        Assert.Equal(0, place.State.Pending);
        restored.Terminate();
        Assert.Equal(ExitCode.Done, await restored.EndAsync());
    }

    private static int Posts(FakeWebhook chat, int after) =>
        chat.Calls.Skip(after).Count(call => call is { Verb: WebhookVerb.Post, Accepted: true });

    private static async Task TellAsync(Place place, ChildProcess service, SeatFleet fleet, Conversations expected, int from, int until)
    {
        int[] news = [.. Enumerable.Range(from, until - from)];
        foreach (int account in news)
            expected.Flip(account);
        place.Put("drop", fleet.Taken(Place.Yesterday, 10, news));
        bool told = await Patience.UntilAsync(() => service.HasExited || (expected.Faults().Count == 0 && place.State.Pending == 0), Soon, TimeSpan.FromMilliseconds(100));
        Assert.True(told && !service.HasExited, $"{string.Join('\n', expected.Faults())}\n{service.Log}");
    }
}

using System.Globalization;
using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Chat;
using AccountAlerts.Proofs.Rigging;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Postgres;
using Xunit.Abstractions;
using PostgresAddress = AccountAlerts.Storage.Postgres.PostgresAddress;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>Several services on one PostgreSQL database. <c>bench/proof replicas</c> is the long form.</summary>
public abstract class ReplicaTests(ITestOutputHelper output)
{
    private const int Replicas = 3;

    /// <summary>One machine's clock is this far ahead of the others'.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan UntilQuiet = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private static readonly int Seed = Length.Of("ACCOUNTALERTS_SEED", 20260603);

    /// <summary>Some of the news of every wave takes back what an earlier one told, so that messages are edited while others are posted.</summary>
    [Fact]
    public async Task Killed_at_random_with_a_database_that_restarts_and_a_clock_that_is_wrong_they_say_everything_once_and_in_order()
    {
        var chance = new Random(Seed);
        await using var server = await PostgresServer.StartAsync();
        await using var chat = await ChatAsync();
        var fleet = new SeatFleet(Accounts, Accounts / 2);
        await using var database = await server.CreateAsync();
        using var place = new Place(SeatFleet.Templates, new PostgresDatabase(database));
        var expected = new Conversations(fleet, chat, place);
        chat.TalkTo(place, Enumerable.Range(0, Accounts / 2).Select(fleet.Owner));
        place.WithoutManners().QuickLeases();
        await FirstLife.LiveAsync(place, fleet, chat);
        var replicas = new ChildProcess[Replicas];
        try
        {
            for (int number = 0; number < Replicas; number++)
                replicas[number] = Start(place, number);
            await Task.WhenAll(replicas.Select(replica => replica.AddressAsync()));

            long connections = 0;
            int[] Over() => [.. expected.Settled().Where(expected.IsFull)];
            for (int wave = 0; wave < Waves; wave++)
            {
                // Else a slow machine has nothing to take back yet.
                Assert.True(wave == 0 || await Patience.UntilAsync(() => Over().Length >= Accounts / 20, Place.Long, Look), Log(replicas));
                int[] full = [.. Enumerable.Range(0, Accounts).Where(account => account % Waves == wave)];
                int[] over = [.. Over().Where((_, number) => number == 0 || chance.Next(2) == 0)];
                foreach (int account in full.Concat(over))
                    expected.Flip(account);
                place.Put("drop", fleet.Taken(Place.Yesterday, 10, full));
                if (over.Length > 0)
                    place.Put("drop", fleet.Taken(Place.Yesterday, 5, over));
                for (int kill = 0; kill < Replicas; kill++)
                {
                    await Patience.PassAsync(TimeSpan.FromMilliseconds(chance.Next(200, 1500)));
                    connections = Math.Max(connections, place.State.Connections);
                    int number = chance.Next(Replicas);
                    await replicas[number].KillAsync();
                    replicas[number].Dispose();
                    replicas[number] = Start(place, number);
                }

                if (wave == Waves / 2)
                {
                    await server.StopAsync();
                    await server.StartAgainAsync();
                }
            }

            bool quiet = await Patience.UntilAsync(() => expected.Faults().Count == 0 && place.State.Pending == 0, UntilQuiet, Look);
            await Patience.PassAsync(TimeSpan.FromSeconds(2));
            Assert.True(quiet && expected.Faults().Count == 0, $"{string.Join('\n', expected.Faults())}\n{Log(replicas)}");
            chat.MustCountDoubles(place.State);
            Assert.True(chat.Edits > 0);
            Assert.Null(Dead(replicas));
            Assert.InRange(connections, 1, Replicas * PostgresAddress.MostConnections);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Waves * Replicas} kills, {expected.Messages} messages, {chat.Figures}, at most {connections} connections: 0 lost, 0 {(chat.CanBeAsked ? "doubled" : "doubled without being counted")}, 0 out of order"));
        }
        finally
        {
            foreach (var replica in replicas)
                replica?.Dispose();
        }
    }

    private protected abstract int Accounts { get; }

    /// <summary>How often news comes.</summary>
    private protected abstract int Waves { get; }

    private protected abstract Task<IChatServer> ChatAsync();

    /// <summary>The last one's clock is ahead.</summary>
    private static ChildProcess Start(Place place, int number) =>
        place.Serve(new Rig(Skew: number == Replicas - 1 ? Skew : TimeSpan.Zero));

    private static ChildProcess? Dead(ChildProcess[] replicas) => replicas.FirstOrDefault(replica => replica.HasExited);

    private static string Log(ChildProcess[] replicas) =>
        string.Join("\n----\n", replicas.Select((replica, number) => $"replica {number}:\n{replica.Log}"));
}

public sealed class WebhookReplicaTests(ITestOutputHelper output) : ReplicaTests(output)
{
    private protected override int Accounts { get; } = Length.Of("ACCOUNTALERTS_ALERTS", 120);

    private protected override int Waves => 4;

    private protected override Task<IChatServer> ChatAsync() => WebhookChat.StartAsync();
}

/// <summary>Slack takes four posts a second and two edits in three: the same with fewer customers.</summary>
public sealed class SlackReplicaTests(ITestOutputHelper output) : ReplicaTests(output)
{
    private protected override int Accounts { get; } = Length.Of("ACCOUNTALERTS_SLACK_ALERTS", 24);

    private protected override int Waves => 2;

    private protected override Task<IChatServer> ChatAsync() => SlackChat.StartAsync();
}

/// <summary>Teams takes less still, and cannot be asked whether a message is there.</summary>
public sealed class TeamsReplicaTests(ITestOutputHelper output) : ReplicaTests(output)
{
    private protected override int Accounts { get; } = Length.Of("ACCOUNTALERTS_TEAMS_ALERTS", 24);

    private protected override int Waves => 2;

    private protected override Task<IChatServer> ChatAsync() => TeamsChat.StartAsync();
}

using System.Globalization;
using AccountAlerts.Proofs.Chat;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Proofs.Mornings;

/// <summary>One service on a file.</summary>
public sealed class SqliteDigestTests() : DigestTests(postgres: false)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task Each_teammate_gets_one_digest_a_day_though_the_service_is_killed_at_the_minute(int day) => ProveAsync(day);
}

/// <summary>Two services on one database.</summary>
public sealed class PostgresDigestTests() : DigestTests(postgres: true)
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public Task Each_teammate_gets_one_digest_a_day_though_every_service_is_killed_at_the_minute(int day) => ProveAsync(day);
}

/// <summary>The morning digest of services that are killed and started again at the very minute.</summary>
public abstract class DigestTests(bool postgres)
{
    /// <summary>The product's clock begins this long before the hour.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(6);

    /// <summary>Seconds: a start on a busy machine, the kill and another start.</summary>
    private const double Latest = 240;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private static readonly int Seed = Length.Of("ACCOUNTALERTS_SEED", 20260603);

    /// <param name="day">Which of <see cref="Morning.All"/>.</param>
    protected async Task ProveAsync(int day)
    {
        var morning = Morning.All[day];
        var chance = new Random(Seed);
        await using var chat = await FakeWebhook.StartAsync();
        chat.Idempotent = false;
        var fleet = new SeatFleet(4, morning.Zones.Count, morning.Zones);
        using var place = new Place(SeatFleet.Templates, postgres ? await PostgresDatabase.CreateAsync() : null);
        place.TalkTo(chat).QuickLeases();
        place.Settings["Digest__Hour"] = morning.Hour;
        // It does not wait for numbers of the day before: how late it may be is somebody else's proof.
        place.Settings["Digest__WaitUntil"] = morning.Hour;
        place.Settings["Digest__Review__Enabled"] = "false";
        place.Put("drop", fleet.Beginning(DateOnly.FromDateTime(morning.Alarms[0].Instant.UtcDateTime).AddDays(-1)));
        await BeginAsync(place, fleet, morning.Alarms[0].Instant.AddHours(-2));

        foreach (var alarm in morning.Alarms)
            await OneMorningAsync(place, fleet, chat, alarm, replicas: postgres ? 2 : 1, chance);
    }

    /// <summary>What is said at the first sight of the accounts is over before any morning begins.</summary>
    private static async Task BeginAsync(Place place, SeatFleet fleet, DateTimeOffset instant)
    {
        Set(place, instant);
        using var service = place.Serve();
        bool begun = await Patience.UntilAsync(() => service.HasExited || place.State.Evaluated == fleet.Accounts, Place.Long);
        await Patience.PassAsync(TimeSpan.FromSeconds(2));
        Assert.True(begun && !service.HasExited, service.Log);
        await service.KillAsync();
    }

    private static async Task OneMorningAsync(Place place, SeatFleet fleet, FakeWebhook chat, Alarm alarm, int replicas, Random chance)
    {
        Set(place, alarm.Instant - Before);
        var timeline = new Timeline(chat);
        foreach (int teammate in alarm.Told)
            timeline.Expect(Before.TotalSeconds, Latest, fleet.Owner(teammate), "");
        timeline.Begin();
        var services = Enumerable.Range(0, replicas).Select(_ => place.Serve()).ToArray();
        try
        {
            foreach (var service in services)
                await service.AddressAsync();
            // The clock began when the first of them had asked for the time, a moment ago: kill them one after the other around the minute.
            await Patience.PassAsync(Before - TimeSpan.FromMilliseconds(chance.Next(1500)));
            for (int number = 0; number < replicas; number++)
            {
                await services[number].KillAsync();
                services[number].Dispose();
                services[number] = place.Serve();
                await Patience.PassAsync(TimeSpan.FromMilliseconds(chance.Next(600)));
            }

            await timeline.MustHoldAsync(Quiet, () => string.Join("\n----\n", services.Select(service => service.Log)));
        }
        finally
        {
            foreach (var service in services)
                service.Dispose();
        }
    }

    private static void Set(Place place, DateTimeOffset instant) => place.Settings["Clock__Now"] = instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>What a teammate wants for themselves, and the hours of the settings, through the whole service.</summary>
public class PreferencesTests
{
    private const string Dana = SeatScene.Owner;

    [Fact]
    public async Task Hours_of_the_settings_hold_and_what_a_teammate_wants_comes_before_them()
    {
        using Installation at = SeatScene.Install();
        at.Settings["Delivery:WakeFor"] = "";
        // Eleven in the morning, when the alerts come, is late for this team.
        at.Settings["Delivery:Hours:QuietFrom"] = "10:00";
        at.Settings["Delivery:Hours:QuietTo"] = "06:00";
        await using RunningProduct product = await RunningProduct.StartAsync(at);
        await product.TakeAsync(
            ("team.csv", SeatScene.Team),
            ("accounts.csv", SeatScene.Account("a1", "Amber Lane") + SeatScene.Account("b1", "Birch Hall").Split('\n')[1] + "\n"),
            ("usage.csv", SeatScene.Seats("2026-06-09", 5, "a1", "b1")));
        await product.TickAsync();
        await product.PassAsync(TimeSpan.FromHours(26));
        await product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-10", 10, "a1")));
        await product.TickAsync();
        Assert.Empty(await product.InboxAsync(Dana));
        Telling waiting = Assert.Single(await product.Service<ITellings>().WaitingAsync(Dana, CancellationToken.None));
        Assert.Equal((TellingWay.Digest, TellingReasons.Quiet), (waiting.Way, waiting.Reason));

        // It is one in the morning in Honolulu: she works at night.
        Assert.Empty(await product.Service<IPreferences>().ChangeAsync(Dana, own => own with
        {
            Zone = "Pacific/Honolulu",
            Quiet = new DaySpan(new TimeOnly(4, 0), new TimeOnly(20, 0)),
        }, CancellationToken.None));
        await product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-10", 10, "b1")));
        await product.TickAsync();

        Assert.Contains("Birch Hall", SeatScene.TextOf(Assert.Single(await product.InboxAsync(Dana)).Message));
    }
}

using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using static AccountAlerts.Storage.Tests.Alerts.AlertingScene;

namespace AccountAlerts.Storage.Tests.Alerts;

public class RemindersTests : IDisposable
{
    private const string Noor = "noor@example.com";

    private readonly AlertingScene _scene = new(demo: true);

    public RemindersTests()
    {
        // Tuesday, nine o'clock in Berlin; Lee is Dana's backup and Noor her manager.
        _scene.Clock.Advance(new DateTimeOffset(2026, 6, 9, 7, 0, 0, TimeSpan.Zero) - _scene.Clock.GetUtcNow());
        _scene.Facts.Team.RemoveAll(mate => mate.Email == Dana);
        _scene.Facts.Team.Add(new Teammate(Dana, "Dana", TeamRole.Csm, Noor, "Europe/Berlin", Lee, null));
        _scene.Facts.Team.Add(new Teammate(Noor, "Noor", TeamRole.Manager, null, "Europe/Berlin", null, null));
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task What_is_critical_and_unanswered_asks_holder_backup_and_manager_once_each()
    {
        await FiresAsync(Severity.Critical);
        var seen = new List<string>();
        // Three days, a quarter of an hour at a time.
        for (int i = 0; i < 3 * 24 * 4; i++)
        {
            _scene.Clock.Advance(TimeSpan.FromMinutes(15));
            await _scene.RemindAsync();
            await _scene.RemindAsync();
        }

        Assert.Equal(
            [
                "Dana was reminded. Nobody has answered this since Tue 9 Jun 09:00", "Lee was reminded. Nobody has answered this since Tue 9 Jun 09:00",
                "Noor was reminded. Nobody has answered this since Tue 9 Jun 09:00",
            ],
            await _scene.LinesAsync());
        Assert.Equal("Nobody has answered this since Tue 9 Jun 09:00: Amber Health: quiet", (await _scene.SeenAsync(Dana))[1].Text);
        Assert.Equal("Nobody has answered this since Tue 9 Jun 07:00: Amber Health: quiet", (await _scene.OnlyCardAsync(Lee)).Text);
        Assert.Contains("(Dana's)", MessageJson.Write(await _scene.OnlyCardAsync(Noor)));
    }

    [Fact]
    public async Task A_reminder_can_be_answered_where_it_stands()
    {
        await FiresAsync(Severity.Critical);
        _scene.Clock.Advance(TimeSpan.FromHours(4));
        await _scene.RemindAsync();
        var row = Assert.Single((await _scene.SeenAsync(Dana))[1].Blocks.OfType<RowList>().Single().Rows);

        await _scene.ClickAsync(Actions.Done, row.Buttons.Single(button => button.Action == Actions.Done).Value, inputs: (CardDialogs.What, "called"));
        _scene.Clock.Advance(TimeSpan.FromDays(1));
        await _scene.RemindAsync();

        Assert.Equal(2, (await _scene.SeenAsync(Dana)).Count);
        Assert.Equal(["Dana was reminded. Nobody has answered this since Tue 9 Jun 09:00", "Done by Dana: called"], await _scene.LinesAsync());
    }

    [Fact]
    public async Task Acknowledged_and_forgotten_is_said_as_such()
    {
        await FiresAsync(Severity.Critical);
        await _scene.PressAsync(await _scene.OnlyCardAsync(Dana), Actions.Acknowledge);
        _scene.Clock.Advance(TimeSpan.FromHours(5));
        await _scene.RemindAsync();

        Assert.Equal("You are on it since Tue 9 Jun 09:00; press Done when it is: Amber Health: quiet", (await _scene.SeenAsync(Dana))[1].Text);
    }

    [Fact]
    public async Task What_sleeps_or_is_not_urgent_is_not_reminded_of()
    {
        await FiresAsync(Severity.Critical);
        await _scene.PressAsync(await _scene.OnlyCardAsync(Dana), Actions.Snooze, inputs: (CardDialogs.Until, CardDialogs.Week));
        _scene.Clock.Advance(TimeSpan.FromDays(3));
        await _scene.RemindAsync();

        Assert.Single(await _scene.SeenAsync(Dana));
        Assert.Single(await _scene.LinesAsync());
    }

    [Fact]
    public async Task Who_is_handed_it_has_the_whole_time()
    {
        await FiresAsync(Severity.Critical);
        _scene.Clock.Advance(TimeSpan.FromHours(3));
        await _scene.PressAsync(await _scene.OnlyCardAsync(Dana), Actions.HandTo, inputs: (CardDialogs.Person, Lee));
        _scene.Clock.Advance(TimeSpan.FromHours(3));
        await _scene.RemindAsync();
        Assert.Single(await _scene.SeenAsync(Lee));

        _scene.Clock.Advance(TimeSpan.FromHours(1));
        await _scene.RemindAsync();
        Assert.Equal("Nobody has answered this since Tue 9 Jun 10:00: Amber Health: quiet", (await _scene.SeenAsync(Lee))[1].Text);
    }

    [Fact]
    public async Task High_is_said_once_at_half_of_its_time()
    {
        await FiresAsync(Severity.High);
        _scene.Clock.Advance(TimeSpan.FromDays(1));
        await _scene.RemindAsync();
        Assert.Empty(await _scene.LinesAsync());

        for (int hour = 0; hour < 60; hour++)
        {
            _scene.Clock.Advance(TimeSpan.FromHours(1));
            await _scene.RemindAsync();
        }

        Assert.Single(await _scene.LinesAsync());
    }

    private async Task FiresAsync(Severity severity)
    {
        _scene.Says(1, "Amber Health", Dana, 60, ("quiet", TriggerState.Firing, severity, 11));
        await _scene.TickAsync();
    }
}

using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using static AccountAlerts.Storage.Tests.Alerts.AlertingScene;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>What our own executives hear of, and who decides it.</summary>
public sealed class SponsorTests : IDisposable
{
    private const string Noor = "noor@example.com";
    private const string Vera = "vera@example.com";

    private readonly AlertingScene _scene = new();

    public SponsorTests()
    {
        // Tuesday, nine o'clock in Berlin.
        _scene.Clock.Advance(new DateTimeOffset(2026, 6, 9, 7, 0, 0, TimeSpan.Zero) - _scene.Clock.GetUtcNow());
        _scene.Facts.Team.RemoveAll(mate => mate.Email == Dana);
        _scene.Facts.Team.Add(new Teammate(Dana, "Dana", TeamRole.Csm, Noor, "Europe/Berlin", Lee, null));
        _scene.Facts.Team.Add(new Teammate(Noor, "Noor", TeamRole.Manager, Vera, "Europe/Berlin", null, null));
        _scene.Facts.Team.Add(new Teammate(Vera, "Vera", TeamRole.Executive, null, "Europe/Berlin", null, null));
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Without_a_managers_word_an_executive_hears_of_no_ordinary_account()
    {
        await FiresAsync(1, "Amber Health");
        _scene.Clock.Advance(TimeSpan.FromDays(2));
        await _scene.TickAsync();

        Assert.Empty(await _scene.SeenAsync(Vera));
    }

    [Fact]
    public async Task What_a_manager_asks_for_reaches_the_executive_after_the_owner_had_four_working_hours()
    {
        await FiresAsync(1, "Amber Health");
        Assert.Equal("Managers decide what our sponsor hears of. Ask yours.", (await _scene.AskAsync("tell sponsor amber health")).Text);
        Assert.Equal("Our sponsor hears of Amber Health once its CSM had time to add a note.", (await _scene.AskAsync("tell our sponsor about amber health", Noor)).Text);
        Assert.Empty(await _scene.SeenAsync(Vera));
        var card = await _scene.OnlyCardAsync(Dana);
        Assert.Contains("Our sponsor hears of this from Tue 9 Jun 13:00 on", MessageJson.Write(card));

        await _scene.PressAsync(card, Actions.NoteForSponsor, inputs: (CardDialogs.Note, "Will you call their CFO before Friday?"));
        _scene.Clock.Advance(TimeSpan.FromHours(3.9));
        await _scene.TickAsync();
        Assert.Empty(await _scene.SeenAsync(Vera));
        _scene.Clock.Advance(TimeSpan.FromHours(0.2));
        await _scene.TickAsync();

        Assert.Contains("Will you call their CFO before Friday?", MessageJson.Write(await _scene.OnlyCardAsync(Vera)));
        Assert.Equal(["Noor asks that our sponsor hears of this", "For our sponsor: Will you call their CFO before Friday?"], await _scene.LinesAsync());
    }

    [Fact]
    public async Task The_owner_can_hold_it_with_a_reason_until_there_is_a_note()
    {
        await FiresAsync(1, "Amber Health");
        await _scene.AskAsync("tell our sponsor about amber health", Noor);
        await _scene.PressAsync(await _scene.OnlyCardAsync(Dana), Actions.HoldFromSponsor, inputs: (CardDialogs.Reason, "they sign tomorrow"));
        _scene.Clock.Advance(TimeSpan.FromDays(1));
        await _scene.TickAsync();
        Assert.Empty(await _scene.SeenAsync(Vera));
        var card = await _scene.OnlyCardAsync(Dana);
        Assert.Contains("Not told to our sponsor yet, says Dana: they sign tomorrow", MessageJson.Write(card));

        await _scene.PressAsync(card, Actions.NoteForSponsor, inputs: (CardDialogs.Note, "They did not sign. Will you call?"));
        await _scene.TickAsync();
        Assert.Contains("They did not sign", MessageJson.Write(await _scene.OnlyCardAsync(Vera)));
    }

    [Fact]
    public async Task An_executive_gets_one_card_a_day()
    {
        await FiresAsync(1, "Amber Health");
        await FiresAsync(2, "Birch Works");
        await _scene.AskAsync("tell our sponsor about amber health", Noor);
        await _scene.AskAsync("tell our sponsor about birch works", Noor);
        _scene.Clock.Advance(TimeSpan.FromHours(5));
        await _scene.TickAsync();
        await _scene.TickAsync();
        Assert.Single(await _scene.SeenAsync(Vera));

        _scene.Clock.Advance(TimeSpan.FromDays(1));
        await _scene.TickAsync();
        Assert.Equal(2, (await _scene.SeenAsync(Vera)).Count);
    }

    private async Task FiresAsync(int id, string name)
    {
        // What holds at first sight is no news.
        _scene.Says(id, name, Dana, 60, ("quiet", TriggerState.Clear, Severity.Critical, 1));
        await _scene.TickAsync();
        _scene.Says(id, name, Dana, 60, ("quiet", TriggerState.Firing, Severity.Critical, 11));
        await _scene.TickAsync();
    }
}

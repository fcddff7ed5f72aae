using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using static AccountAlerts.Storage.Tests.Alerts.AlertingScene;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>Money at risk from the evaluation to the card and the list.</summary>
public sealed class MoneyTests : IDisposable
{
    private readonly AlertingScene _scene = new(demo: true);

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_card_says_what_is_at_stake_and_one_without_revenue_goes_by_its_like()
    {
        _scene.Says(1, "Amber Health", Dana, 40, ("quiet", TriggerState.Firing, Severity.High, 11));
        _scene.SaysWorth(2, "Bright Foods", Lee, 40, null, ("quiet", TriggerState.Firing, Severity.High, 11));
        await _scene.TickAsync();

        // 12,000 a year, critical, and nothing known of the decision: 12,000 x 1 x 0.3.
        Assert.Equal("about USD 3.6k", Stake(await _scene.OnlyCardAsync(Dana)));
        Assert.Equal("about USD 3.6k, going by similar customers", Stake(await _scene.OnlyCardAsync(Lee)));
    }

    [Fact]
    public async Task A_card_about_growth_names_no_loss()
    {
        _scene.Says(1, "Amber Health", Dana, 90, ("grow", TriggerState.Firing, Severity.Low, 11));
        await _scene.TickAsync();

        Assert.Null(Stake(await _scene.OnlyCardAsync(Sam)));
    }

    [Fact]
    public async Task Lists_put_more_money_first_among_equally_urgent_alerts()
    {
        _scene.SaysWorth(1, "Amber Health", Dana, 40, 1_000, ("quiet", TriggerState.Firing, Severity.High, 11));
        _scene.SaysWorth(2, "Bright Foods", Dana, 40, 900_000, ("quiet", TriggerState.Firing, Severity.High, 11));
        _scene.SaysWorth(3, "Cobalt Labs", Dana, 40, 50_000, ("quiet", TriggerState.Firing, Severity.High, 11), ("drop", TriggerState.Firing, Severity.Critical, 5));
        await _scene.TickAsync();

        var listed = await _scene.Reader.OfTeammateAsync(Dana, default);
        Assert.Equal(["Cobalt Labs", "Bright Foods", "Cobalt Labs", "Amber Health"], listed.Select(alert => alert.Account.Name));
        Assert.Equal([false, true, false, false], listed.Select(alert => alert.Account.Large));
    }

    private static string? Stake(Message card) => card.Blocks.OfType<FieldList>().SelectMany(list => list.Fields).FirstOrDefault(field => field.Label == "At stake")?.Value;
}

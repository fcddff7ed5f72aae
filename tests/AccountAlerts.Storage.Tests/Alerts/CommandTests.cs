using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;
using static AccountAlerts.Storage.Tests.Alerts.AlertingScene;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>What people type: acts, lists and questions, and who may ask them.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly AlertingScene _scene = new(demo: true);

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_typed_act_is_the_same_as_the_button()
    {
        await FiresAsync(1, "Amber Health", Dana);

        Assert.Equal("Dana is on it: Amber Health: quiet", (await _scene.AskAsync("ack amber health")).Text);
        Assert.Equal("Snoozed until Mon 8 Jun by Dana: waiting for them: Amber Health: quiet", (await _scene.AskAsync("snooze amber health until monday: waiting for them")).Text);
        Assert.Equal("Please say what was done: done acme: called them.", (await _scene.AskAsync("done amber health")).Text);
        Assert.Equal("Done by Dana: called Ines: Amber Health: quiet", (await _scene.AskAsync("done amber health: called Ines")).Text);
        Assert.Equal("Nothing is open at Amber Health.", (await _scene.AskAsync("ack amber health")).Text);
        Assert.Equal(["Dana is on it", "Snoozed until Mon 8 Jun by Dana: waiting for them", "Done by Dana: called Ines"], await _scene.LinesAsync());
    }

    [Fact]
    public async Task A_name_of_several_customers_keeps_what_else_was_typed()
    {
        await FiresAsync(1, "Amber Health", Dana);
        await FiresAsync(2, "Amber Hill", Dana);

        var choice = await _scene.AskAsync("snooze amber until friday: on holiday");

        Assert.Equal(["snooze amber-health until friday: on holiday", "snooze amber-hill until friday: on holiday"], choice.Buttons.Select(button => button.Value));
        await _scene.ClickAsync(Actions.Command, choice.Buttons[1].Value);
        Assert.Equal((AlertState.Open, AlertState.Snoozed), ((await _scene.AlertAsync("quiet")).State, (await _scene.AlertAsync("quiet", 2)).State));
    }

    [Fact]
    public async Task Others_accounts_are_seen_by_colleagues_or_not_as_the_setting_says()
    {
        await FiresAsync(1, "Amber Health", Dana);
        Assert.Equal("summary 1", (await _scene.AskAsync("amber health", Lee)).Text);

        _scene.Access = AccessScope.Own;
        foreach (string asked in (string[])["amber health", "why amber health", "ack amber health", "history amber health"])
            Assert.Equal("This customer is not yours to see. Ask operations.", (await _scene.AskAsync(asked, Lee)).Text);
        Assert.Equal("Nothing is open.", (await _scene.AskAsync("alerts", Lee)).Text);
        var card = await _scene.OnlyCardAsync(Dana);
        Assert.Equal("This customer is not yours to see. Ask operations.", (await _scene.PressAsync(card, Actions.Done, Lee, inputs: (Engine.Delivery.CardDialogs.What, "called"))).Message?.Text);
        Assert.Equal(AlertState.Open, (await _scene.AlertAsync("quiet")).State);

        // Who is handed it may see it.
        await _scene.PressAsync(card, Actions.HandTo, inputs: (Engine.Delivery.CardDialogs.Person, Lee));
        Assert.Equal("summary 1", (await _scene.AskAsync("amber health", Lee)).Text);
    }

    [Fact]
    public async Task Somebody_whom_the_team_file_does_not_name_is_sent_to_operations() =>
        Assert.Equal("This customer is not yours to see. Ask operations.", (await _scene.AskAsync("alerts", "stranger@example.com")).Text);

    [Fact]
    public async Task The_queue_has_what_nobody_took_and_a_claim_takes_it_out()
    {
        await FiresAsync(1, "Amber Health", null);
        var row = Assert.Single(Assert.Single((await _scene.AskAsync("queue")).Blocks.OfType<RowList>()).Rows);

        await _scene.ClickAsync(Actions.Claim, row.Buttons[0].Value);

        Assert.Equal(Dana, (await _scene.AlertAsync("quiet")).Status.Assignee);
        Assert.Equal("Everything has somebody.", (await _scene.AskAsync("queue")).Text);
    }

    [Fact]
    public async Task What_is_muted_is_listed_and_precision_is_for_managers()
    {
        _scene.Facts.Team.Add(new Teammate("noor@example.com", "Noor", TeamRole.Manager, null, "UTC", null, null));
        await FiresAsync(1, "Amber Health", Dana);
        await _scene.PressAsync(await _scene.OnlyCardAsync(Dana), Actions.NotRight, inputs: (Engine.Delivery.CardDialogs.Why, Engine.Delivery.CardDialogs.NotHere));

        Assert.StartsWith("Not for this customer until", Assert.Single(Assert.Single((await _scene.AskAsync("muted")).Blocks.OfType<RowList>()).Rows).Detail, StringComparison.Ordinal);
        Assert.Equal("This is for managers and operations.", (await _scene.AskAsync("precision")).Text);
        Assert.Equal(["quiet", "0", "0 %", "1", "1"], Assert.Single((await _scene.AskAsync("precision", "noor@example.com")).Blocks.OfType<TableBlock>().Single().Rows));
    }

    [Fact]
    public async Task History_tells_who_did_what()
    {
        await FiresAsync(1, "Amber Health", Dana);
        await _scene.AskAsync("ack amber health");

        var rows = (await _scene.AskAsync("history amber health")).Blocks.OfType<TableBlock>().Single().Rows;

        Assert.Equal([("Dana", "On it"), ("AccountAlerts", "Noticed")], rows.Select(row => (row[1], row[2])));
    }

    [Theory]
    [InlineData("what is adoption", "adoption: People active in 28 days / seats.")]
    [InlineData("define GRR", "GRR: (ARR at the start - contraction - churn)")]
    [InlineData("define champion.days_silent", "days since")]
    [InlineData("define xyzzy", "\"xyzzy\" is no word of ours.")]
    public async Task Words_have_a_meaning(string asked, string meaning) => Assert.StartsWith(meaning, (await _scene.AskAsync(asked)).Text, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task Who_goes_away_says_until_when_and_who_covers()
    {
        Assert.Equal("Away until Fri 12 Jun, Lee covers. Type \"back\" when you are back earlier.", (await _scene.AskAsync("away until friday cover Lee")).Text);
        Assert.Contains("Please say until when", (await _scene.AskAsync("away until yesterday")).Text, StringComparison.Ordinal);
        Assert.Contains("Please name one colleague", (await _scene.AskAsync("away until friday cover Nobody")).Text, StringComparison.Ordinal);

        var team = new TeamDirectory(_scene.Facts.Team);
        var away = await new Absences(_scene.Values).ReadAsync(team, default);
        Assert.Equal(new Absence(new DateOnly(2026, 6, 12), Lee), away.Of(Dana, _scene.Clock.GetUtcNow()));
        await _scene.AskAsync("back");
        Assert.Null((await new Absences(_scene.Values).ReadAsync(team, default)).Of(Dana, _scene.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Lists_and_portfolios_show_whatever_may_be_asked_for_by_name()
    {
        await FiresAsync(1, "Amber Health", Dana);
        await FiresAsync(2, "Birch Works", Dana);
        await FiresAsync(3, "Cedar Lane", Dana);
        _scene.Access = AccessScope.Own;
        string[] asked = ["portfolio all", "list account.owned", "alerts"];
        foreach (string question in asked)
            Assert.DoesNotContain("Amber Health", MessageJson.Write(await _scene.AskAsync(question, Lee)), StringComparison.Ordinal);

        // One by a role, one by a hand-over.
        _scene.Facts.AccountTeam.Add(new AccountTeamMember(1, "sales", "LEE@example.com"));
        await _scene.AskAsync("hand birch works to Lee");

        foreach (string question in asked)
        {
            string told = MessageJson.Write(await _scene.AskAsync(question, Lee));
            Assert.Contains("Amber Health", told, StringComparison.Ordinal);
            Assert.Contains("Birch Works", told, StringComparison.Ordinal);
            Assert.DoesNotContain("Cedar Lane", told, StringComparison.Ordinal);
        }

        Assert.Equal("summary 1", (await _scene.AskAsync("amber health", Lee)).Text);
    }

    [Fact]
    public async Task Whom_somebody_named_as_cover_sees_what_is_theirs_until_they_are_back()
    {
        await FiresAsync(1, "Amber Health", Dana);
        _scene.Access = AccessScope.Own;
        Assert.Equal("This customer is not yours to see. Ask operations.", (await _scene.AskAsync("amber health", Lee)).Text);

        await _scene.AskAsync("away until friday cover Lee");
        Assert.Equal("summary 1", (await _scene.AskAsync("amber health", Lee)).Text);
        Assert.Contains("Amber Health", MessageJson.Write(await _scene.AskAsync("alerts", Lee)), StringComparison.Ordinal);

        _scene.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal("This customer is not yours to see. Ask operations.", (await _scene.AskAsync("amber health", Lee)).Text);
    }

    private async Task FiresAsync(int id, string name, string? owner)
    {
        _scene.Says(id, name, owner, 60, ("quiet", TriggerState.Firing, Severity.High, 11));
        await _scene.TickAsync();
    }
}

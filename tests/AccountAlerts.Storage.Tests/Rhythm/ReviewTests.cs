using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Tests.Alerts;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Storage.Tests.Rhythm;

/// <summary>The weekly review. Kim manages Dana; Lee is in another team.</summary>
public sealed class ReviewTests : IDisposable
{
    private const string Dana = AlertingScene.Dana;
    private const string Lee = AlertingScene.Lee;
    private const string Kim = "kim@example.com";
    private const string Channel = "#customer-success";

    private readonly AlertingScene _scene = new(demo: true);

    public ReviewTests()
    {
        int at = _scene.Facts.Team.FindIndex(mate => mate.Email == Dana);
        _scene.Facts.Team[at] = _scene.Facts.Team[at] with { ManagerEmail = Kim };
        _scene.Facts.Team.Add(new Teammate(Kim, "Kim", TeamRole.Manager, null, "UTC", null, null));
        _scene.Digest.Review.Channels = [Channel];
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task It_is_said_once_a_week_on_its_day_at_its_hour()
    {
        await WeekAsync();
        _scene.To(2026, 6, 15, 8, 59);
        Assert.Equal(0, await _scene.DueAsync(_scene.Review));
        _scene.To(2026, 6, 15, 9, 0);
        Assert.Equal(2, await _scene.DueAsync(_scene.Review));
        Assert.Equal(0, await _scene.DueAsync(_scene.Review));

        _scene.To(2026, 6, 16, 9, 0);
        Assert.Equal(0, await _scene.DueAsync(_scene.Review));
        _scene.To(2026, 6, 22, 10, 0);
        Assert.Equal(2, await _scene.DueAsync(_scene.Review));
    }

    [Fact]
    public async Task A_manager_sees_the_own_team_and_nobody_elses()
    {
        var review = await ReviewOfAsync(Kim);

        Assert.Equal("The week of your team: 2 accounts, 1 critical, 1 past due and untouched", review.Text);
        Assert.DoesNotContain("Larkfield", Said(review), StringComparison.Ordinal);
        Assert.DoesNotContain("Lee", Said(review), StringComparison.Ordinal);
        Assert.Contains("Dana", Said(review), StringComparison.Ordinal);
        Assert.Contains("Northgate Foods: Healthy to At risk, 90 to 60, USD 12,000 ARR", Said(review), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_sees_no_figures_of_a_teammate()
    {
        var review = await ReviewOfAsync(Channel);

        Assert.StartsWith("The week of all customers: 3 accounts", review.Text, StringComparison.Ordinal);
        foreach (string name in new[] { "Dana", "Lee", "Kim" })
            Assert.DoesNotContain(name, Said(review), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_past_due_and_untouched_is_listed_with_buttons()
    {
        var row = Assert.Single((await ReviewOfAsync(Kim)).Blocks.OfType<RowList>().Single().Rows);

        Assert.StartsWith("Dana. Score 44", row.Detail, StringComparison.Ordinal);
        await _scene.ClickAsync(Actions.Acknowledge, row.Buttons[0].Value, Kim);
        Assert.Equal(Kim, (await _scene.Store.ReadAsync([1], default))[0].Alerts[0].Alert.Status.AcknowledgedBy);
    }

    [Fact]
    public async Task Whether_alerts_were_of_use_is_counted_by_what_people_did()
    {
        await WeekAsync();
        await _scene.PressAsync((await _scene.SeenAsync(Dana)).Single(message => message.Text.StartsWith("Fernway", StringComparison.Ordinal)), Actions.Done, Dana, null, ("what", "called"));
        _scene.To(2026, 6, 15, 9, 0);
        await _scene.DueAsync(_scene.Review);
        var review = (await _scene.SeenAsync(Kim))[^1];

        var table = review.Blocks.OfType<TableBlock>().Last();
        Assert.Equal(["Alert", "Useful", "Not", "Share"], table.Header);
        Assert.Equal(["Quiet", "1", "0", "100 %"], table.Rows[0]);
        Assert.Contains("Fernway Studio: called (Dana), score 44 then, 44 now", Said(review), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revenue_that_stayed_is_told_with_what_cannot_be_told()
    {
        _scene.To(2026, 6, 15, 8, 0);
        Shows(1, "fernway", account => account.Says(arr: 10000).Says(on: new DateOnly(2026, 2, 1), arr: 15000));
        Shows(2, "northgate", account => account.Says(arr: 30000).Says(on: new DateOnly(2026, 2, 1), lifecycle: Lifecycle.Churned));
        Shows(3, "larkfield", account => account.Says(on: new DateOnly(2026, 2, 1), arr: 5000));
        Shows(4, "came later", account => account.CreatedOn(new DateOnly(2026, 1, 1)).Says(on: new DateOnly(2026, 1, 1), arr: 7000));
        await _scene.TickAsync();
        _scene.To(2026, 6, 15, 9, 0);
        await _scene.DueAsync(_scene.Review);

        var review = (await _scene.SeenAsync(Kim))[^1];
        var table = review.Blocks.OfType<TableBlock>().Single(block => block.Header.Contains("GRR"));
        Assert.Equal(["USD 40k", "USD 30k", "USD 0", "USD 5k", "25 %", "37.5 %", "1 of 2"], Assert.Single(table.Rows));
        Assert.Contains("Without 1 account of a year ago whose ARR of then is not known", Said(review), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-01-01", "GRR and NRR begin once there are customers of a year ago")]
    [InlineData("2024-01-01", "No ARR of a year ago is known, so there is no GRR or NRR yet")]
    public async Task Without_revenue_of_a_year_ago_no_retention_is_invented(string created, string said)
    {
        _scene.To(2026, 6, 15, 8, 0);
        Shows(1, "fernway", account => account.CreatedOn(DateOnly.Parse(created, CultureInfo.InvariantCulture)).Says(on: new DateOnly(2026, 2, 1), arr: 5000));
        await _scene.TickAsync();
        _scene.To(2026, 6, 15, 9, 0);
        await _scene.DueAsync(_scene.Review);

        Assert.Contains(said, Said((await _scene.SeenAsync(Kim))[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_says_what_is_known_since()
    {
        await WeekAsync();
        await _scene.PressAsync((await _scene.SeenAsync(Dana)).Single(message => message.Text.StartsWith("Fernway", StringComparison.Ordinal)), Actions.Done, Dana, null, ("what", "called"));
        _scene.To(2026, 6, 15, 8, 30);
        _scene.Says(1, "Fernway Studio", Dana, 44, ("quiet", TriggerState.Clear, Severity.High, 1));
        await _scene.TickAsync();
        var page = await _scene.Book.PageAsync(new DateOnly(2026, 6, 15), Dana, default);
        await _scene.Values.SetAsync("$book/2026-06-15", Dana, BookLine.Write(page.Select(line => line.Id == 1 ? line with { Held = 52 } : line)), default);
        _scene.To(2026, 6, 15, 9, 0);
        await _scene.DueAsync(_scene.Review);

        string said = Said((await _scene.SeenAsync(Kim))[^1]);
        Assert.Contains("Fernway Studio: called (Dana), back to normal since, score 44 then, 52 now", said, StringComparison.Ordinal);
        Assert.Contains("What it moved, four weeks: 1 done, 1 back to normal since; scores since: 1 up, 0 down, 0 the same", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Kim, "Fernway Studio (44, Critical): Healthy by Lee until 3 Jul 2026: the merger is done")]
    [InlineData(Channel, "Fernway Studio (44, Critical): Healthy by one of us until 3 Jul 2026: the merger is done")]
    public async Task A_band_that_one_of_us_set_is_counted_beside_the_scores(string to, string said)
    {
        await WeekAsync();
        var page = await _scene.Book.PageAsync(new DateOnly(2026, 6, 15), Dana, default);
        var set = new SetBand(Band.Healthy, Lee, new DateOnly(2026, 7, 3), "the merger is done");
        await _scene.Values.SetAsync("$book/2026-06-15", Dana, BookLine.Write(page.Select(line => line.Id == 1 ? line with { SetTo = set } : line)), default);
        _scene.To(2026, 6, 15, 9, 0);
        await _scene.DueAsync(_scene.Review);

        var review = (await _scene.SeenAsync(to))[^1];
        Assert.Contains("1 critical by score and 0 as set by us", review.Text, StringComparison.Ordinal);
        var bands = review.Blocks.OfType<TableBlock>().First();
        Assert.Equal(["Band", "Now by score", "As set by us", "Mon 8 Jun"], bands.Header);
        Assert.Contains(bands.Rows, row => row.SequenceEqual(["Critical", "1", "0", "1"]));
        Assert.Contains(bands.Rows, row => row is ["Healthy", "0", "1", _]);
        Assert.Contains(said, Said(review), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_page_of_last_week_nothing_is_invented()
    {
        _scene.To(2026, 6, 15, 8, 0);
        _scene.Says(1, "Fernway Studio", Dana, 44);
        await _scene.TickAsync();
        _scene.To(2026, 6, 15, 9, 0);
        await _scene.DueAsync(_scene.Review);

        var review = (await _scene.SeenAsync(Kim))[^1];
        Assert.Equal(["Band", "Now"], review.Blocks.OfType<TableBlock>().First().Header);
        Assert.Contains("Nothing was kept a week ago yet", Said(review), StringComparison.Ordinal);
    }

    private void Shows(int id, string name, Func<AccountBuilder, AccountBuilder> says) => _scene.Shows(
        says(new AccountBuilder(name).WithId(id).CreatedOn(new DateOnly(2024, 1, 1)).Says(owner: Dana)).View(DateOnly.FromDateTime(_scene.Clock.GetUtcNow().UtcDateTime)),
        new HealthResult("test", 60, 60, Bands.Of(60), 1, []));

    private async Task WeekAsync()
    {
        _scene.To(2026, 6, 8, 8, 0);
        _scene.Says(1, "Fernway Studio", Dana, 44, ("quiet", TriggerState.Firing, Severity.High, 12));
        _scene.Says(2, "Northgate Foods", Dana, 60);
        _scene.Says(3, "Larkfield Media", Lee, 55, ("drop", TriggerState.Firing, Severity.High, 12));
        await _scene.TickAsync();
        var page = await _scene.Book.PageAsync(new DateOnly(2026, 6, 8), Dana, default);
        string better = BookLine.Write(page.Select(line => line.Id == 2 ? line with { Score = 90 } : line));
        await _scene.Values.SetAsync("$book/2026-06-08", Dana, better, default);
        _scene.To(2026, 6, 15, 8, 0);
        await _scene.TickAsync();
    }

    private async Task<Message> ReviewOfAsync(string reader)
    {
        await WeekAsync();
        _scene.To(2026, 6, 15, 9, 0);
        await _scene.DueAsync(_scene.Review);
        return (await _scene.SeenAsync(reader))[^1];
    }

    private static string Said(Message message) => string.Join('\n', message.Blocks.Select(block => block switch
    {
        Heading heading => Text(heading.Spans),
        Paragraph paragraph => Text(paragraph.Spans),
        BulletList list => string.Join('\n', list.Items.Select(Text)),
        RowList list => string.Join('\n', list.Rows.Select(row => Text(row.Spans) + "\n" + row.Detail)),
        TableBlock table => string.Join('\n', table.Rows.Select(row => string.Join(' ', row))),
        Footnote note => note.Text,
        _ => "",
    }));

    private static string Text(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span.Text));
}

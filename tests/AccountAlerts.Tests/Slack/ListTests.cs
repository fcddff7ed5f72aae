using AccountAlerts.Engine.Rhythm;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Tests.Slack;

/// <summary>The morning digest and the weekly review as people read them in Slack: ranked, and every row acts.</summary>
public sealed class ListTests
{
    /// <summary>Due at once, so that it is late a day after.</summary>
    private const string Template =
        """
        ---
        kind: risk
        severity: critical
        when: seats.used_ratio >= 90%
        audience: [owner]
        due: 0 days
        title: "{{account}}: {{value \"seats.used\"}} of {{seats}} seats"
        playbook:
          - Call {{account}}
        ---
        {{account}} has {{value "seats.used"}} of {{seats}} seats taken. Why it matters: nobody else can get in.
        """;

    [Fact]
    public async Task The_digest_has_a_row_for_what_is_to_do_and_every_act_on_a_row_shows_on_it()
    {
        await using var scene = await SceneAsync();
        var (slack, dana) = (scene.Slack, scene.Dana);
        await scene.Product.PassAsync(TimeSpan.FromHours(21));
        await scene.SeatsAsync(10, "a1", "a2");
        await DueAsync(scene, "digest");
        await slack.WhenAsync(() => slack.Direct(dana).Any(IsDigest));
        var digest = slack.Direct(dana).Single(IsDigest);

        Assert.Contains("Fri 12 Jun", digest.Text);
        Assert.Contains("Amber Lane", digest.Words);
        Assert.Contains("Next: Call Amber Lane", digest.Words);
        string[] first = [.. digest.Labels];
        Assert.Equal(["Acknowledge", "Why?", "Snooze", "Done", "Acknowledge", "Why?", "Snooze", "Done"], first);

        await scene.PressAsync(dana, digest, "Why?");
        Assert.Contains("Amber Lane", scene.LastPrivateTo(dana));
        await scene.PressAsync(dana, digest, "Acknowledge");
        await slack.WhenAsync(() => slack.Now(digest).Labels.Count == 7);
        Assert.Contains("on it", slack.Now(digest).Words);

        await scene.PressAsync(dana, slack.Now(digest), "Snooze");
        await scene.SubmitAsync(dana, ("until", "week"), ("reason", "they are at a fair"));
        await scene.ShowsAsync(digest, "they are at a fair");
        await scene.PressAsync(dana, slack.Now(digest), "Done");
        await scene.SubmitAsync(dana, ("what", "ten more seats ordered"));
        await slack.WhenAsync(() => slack.Now(digest).Labels.Count < 7);
        Assert.Single(slack.Direct(dana), IsDigest);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_review_of_a_channel_is_tables_and_rows_that_act_also_where_tables_are_refused(bool refused)
    {
        await using var scene = await SceneAsync(("Digest:Review:Channels", "#customer-success"), ("Digest:Review:Day", "Friday"));
        var (slack, channel) = (scene.Slack, scene.Channel);
        if (refused)
            slack.RefusedBlocks.Add("table");
        await scene.Product.PassAsync(TimeSpan.FromHours(24));
        await scene.SeatsAsync(10, "a1", "a2");
        await DueAsync(scene, "review");
        await slack.WhenAsync(() => slack.Seen(channel).Count == 1);
        var review = slack.Seen(channel)[0];

        Assert.Equal(!refused, review.Blocks!.Any(block => block!["type"]!.ToString() == "table"));
        Assert.Contains("The week of all customers: 2 accounts", review.Text);
        Assert.Contains("No score", review.Words);
        Assert.Contains("Past due and untouched", review.Words);
        Assert.Contains("Amber Lane", review.Words);

        await scene.PressAsync(scene.Lee, review, "Acknowledge");
        await slack.WhenAsync(() => slack.Now(review).Edits > 0);
        Assert.Contains("Lee Park is on it", slack.Now(review).Words);
        Assert.Single(slack.Seen(channel));
    }

    [Fact]
    public async Task A_manager_gets_the_review_of_their_team_with_whose_each_row_is()
    {
        await using var scene = await SceneAsync(("Digest:Review:Day", "Friday"));
        var noor = scene.Slack.AddUser("noor@example.com", "Noor Haddad", "Europe/Berlin");
        await scene.Product.Service<AccountAlerts.Slack.People.SlackPeople>().LookUpAsync(
            scene.Product.Service<AccountAlerts.Slack.Installations.SlackInstallations>().All[0], "noor@example.com", default);
        await scene.Product.PassAsync(TimeSpan.FromHours(24));
        await scene.SeatsAsync(10, "a1", "a2");
        await DueAsync(scene, "review");
        await scene.Slack.WhenAsync(() => scene.Slack.Direct(noor).Any(message => message.Text.StartsWith("The week of your team", StringComparison.Ordinal)));
        var review = scene.Slack.Direct(noor).Single(message => message.Text.StartsWith("The week of your team", StringComparison.Ordinal));

        Assert.Contains("Dana Whitfield", review.Words);
        await scene.PressAsync(noor, review, "Why?");
        Assert.Contains("Amber Lane", scene.LastPrivateTo(noor));
    }

    private static bool IsDigest(SlackMessage message) => message.Text.StartsWith("Fri 12 Jun", StringComparison.Ordinal);

    private static async Task<SlackScene> SceneAsync(params (string Key, string Value)[] settings)
    {
        var scene = await SlackScene.StartAsync(settings);
        scene.At.Write("templates/alerts/seats-full.md", Template);
        await scene.BeginAsync("Amber Lane", "Birch Yard");
        await scene.SeatsAsync(10, "a1", "a2");
        await scene.Slack.WhenAsync(() => scene.Slack.Direct(scene.Dana).Count == 2);
        return scene;
    }

    private static Task<int> DueAsync(SlackScene scene, string work) =>
        scene.Product.Service<IEnumerable<IDueWork>>().Single(due => due.Name == work).RunAsync(scene.Product.Clock.GetUtcNow(), default);
}

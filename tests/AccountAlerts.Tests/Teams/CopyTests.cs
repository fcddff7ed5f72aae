using AccountAlerts.Engine.Delivery;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Tests.Teams;

/// <summary>Teams cannot be asked whether a message is there: one whose end is not known may come twice, and is then found by who uses it.</summary>
public sealed class CopyTests
{
    [Fact]
    public async Task A_card_whose_first_posts_have_no_known_end_is_posted_again_counted_and_each_copy_points_to_the_one_that_counts()
    {
        await using var scene = await TeamsScene.StartAsync(("Delivery:Timeout", "1s"), ("Delivery:Lease", "4s"));
        await scene.BeginAsync("Amber Lane");
        await scene.Teams.InstallAsync(scene.Dana);
        // Accepted, and the answers lost.
        int lost = 2;
        scene.Teams.Script = call => call.Posts && call.Body!.ToJsonString().Contains("Amber Lane", StringComparison.Ordinal) && lost-- > 0 ? TeamsFault.ResetAfterAccept : null;

        await scene.SeatsAsync(10, "a1");

        await scene.Teams.WhenAsync(() => Cards(scene).Count == 3);
        var (copies, counts) = (Cards(scene).Take(2), Cards(scene)[2]);
        Assert.All(copies, copy => Assert.Equal(copy.Key, counts.Key));
        await Waiting.UntilAsync(async () => (await scene.Product.Service<IDeliveryDesk>().OverviewAsync(10, default)).DoublesInAll == 1);

        foreach (var copy in copies)
        {
            await scene.Teams.PressAsync(scene.Dana, copy, "Acknowledge");
            await scene.ShowsAsync(copy, "posted twice by mistake");
        }

        await Waiting.UntilAsync(async () => (await scene.Product.Service<IDeliveryDesk>().OverviewAsync(10, default)).Doubles.Single().CleanedUp);
        Assert.DoesNotContain("posted twice", scene.Teams.Now(counts).Words);
    }

    [Fact]
    public async Task A_card_that_is_over_before_anybody_knows_of_its_first_post_shows_its_end_to_all_as_soon_as_somebody_uses_it()
    {
        // No second try for as long as this test takes.
        await using var scene = await TeamsScene.StartAsync(("Delivery:Lease", "10m"));
        await scene.BeginAsync("Amber Lane");
        await scene.Teams.InstallAsync(scene.Dana);
        int lost = 1;
        scene.Teams.Script = call => call.Posts && call.Body!.ToJsonString().Contains("Amber Lane", StringComparison.Ordinal) && lost-- > 0 ? TeamsFault.ResetAfterAccept : null;
        await scene.SeatsAsync(10, "a1");
        await scene.Teams.WhenAsync(() => Cards(scene).Count == 1);
        var card = Cards(scene)[0];
        // Its end is written down as unknown.
        await Waiting.UntilAsync(() => Task.FromResult(scene.Product.Log.Lines.Any(line => line.Contains("is not shown on teams yet", StringComparison.Ordinal))));
        await scene.NextDayAsync(5);
        Assert.Contains("10 of 10 seats", scene.Teams.Now(card).Words);

        await scene.Teams.PressAsync(scene.Dana, card, "Acknowledge");

        await scene.ShowsAsync(card, "Back to normal");
        Assert.Single(scene.Teams.Accepted, accept => accept is { Kind: TeamsAcceptKind.Post, Key: not null });
        Assert.Equal(0, (await scene.Product.Service<IDeliveryDesk>().OverviewAsync(10, default)).DoublesInAll);
    }

    private static IReadOnlyList<TeamsPost> Cards(TeamsScene scene) => [.. scene.Teams.Chat(scene.Dana).Where(post => post.Words.Contains("of 10 seats", StringComparison.Ordinal) && post.Key is not null)];
}

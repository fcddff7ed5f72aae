using AccountAlerts.Engine.Delivery;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Tests.Teams;

/// <summary>Teams cannot be asked whether a message is there: one whose end is not known may come twice, and is then found by who uses it.</summary>
public sealed class CopyTests
{
    [Fact]
    public async Task A_card_whose_first_post_has_no_known_end_is_posted_again_counted_and_its_copy_points_to_the_one_that_counts()
    {
        await using var scene = await TeamsScene.StartAsync(("Delivery:Timeout", "1s"), ("Delivery:Lease", "4s"));
        await scene.BeginAsync("Amber Lane");
        await scene.Teams.InstallAsync(scene.Dana);
        scene.Teams.Script = call => call.Posts && call.Body!.ToJsonString().Contains("Amber Lane", StringComparison.Ordinal) ? Once(scene.Teams) : null;

        await scene.SeatsAsync(10, "a1");

        await scene.Teams.WhenAsync(() => Cards(scene).Count == 2);
        var (copy, counts) = (Cards(scene)[0], Cards(scene)[1]);
        Assert.Equal(copy.Key, counts.Key);
        await UntilAsync(async () => (await scene.Product.Service<IDeliveryDesk>().OverviewAsync(10, default)).DoublesInAll == 1);

        await scene.Teams.PressAsync(scene.Dana, copy, "Acknowledge");

        await scene.ShowsAsync(copy, "posted twice by mistake");
        await UntilAsync(async () => (await scene.Product.Service<IDeliveryDesk>().OverviewAsync(10, default)).Doubles.Single().CleanedUp);
        Assert.DoesNotContain("posted twice", scene.Teams.Now(counts).Words);
    }

    private static IReadOnlyList<TeamsPost> Cards(TeamsScene scene) => [.. scene.Teams.Chat(scene.Dana).Where(post => post.Words.Contains("of 10 seats", StringComparison.Ordinal) && post.Key is not null)];

    /// <summary>Accepted, and the answer lost; only the first time.</summary>
    private static TeamsFault Once(FakeTeams teams)
    {
        teams.Script = _ => null;
        return TeamsFault.ResetAfterAccept;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (long began = TimeProvider.System.GetTimestamp(); !await holds();)
        {
            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(20))
                throw new TimeoutException("What was waited for did not happen.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}

using AccountAlerts.TestKit.Scenes;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Tests.Slack;

/// <summary>How Slack talks to the product.</summary>
public enum SlackWay
{
    Posts,
    Sockets,
}

/// <summary>What a story over several days asks of its scene.</summary>
internal static class LifeOfAnAlert
{
    extension(SlackScene scene)
    {
        /// <summary>Dana's messages that are cards, oldest first.</summary>
        public IReadOnlyList<SlackMessage> Cards =>
            [.. scene.Slack.Direct(scene.Dana).Where(message => message.EphemeralFor is null && message.User == scene.Slack.Workspace.Bot.Id)];

        /// <summary>From now on twelve of ten seats are worse than ten.</summary>
        public void Worse() => scene.At.Write($"templates/alerts/{SeatAlert.FileName}", SeatAlert.Worsening);

        public async Task NextDayAsync(int taken)
        {
            await scene.Product.PassAsync(TimeSpan.FromDays(1));
            await scene.SeatsAsync(taken, "a1");
        }

        /// <summary>No key was posted twice, and nothing that was posted was taken away.</summary>
        public void NothingTwice()
        {
            var posts = scene.Slack.Accepted.Where(accept => accept.Kind == SlackAcceptKind.Post).ToList();
            Assert.Distinct(posts.Select(post => post.Key));
            Assert.DoesNotContain(scene.Slack.Accepted, accept => accept.Kind == SlackAcceptKind.Delete);
        }
    }
}

using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Teams.Inbound;
using AccountAlerts.TestKit.Teams;

namespace AccountAlerts.Tests.Teams;

/// <summary>What stories of people who press and ask need of their scene.</summary>
internal static class TalkInTeams
{
    /// <summary>Dana and Lee have the app, and there is one card for Dana, about Amber Lane.</summary>
    public static async Task<TeamsScene> WithCardAsync(params (string Key, string Value)[] settings)
    {
        var scene = await TeamsScene.StartAsync(settings);
        await scene.EverybodyAsync("Amber Lane");
        await scene.SeatsAsync(10, "a1");
        await scene.Teams.WhenAsync(() => scene.Cards.Count > 0);
        return scene;
    }

    /// <summary>The same card, in the channel.</summary>
    public static async Task<TeamsScene> WithChannelCardAsync()
    {
        var scene = await TeamsScene.StartAsync(("Routing:all:To", "#customer-success"));
        await scene.EverybodyAsync("Amber Lane");
        await scene.Teams.InstallAsync(scene.Success, scene.Dana);
        await scene.RefreshAsync();
        await scene.SeatsAsync(10, "a1");
        await scene.Teams.WhenAsync(() => scene.Teams.Threads(scene.Channel).Count > 0);
        return scene;
    }

    /// <summary>A message about an alert, whether it still has buttons or not.</summary>
    public static bool IsCard(TeamsPost post) =>
        new[] { "of 10 seats", ": there is a newer message", ": now with" }.Any(words => post.Words.Contains(words, StringComparison.Ordinal));

    public static string[] Labels(TeamsPost post) => post.Card is { } card ? [.. TeamsCards.Actions(card).Select(action => action.Title)] : [];

    extension(TeamsScene scene)
    {
        /// <summary>Dana's messages that are cards, oldest first.</summary>
        public IReadOnlyList<TeamsPost> Cards => [.. scene.Teams.Chat(scene.Dana).Where(IsCard)];

        /// <summary>What Dana read besides cards, newest last.</summary>
        public IReadOnlyList<TeamsPost> Words => [.. scene.Teams.Chat(scene.Dana).Where(post => !IsCard(post))];

        /// <summary>Everybody has the app; Dana's accounts a1, a2..., all quiet.</summary>
        public async Task EverybodyAsync(params string[] names)
        {
            await scene.BeginAsync(names);
            await scene.Teams.InstallAsync(scene.Dana);
            await scene.Teams.InstallAsync(scene.Lee);
            await scene.SettleAsync();
        }

        public async Task NextDayAsync(int taken)
        {
            await scene.Product.PassAsync(TimeSpan.FromDays(1));
            await scene.SeatsAsync(taken, "a1");
        }

        /// <summary>Presses a button, or the button of a form with what was put in, by the ids of the inputs; and waits for the answer.</summary>
        public async Task<TeamsAnswer> PressAsync(TeamsUser user, TeamsPost post, string label, params (string Input, string Value)[] inputs)
        {
            var answer = await scene.Teams.PressAsync(user, post, label, inputs.ToDictionary(input => input.Input, input => input.Value));
            await scene.SettleAsync();
            return answer;
        }

        /// <summary>Writes to the bot, and waits for the answer.</summary>
        public async Task SayAsync(TeamsUser user, string text)
        {
            Assert.True((await scene.Teams.SayAsync(user, text)).Taken);
            await scene.SettleAsync();
        }

        /// <summary>Every answer to what was pressed or asked is there.</summary>
        public async Task SettleAsync()
        {
            await ((TeamsDesk)scene.Product.Service<ITeamsDesk>()).SettleAsync();
            await scene.Product.SentAsync();
        }

        /// <summary>The one alert on Amber Lane.</summary>
        public async Task<Alert> AlertAsync() => Assert.Single(await scene.Product.Service<IAlertReader>().OfAccountAsync(await scene.IdAsync(), 10, CancellationToken.None)).Alert;

        /// <summary>What happened to it that has a reason.</summary>
        public async Task<IReadOnlyList<AlertEvent>> TrailAsync(string reason) =>
            [.. (await scene.Product.Service<IAlertReader>().TrailAsync(await scene.IdAsync(), 100, CancellationToken.None)).Where(happened => happened.Reason == reason)];

        private async Task<int> IdAsync()
        {
            await using var session = await scene.Product.Service<IFactReader>().OpenAsync(CancellationToken.None);
            return (await session.AccountsAsync(CancellationToken.None))[0].Id;
        }
    }
}

using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Teams.Inbound;
using AccountAlerts.TestKit.Teams;
using AccountAlerts.Tests.EndToEnd;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Tests.Teams;

/// <summary>The whole service beside a Teams of our own, with one card that can be switched by a number of seats.</summary>
internal sealed class TeamsScene : IAsyncDisposable
{
    public const string Team =
        """
        email,name,role,manager_email
        dana@example.com,Dana Whitfield,csm,noor@example.com
        lee@example.com,Lee Park,csm,noor@example.com
        noor@example.com,Noor Haddad,manager,
        olga@example.com,Olga Stein,operations,

        """;

    private readonly Dispatcher _dispatcher;

    private TeamsScene(FakeTeams teams, Installation at, RunningProduct product, Dispatcher dispatcher)
    {
        _dispatcher = dispatcher;
        Teams = teams;
        At = at;
        Product = product;
        Dana = teams.AddUser("dana@example.com", "Dana Whitfield", "Europe/Berlin");
        Lee = teams.AddUser("lee@example.com", "Lee Park", "America/New_York");
        Success = teams.AddTeam("Success", Dana, Lee);
        Channel = teams.AddChannel(Success, "customer-success");
    }

    public FakeTeams Teams { get; }

    public Installation At { get; }

    public RunningProduct Product { get; }

    public TeamsUser Dana { get; }

    public TeamsUser Lee { get; }

    public TeamsTeam Success { get; }

    public TeamsChannel Channel { get; }

    /// <summary>Dana's messages that are cards, oldest first.</summary>
    public IReadOnlyList<TeamsPost> Cards => [.. Teams.Chat(Dana).Where(IsCard)];

    public TeamsPost Card => Cards[^1];

    /// <summary>What Dana read besides cards, newest last.</summary>
    public IReadOnlyList<TeamsPost> Words => [.. Teams.Chat(Dana).Where(post => !IsCard(post))];

    /// <param name="settings">Beside those that any bot needs.</param>
    public static async Task<TeamsScene> StartAsync(params (string Key, string Value)[] settings)
    {
        var teams = await FakeTeams.StartAsync();
        Installation at = SeatScene.Install();
        foreach (var (key, value) in teams.Settings)
            at.Settings[key.Replace("__", ":", StringComparison.Ordinal)] = value;
        foreach (var (key, value) in settings)
            at.Settings[key] = value;
        RunningProduct product = await RunningProduct.StartAsync(at);
        teams.Service = product.Address;
        // It sends as it does in service: by itself, and at the pace of Teams, which is real time's.
        var dispatcher = ActivatorUtilities.CreateInstance<Dispatcher>(product.Service<IServiceProvider>(), TimeProvider.System);
        await dispatcher.StartAsync(CancellationToken.None);
        return new TeamsScene(teams, at, product, dispatcher);
    }

    /// <summary>Dana and Lee have the app, and there is one card for Dana, about Amber Lane.</summary>
    public static async Task<TeamsScene> WithCardAsync(params (string Key, string Value)[] settings)
    {
        var scene = await StartAsync(settings);
        await scene.BeginAsync("Amber Lane");
        await scene.SeatsAsync(10, "a1");
        await scene.Teams.WhenAsync(() => scene.Cards.Count > 0);
        return scene;
    }

    /// <summary>The same card, in the channel.</summary>
    public static async Task<TeamsScene> WithChannelCardAsync()
    {
        var scene = await StartAsync(("Routing:all:To", "#customer-success"));
        await scene.BeginAsync("Amber Lane");
        await scene.Teams.InstallAsync(scene.Success, scene.Dana);
        // Whatever comes from a channel shows that it is there.
        await scene.Teams.MentionAsync(scene.Dana, scene.Channel, "help");
        await scene.SeatsAsync(10, "a1");
        await scene.Teams.WhenAsync(() => scene.Teams.Threads(scene.Channel).Count > 0);
        return scene;
    }

    /// <summary>Everybody has the app; Dana's accounts a1, a2..., all quiet.</summary>
    public async Task BeginAsync(params string[] names)
    {
        await Product.TakeAsync(("team.csv", Team));
        foreach (var (name, number) in names.Select((name, index) => (name, index + 1)))
            await Product.TakeAsync(("accounts.csv", SeatScene.Account($"a{number}", name)));
        await Product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-09", 5, [.. names.Select((_, index) => $"a{index + 1}")])));
        await TickAsync();
        await Teams.InstallAsync(Dana);
        await Teams.InstallAsync(Lee);
        await Product.PassAsync(TimeSpan.FromDays(1));
    }

    /// <summary>Yesterday so many seats of ten were taken; evaluated.</summary>
    public async Task SeatsAsync(int taken, params string[] accounts)
    {
        string day = Product.Clock.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Product.TakeAsync(("usage.csv", SeatScene.Seats(day, taken, accounts)));
        await TickAsync();
    }

    public async Task NextDayAsync(int taken)
    {
        await Product.PassAsync(TimeSpan.FromDays(1));
        await SeatsAsync(taken, "a1");
    }

    public Task TickAsync() => Product.Service<IEvaluationRound>().RunAsync(CancellationToken.None);

    /// <summary>Presses a button, or the button of a form with what was put in, by the names of the inputs; and waits for the answer.</summary>
    public async Task<TeamsAnswer> PressAsync(TeamsUser user, TeamsPost post, string label, params (string Input, string Value)[] inputs)
    {
        var answer = await Teams.PressAsync(user, post, label, inputs.ToDictionary(input => input.Input, input => input.Value));
        await SettleAsync();
        return answer;
    }

    /// <summary>Every answer to what was pressed or asked is given.</summary>
    public Task SettleAsync() => ((TeamsDesk)Product.Service<ITeamsDesk>()).SettleAsync();

    /// <summary>Waits until the message that is a card shows something.</summary>
    public Task ShowsAsync(TeamsPost card, string text) => Teams.WhenAsync(() => Teams.Now(card).Words.Contains(text, StringComparison.Ordinal));

    /// <summary>The one alert on Amber Lane.</summary>
    public async Task<Alert> AlertAsync() => Assert.Single(await Product.Service<IAlertReader>().OfAccountAsync(await IdAsync(), 10, CancellationToken.None)).Alert;

    /// <summary>What happened to it that has a reason.</summary>
    public async Task<IReadOnlyList<AlertEvent>> TrailAsync(string reason) =>
        [.. (await Product.Service<IAlertReader>().TrailAsync(await IdAsync(), 100, CancellationToken.None)).Where(happened => happened.Reason == reason)];

    /// <summary>A message about an alert, whether it still has buttons or not.</summary>
    public static bool IsCard(TeamsPost post) =>
        new[] { "of 10 seats", ": there is a newer message", ": now with" }.Any(words => post.Words.Contains(words, StringComparison.Ordinal));

    public static string[] Labels(TeamsPost post) => post.Card is { } card ? [.. TeamsCards.Actions(card).Select(action => action.Title)] : [];

    public async ValueTask DisposeAsync()
    {
        await _dispatcher.StopAsync(CancellationToken.None);
        _dispatcher.Dispose();
        await Product.DisposeAsync();
        At.Dispose();
        await Teams.DisposeAsync();
    }

    private async Task<int> IdAsync()
    {
        await using var session = await Product.Service<IFactReader>().OpenAsync(CancellationToken.None);
        return (await session.AccountsAsync(CancellationToken.None))[0].Id;
    }
}

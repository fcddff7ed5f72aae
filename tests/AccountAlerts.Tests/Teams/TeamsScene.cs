using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Teams.People;
using AccountAlerts.TestKit.Teams;
using AccountAlerts.Tests.EndToEnd;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Tests.Teams;

/// <summary>The whole service beside a Teams of our own, with one card that can be switched by a number of seats.</summary>
internal sealed class TeamsScene : IAsyncDisposable
{
    private TeamsScene(FakeTeams teams, Installation at, RunningProduct product)
    {
        Teams = teams;
        At = at;
        Product = product;
        Dana = teams.AddUser("dana@example.com", "Dana Whitfield", "Europe/Berlin");
        Lee = teams.AddUser("lee@example.com", "Lee Park", "America/New_York");
        Noor = teams.AddUser("noor@example.com", "Noor Haddad", "Europe/Berlin");
        Success = teams.AddTeam("Success", Dana, Lee, Noor);
        Channel = teams.AddChannel(Success, "Customer Success");
    }

    public FakeTeams Teams { get; }

    public Installation At { get; }

    public RunningProduct Product { get; }

    public TeamsUser Dana { get; }

    public TeamsUser Lee { get; }

    public TeamsUser Noor { get; }

    public TeamsTeam Success { get; }

    public TeamsChannel Channel { get; }

    /// <summary>The newest card in the chat of Dana with the bot; other messages may come before and after it.</summary>
    public TeamsPost Card => this.Cards[^1];

    /// <param name="settings">Beside those that any bot needs; an empty value takes one away.</param>
    public static Task<TeamsScene> StartAsync(params (string Key, string Value)[] settings) => StartAsync(null, settings);

    /// <param name="change">What a test puts in the place of a service.</param>
    public static async Task<TeamsScene> StartAsync(Action<IServiceCollection>? change, params (string Key, string Value)[] settings)
    {
        var teams = await FakeTeams.StartAsync();
        Installation at = SeatScene.Install();
        foreach (var (key, value) in teams.Settings)
            at.Settings[key.Replace("__", ":", StringComparison.Ordinal)] = value;
        foreach (var (key, value) in settings)
            at.Settings[key] = value.Length == 0 ? null : value;
        RunningProduct product = await RunningProduct.StartAsync(at, change: change);
        teams.Service = product.Address;
        await product.SendByItselfAsync();
        return new TeamsScene(teams, at, product);
    }

    /// <summary>With one card for Dana, about Amber Lane.</summary>
    public static async Task<TeamsScene> WithCardAsync(params (string Key, string Value)[] settings)
    {
        var scene = await StartAsync(settings);
        await scene.BeginAsync("Amber Lane");
        await scene.Teams.InstallAsync(scene.Dana);
        await scene.SeatsAsync(10, "a1");
        await scene.Teams.WhenAsync(() => scene.Cards.Count > 0);
        return scene;
    }

    /// <summary>Dana's accounts a1, a2..., all quiet.</summary>
    public async Task BeginAsync(params string[] names)
    {
        await Product.TakeAsync(SeatScene.Quiet(SeatScene.WholeTeam, names));
        await TickAsync();
        await Product.PassAsync(TimeSpan.FromDays(1));
    }

    /// <summary>Yesterday so many seats of ten were taken; evaluated.</summary>
    public async Task SeatsAsync(int taken, params string[] accounts)
    {
        await Product.TakeAsync(SeatScene.Yesterday(Product, taken, accounts));
        await TickAsync();
    }

    public Task TickAsync() => Product.Service<IEvaluationRound>().RunAsync(CancellationToken.None);

    /// <summary>Teams is asked who is there.</summary>
    public Task RefreshAsync() => Product.Service<TeamsRoster>().RefreshAsync(CancellationToken.None);

    /// <summary>Waits until the message that is a card shows something.</summary>
    public Task ShowsAsync(TeamsPost card, string text) => Teams.WhenAsync(() => Teams.Now(card).Words.Contains(text, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        At.Dispose();
        await Teams.DisposeAsync();
    }
}

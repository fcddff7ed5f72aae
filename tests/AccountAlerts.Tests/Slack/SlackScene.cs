using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Slack.Inbound;
using AccountAlerts.Slack.People;
using AccountAlerts.Slack.Sockets;
using SlackChannel = AccountAlerts.TestKit.Slack.SlackChannel;
using AccountAlerts.Tests.EndToEnd;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Tests.Slack;

/// <summary>In which workspaces the two CSMs are.</summary>
internal sealed record SlackPlaces(SlackWorkspace OfDana, SlackWorkspace OfLee);

/// <summary>The whole service beside a Slack of our own, over HTTP, with one card that can be switched by a number of seats.</summary>
internal sealed class SlackScene : IAsyncDisposable
{
    /// <summary>For the settings of <see cref="StartAsync"/>: Slack's own app token, so that everything comes over Socket Mode.</summary>
    public const string FromSlack = "(from slack)";

    public static (string Key, string Value) OverSockets { get; } = ("Slack:AppToken", FromSlack);

    private SlackScene(FakeSlack slack, SlackPlaces places, Installation at, RunningProduct product)
    {
        Slack = slack;
        At = at;
        Product = product;
        Dana = places.OfDana.AddUser("dana@example.com", "Dana Whitfield", "Europe/Berlin");
        Lee = places.OfLee.AddUser("lee@example.com", "Lee Park", "America/New_York");
        Channel = places.OfDana.AddChannel("customer-success", SlackChannelFlags.None, Dana, Lee);
    }

    public FakeSlack Slack { get; }

    public Installation At { get; }

    public RunningProduct Product { get; }

    public SlackUser Dana { get; }

    public SlackUser Lee { get; }

    public SlackChannel Channel { get; }

    /// <summary>The newest message that Dana reads in her direct message.</summary>
    public SlackMessage Card => Slack.Direct(Dana)[^1];

    /// <param name="settings">Beside those that any workspace needs.</param>
    public static Task<SlackScene> StartAsync(params (string Key, string Value)[] settings) => StartAsync(
        (slack, at) =>
        {
            at["Slack:BotToken"] = slack.BotToken;
            at["Slack:SigningSecret"] = slack.SigningSecret;
            return new SlackPlaces(slack.Workspace, slack.Workspace);
        },
        settings);

    /// <param name="install">Sets the tokens, and says where Dana and Lee are.</param>
    public static async Task<SlackScene> StartAsync(Func<FakeSlack, IDictionary<string, string?>, SlackPlaces> install, params (string Key, string Value)[] settings)
    {
        var slack = await FakeSlack.StartAsync();
        Installation at = SeatScene.Install();
        at.Settings["Slack:ApiUrl"] = slack.ApiUrl.ToString();
        var places = install(slack, at.Settings);
        foreach (var (key, value) in settings)
            at.Settings[key] = value switch
            {
                FromSlack => slack.AppToken,
                "" => null,
                _ => value,
            };
        RunningProduct product = await RunningProduct.StartAsync(at);
        if (HasSockets(at))
            await product.Service<SlackSocketMode>().StartAsync(CancellationToken.None);
        else
            slack.Service = product.Address;
        // It sends as it does in service: by itself, and at Slack's pace, which is real time's.
        await product.SendByItselfAsync();
        return new SlackScene(slack, places, at, product);
    }

    /// <summary>With one card for Dana, about Amber Lane.</summary>
    public static async Task<SlackScene> WithCardAsync(params (string Key, string Value)[] settings)
    {
        var scene = await StartAsync(settings);
        await scene.BeginAsync("Amber Lane");
        await scene.SeatsAsync(10, "a1");
        await scene.Slack.WhenAsync(() => scene.Slack.Direct(scene.Dana).Count > 0);
        return scene;
    }

    /// <summary>The same card, in #customer-success.</summary>
    public static async Task<SlackScene> WithChannelCardAsync()
    {
        var scene = await StartAsync(("Routing:all:To", "#customer-success"));
        await scene.BeginAsync("Amber Lane");
        await scene.SeatsAsync(10, "a1");
        await scene.Slack.WhenAsync(() => scene.Slack.Seen(scene.Channel).Count > 0);
        return scene;
    }

    /// <summary>Dana's accounts a1, a2..., all quiet.</summary>
    public async Task BeginAsync(params string[] names)
    {
        await Product.TakeAsync(SeatScene.Quiet(SeatScene.WholeTeam, names));
        await TickAsync();
        await RefreshAsync();
        await Product.PassAsync(TimeSpan.FromDays(1));
    }

    /// <summary>Yesterday so many seats of ten were taken; evaluated.</summary>
    public async Task SeatsAsync(int taken, params string[] accounts)
    {
        await Product.TakeAsync(SeatScene.Yesterday(Product, taken, accounts));
        await TickAsync();
    }

    /// <summary>Waits for what no call of Slack shows.</summary>
    public Task UntilAsync(Func<Task<bool>> holds) => Waiting.UntilAsync(holds, Slack.Story);

    public Task TickAsync() => Product.Service<IEvaluationRound>().RunAsync(CancellationToken.None);

    /// <summary>Slack is asked who is there.</summary>
    public Task RefreshAsync() => Product.Service<SlackRoster>().StartAsync(CancellationToken.None);

    /// <summary>Every answer to what was pressed or asked is given.</summary>
    public Task SettleAsync() => Product.Service<SlackDesk>().SettleAsync();

    /// <summary>Presses a button, and waits for the answer.</summary>
    public async Task<SlackAnswer> PressAsync(SlackUser user, SlackMessage message, string label)
    {
        var answer = await Slack.ClickAsync(user, message, label);
        await SettleAsync();
        return answer;
    }

    public async Task<SlackAnswer> SubmitAsync(SlackUser user, params (string Input, string Value)[] inputs)
    {
        var modal = Slack.ModalOf(user) ?? throw new InvalidOperationException($"No form is open. They were told: {LastPrivateTo(user)}");
        var answer = await Slack.SubmitAsync(user, modal, inputs.ToDictionary(input => input.Input, input => input.Value));
        await SettleAsync();
        return answer;
    }

    /// <summary>Waits until the message that is a card shows something.</summary>
    public Task ShowsAsync(SlackMessage card, string text) => Slack.WhenAsync(() => Slack.Now(card).Words.Contains(text, StringComparison.Ordinal));

    /// <summary>What only the user saw, newest last.</summary>
    public string LastPrivateTo(SlackUser user) => Slack.PrivateTo(user) is [.., var last] ? last.Words : "nothing";

    /// <summary>The one alert on Amber Lane.</summary>
    public async Task<Alert> AlertAsync() => Assert.Single(await Product.Service<IAlertReader>().OfAccountAsync(await IdAsync(), 10, CancellationToken.None)).Alert;

    /// <summary>What happened to it that has a reason.</summary>
    public async Task<IReadOnlyList<AlertEvent>> TrailAsync(string reason) =>
        [.. (await Product.Service<IAlertReader>().TrailAsync(await IdAsync(), 100, CancellationToken.None)).Where(happened => happened.Reason == reason)];

    private async Task<int> IdAsync()
    {
        await using var session = await Product.Service<IFactReader>().OpenAsync(CancellationToken.None);
        return (await session.AccountsAsync(CancellationToken.None))[0].Id;
    }

    private static bool HasSockets(Installation at) => at.Settings.Any(setting => setting.Key.EndsWith(":AppToken", StringComparison.Ordinal) && setting.Value is not null);

    public async ValueTask DisposeAsync()
    {
        if (HasSockets(At))
            await Product.Service<SlackSocketMode>().StopAsync(CancellationToken.None);
        await Product.DisposeAsync();
        At.Dispose();
        await Slack.DisposeAsync();
    }
}

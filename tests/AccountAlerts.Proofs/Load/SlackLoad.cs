using System.Globalization;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Proofs.Load;

/// <summary>The load runs of <c>bench/slack</c>: presses and questions in turn, to the product with 10,000 customers and to Bolt with none, in the same run.</summary>
internal static class SlackLoad
{
    private const int Accounts = 10_000;
    private const int Owners = 100;
    private const int Rate = 500;

    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <param name="arguments">The folder of the published product; the folder with <c>bolt.mjs</c>; seconds per case.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var program = Product.Published(arguments[0]);
        var time = TimeSpan.FromSeconds(int.Parse(arguments[2], CultureInfo.InvariantCulture));
        await using var slack = await FakeSlack.StartAsync();
        slack.Remembers = false;
        // Slack would give up after three seconds; a load run wants to know how late an answer is.
        slack.Patience = TimeSpan.FromSeconds(20);
        Console.WriteLine($"{"case",-44} {"by",-14} {"answered",9} {"rate",9} {"presses: p50 / p99 / max ms",28} {"questions: p50 / p99 / max ms",30} {"lost",5} {"wrong",6}");
        double bolts = await BoltAsync(slack, Path.GetFullPath(arguments[1]), time);
        double ours = await ProductAsync(slack, program, time);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"flat out: {ours / bolts:0.00} of Bolt's rate"));
        return 0;
    }

    /// <returns>Answers per second, flat out.</returns>
    private static async Task<double> BoltAsync(FakeSlack slack, string folder, TimeSpan time)
    {
        int port = Ports.Free();
        using var bolt = ChildProcess.Start(
            ["node", Path.Combine(folder, "bolt.mjs"), port.ToString(CultureInfo.InvariantCulture)], folder,
            new Dictionary<string, string> { ["NODE_ENV"] = "production", ["SIGNING_SECRET"] = slack.SigningSecret });
        slack.Service = new Uri($"http://127.0.0.1:{port}");
        var owner = slack.AddUser("nobody@example.com", "Nobody");
        var load = new ClickLoad(slack, [new ClickTarget("none.1", "Company 00000", owner, "Company 00000")]);
        while (!await load.IsAnsweredAsync())
        {
            Assert.False(bolt.HasExited, bolt.Log);
            await Patience.PassAsync(Look);
        }

        await load.RunAsync(null, TimeSpan.FromSeconds(2));
        Print($"{Rate} a second due", "Bolt", await load.RunAsync(Rate, time));
        var flat = await load.RunAsync(null, time);
        Print("flat out, 16 at a time", "Bolt", flat);
        return flat.PerSecond;
    }

    /// <returns>Answers per second, flat out.</returns>
    private static async Task<double> ProductAsync(FakeSlack slack, IReadOnlyList<string> program, TimeSpan time)
    {
        var fleet = new SeatFleet(Accounts, Owners);
        var owners = Enumerable.Range(0, Owners).Select(fleet.Owner).ToDictionary(email => email, email => slack.AddUser(email, email[..8]), StringComparer.Ordinal);
        using var place = new Place(SeatFleet.Templates);
        place.WithoutManners();
        place.Settings["Slack__ApiUrl"] = slack.ApiUrl.ToString();
        place.Settings["Slack__BotToken"] = slack.BotToken;
        place.Settings["Slack__SigningSecret"] = slack.SigningSecret;
        place.Put("drop", fleet.Beginning(Place.Yesterday));
        using var service = place.Serve(program: program);
        await UntilAsync(service, () => place.State.Evaluated >= Accounts);
        place.Put("drop", fleet.Taken(Place.Yesterday, 10, Enumerable.Range(0, Accounts)));
        await UntilAsync(service, () => place.State.Number("SELECT count(*) FROM cards") >= Accounts);
        slack.Service = await service.AddressAsync();

        // Cards go out at Slack's pace, four a second; their buttons are pressed all the same, as they stand in the store.
        var load = new ClickLoad(slack,
        [
            .. place.State.Rows("SELECT c.key, c.revision, c.reader, a.account_id FROM cards c JOIN accounts a ON a.id = c.account_id ORDER BY c.id")
                .Select(row => (Row: row, Name: SeatFleet.Name(int.Parse(row[3][1..], CultureInfo.InvariantCulture))))
                .Select(card => new ClickTarget($"{card.Row[0]}.{card.Row[1]}", card.Name, owners[card.Row[2]], card.Name)),
        ]);
        await load.RunAsync(null, TimeSpan.FromSeconds(2));
        long evaluations = place.State.Evaluations;
        using var over = new CancellationTokenSource();
        var changing = ChangeAsync(place, fleet, over.Token);
        var due = await load.RunAsync(Rate, time);
        await over.CancelAsync();
        await changing;
        Print(string.Create(CultureInfo.InvariantCulture, $"{Rate} a second due, {place.State.Evaluations - evaluations} evaluations beside"), "AccountAlerts", due);
        var flat = await load.RunAsync(null, time);
        Print("flat out, 16 at a time", "AccountAlerts", flat);

        long pressed = load.Presses;
        await UntilAsync(service, () => place.State.Number("SELECT count(*) FROM clicks") >= pressed);
        long acted = place.State.Number("SELECT count(*) FROM alert_events WHERE reason = 'acknowledged'");
        long twice = place.State.Number("SELECT count(*) FROM (SELECT alert_id FROM alert_events WHERE reason = 'acknowledged' GROUP BY alert_id HAVING count(*) > 1)");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{pressed} presses, {place.State.Number("SELECT count(*) FROM clicks")} recorded; {acted} alerts taken of {Math.Min(pressed, Accounts)} pressed, {twice} of them twice; peak {ProcessUse.PeakMegabytes(service.Id)} MB"));
        return flat.PerSecond;
    }

    /// <summary>Something changes all the time, so that everybody is evaluated all the time.</summary>
    private static async Task ChangeAsync(Place place, SeatFleet fleet, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            place.Put("drop", fleet.Taken(Place.Yesterday, 10, [0]));
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task UntilAsync(ChildProcess service, Func<bool> isSo) =>
        Assert.True(await Patience.UntilAsync(() => service.HasExited || isSo(), Patient, Look) && !service.HasExited, service.Log);

    private static void Print(string name, string by, ClickFigures figures) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-44} {by,-14} {figures.Answered,9} {figures.PerSecond,7:0}/s {ClickFigures.Spread(figures.Presses),28} {ClickFigures.Spread(figures.Questions),30} {figures.Lost,5} {figures.Wrong,6}"));
}

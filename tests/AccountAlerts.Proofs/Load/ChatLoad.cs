using System.Globalization;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit;

namespace AccountAlerts.Proofs.Load;

/// <summary>
/// The load runs of <c>bench/slack</c> and <c>bench/teams</c>: presses and questions in turn, to the product with 10,000 customers and to a bot
/// with none, in the same run.
/// </summary>
internal static class ChatLoad
{
    private const int Accounts = 10_000;
    private const int Owners = 100;
    private const int Rate = 500;

    /// <summary>Longer than any platform waits.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(2);

    /// <summary>Methods are compiled for the long run once they were called a thousand times, and not before: so many answers come before anything counts.</summary>
    private const int WarmAnswers = 3_000;

    private static readonly TimeSpan WarmingAtMost = TimeSpan.FromMinutes(1);
    /// <summary>Longer than an evaluation with this load beside it.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private const int MostLooks = 12;
    private const int MostOtherwise = 5;
    private const int MostSaid = 200;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <param name="arguments">The folder of the published product; the folder with the other bot; seconds per case.</param>
    public static async Task<int> RunAsync(Func<TimeSpan, Task<ILoadChat>> start, string[] arguments)
    {
        var program = Product.Published(arguments[0]);
        var time = TimeSpan.FromSeconds(int.Parse(arguments[2], CultureInfo.InvariantCulture));
        await using var chat = await start(Longest);
        Console.WriteLine($"{"case",-44} {"by",-14} {"answered",9} {"rate",9} {"presses: p50 / p99 / max ms",28} {"questions: p50 / p99 / max ms",30} {"lost",5} {"wrong",6} {"processor",10}");
        // "-" for a look at the product alone.
        double? theirs = arguments[1] == "-" ? null : await PeerAsync(chat, Path.GetFullPath(arguments[1]), time);
        double ours = (await ProductAsync(chat, program, Accounts, Owners, Rate, time, Print)).Flat.PerSecond;
        if (theirs is { } peer)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"flat out: {ours / peer:0.00} of the rate of {chat.Peer}"));
        return 0;
    }

    /// <summary>The product under load: requests due at a rate while everybody is evaluated again and again, then as many as it answers.</summary>
    /// <param name="tell">One line per case, and one of what was recorded.</param>
    public static async Task<LoadRecord> ProductAsync(
        ILoadChat chat, IReadOnlyList<string> program, int accounts, int owners, int rate, TimeSpan time, Action<string> tell)
    {
        var fleet = new SeatFleet(accounts, owners);
        using var place = new Place(SeatFleet.Templates);
        chat.TalkTo(place, Enumerable.Range(0, owners).Select(fleet.Owner));
        place.WithoutManners();
        place.Put("drop", fleet.Beginning(Place.Yesterday));
        using var service = place.Serve(program: program);
        await UntilAsync(service, () => place.State.Evaluated >= accounts);
        chat.LeadTo(await service.AddressAsync(), peer: false);
        await chat.MeetAsync();
        place.Put("drop", fleet.Taken(Place.Yesterday, 10, Enumerable.Range(0, accounts)));
        await UntilAsync(service, () => place.State.Number("SELECT count(*) FROM cards") >= accounts);

        // Cards go out at the platform's pace; their buttons are pressed all the same, as they stand in the store.
        var load = new ClickLoad(
        [
            .. place.State.Rows("SELECT c.key, c.revision, c.reader, a.account_id FROM cards c JOIN accounts a ON a.id = c.account_id ORDER BY c.id")
                .Select(row => chat.Card($"{row[0]}.{row[1]}", row[2], SeatFleet.Name(int.Parse(row[3][1..], CultureInfo.InvariantCulture)))),
        ]);
        Assert.True(await load.IsAnsweredAsync(), service.Log);
        await WarmAsync(load);
        long evaluations = place.State.Evaluations;
        using var over = new CancellationTokenSource();
        var changing = ChangeAsync(place, fleet, over.Token);
        var (due, dueUsed) = await UsedAsync(service, () => load.RunAsync(rate, time));
        await over.CancelAsync();
        await changing;
        tell(Line(string.Create(CultureInfo.InvariantCulture, $"{rate} a second due, {place.State.Evaluations - evaluations} evaluations beside"), "AccountAlerts", due, dueUsed));
        await IdleAsync(place);
        var (flat, flatUsed) = await UsedAsync(service, () => load.RunAsync(null, time));
        tell(Line("flat out, 16 at a time", "AccountAlerts", flat, flatUsed));

        long pressed = load.Presses;
        await UntilAsync(service, () => place.State.Number("SELECT count(*) FROM clicks") >= pressed && chat.Broken(place.State) == 0);
        var record = new LoadRecord(
            due, flat, pressed, place.State.Number("SELECT count(*) FROM clicks"), Math.Min(pressed, accounts),
            place.State.Number("SELECT count(*) FROM alert_events WHERE reason = 'acknowledged'"),
            place.State.Number("SELECT count(*) FROM (SELECT alert_id FROM alert_events WHERE reason = 'acknowledged' GROUP BY alert_id HAVING count(*) > 1)"));
        tell(string.Create(CultureInfo.InvariantCulture,
            $"{record.Pressed} presses, {record.Recorded} recorded; {record.Taken} alerts taken of {record.Alerts} pressed, {record.TakenTwice} of them twice; every answer is there; peak {ProcessUse.PeakMegabytes(service.Id)} MB"));
        foreach (var (said, times) in chat.Otherwise.Take(MostOtherwise))
            tell(string.Create(CultureInfo.InvariantCulture, $"{times} times instead: {(said.Length > MostSaid ? said[..MostSaid] : said)}"));
        return record;
    }

    /// <returns>Answers per second, flat out.</returns>
    private static async Task<double> PeerAsync(ILoadChat chat, string folder, TimeSpan time)
    {
        int port = Ports.Free();
        using var peer = ChildProcess.Start(
            ["node", Path.Combine(folder, chat.PeerScript), port.ToString(CultureInfo.InvariantCulture)], folder,
            new Dictionary<string, string>(chat.PeerSettings) { ["NODE_ENV"] = "production" });
        chat.LeadTo(new Uri($"http://127.0.0.1:{port}"), peer: true);
        var load = new ClickLoad([chat.Card("none.1", "nobody@example.com", SeatFleet.Name(0))]);
        while (!await load.IsAnsweredAsync())
        {
            Assert.False(peer.HasExited, peer.Log);
            await Patience.PassAsync(Look);
        }

        await WarmAsync(load);
        var (due, dueUsed) = await UsedAsync(peer, () => load.RunAsync(Rate, time));
        Print(Line($"{Rate} a second due", chat.Peer, due, dueUsed));
        var (flat, flatUsed) = await UsedAsync(peer, () => load.RunAsync(null, time));
        Print(Line("flat out, 16 at a time", chat.Peer, flat, flatUsed));
        return flat.PerSecond;
    }

    private static async Task WarmAsync(ClickLoad load)
    {
        long began = TimeProvider.System.GetTimestamp();
        for (int answered = 0; answered < WarmAnswers && TimeProvider.System.GetElapsedTime(began) < WarmingAtMost;)
            answered += (await load.RunAsync(null, Warming)).Answered;
    }

    /// <summary>Waits until no evaluation is under way: files come no more.</summary>
    private static async Task IdleAsync(Place place)
    {
        long before = -1;
        for (int look = 0; look < MostLooks && before != place.State.Evaluations; look++)
        {
            before = place.State.Evaluations;
            await Patience.PassAsync(Quiet);
        }
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

    private static void Print(string line) => Console.WriteLine(line);

    /// <returns>Beside the figures the time on the processors that the other process used meanwhile.</returns>
    private static async Task<(ClickFigures Figures, TimeSpan Used)> UsedAsync(ChildProcess process, Func<Task<ClickFigures>> run)
    {
        var before = ProcessUse.Processor(process.Id);
        var figures = await run();
        return (figures, ProcessUse.Processor(process.Id) - before);
    }

    /// <param name="used">Suffers least from what else the machine does.</param>
    private static string Line(string name, string by, ClickFigures figures, TimeSpan used) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-44} {by,-14} {figures.Answered,9} {figures.PerSecond,7:0}/s {ClickFigures.Spread(figures.Presses),28} {ClickFigures.Spread(figures.Questions),30} {figures.Lost,5} {figures.Wrong,6} {used.TotalMilliseconds / Math.Max(1, figures.Answered),7:0.00} ms");
}

/// <summary>What a load run gave, and what the store says of it.</summary>
/// <param name="Pressed">How often Acknowledge was pressed, the warming up included.</param>
/// <param name="Recorded">Presses in the store.</param>
/// <param name="Alerts">Alerts whose Acknowledge was pressed at least once.</param>
/// <param name="Taken">Times an alert was taken.</param>
/// <param name="TakenTwice">Alerts that were taken more than once.</param>
internal sealed record LoadRecord(ClickFigures Due, ClickFigures Flat, long Pressed, long Recorded, long Alerts, long Taken, long TakenTwice);

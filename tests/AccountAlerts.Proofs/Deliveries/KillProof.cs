using System.Globalization;
using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Chat;
using AccountAlerts.Proofs.Rigging;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>
/// The real service, killed once in each of its lives, in turn at every step of a delivery. The chat server lives on, takes whatever comes,
/// and in the end has every message once, each in its last state.
/// </summary>
internal static class KillProof
{
    private const int Accounts = 24;
    private const int NewsPerRound = 3;

    /// <summary>Until a message that was cut off is looked up: the shortest lease that the settings allow, and a time-out.</summary>
    private static readonly TimeSpan UntilQuiet = TimeSpan.FromMinutes(5);

    /// <param name="chat">Ended with the run.</param>
    /// <param name="tell">One line per round.</param>
    public static async Task RunAsync(IChatServer chat, int rounds, int seed, Database? database, Action<string> tell)
    {
        await using var ending = chat;
        var chance = new Random(seed);
        var fleet = new SeatFleet(Accounts, Accounts);
        using var place = new Place(SeatFleet.Templates, database);
        var expected = new Conversations(fleet, chat, place);
        chat.TalkTo(place, Enumerable.Range(0, Accounts).Select(fleet.Owner));
        place.WithoutManners().QuickLeases();
        await FirstLife.LiveAsync(place, fleet, chat);

        for (int round = 1; round <= rounds; round++)
        {
            var moment = KillMoment.All[(round - 1) % KillMoment.All.Count];
            if (!HasNews(expected, moment))
                await SettleAsync(place, () => HasNews(expected, moment), expected);
            string news = Tell(place, fleet, expected, chance, moment);
            int pass = moment.Step is null ? 0 : chance.Next(NewsPerRound);
            using var service = place.Serve(new Rig(moment.Step, Pass: moment.Step == DeliveryStep.BeforeClaim ? 0 : pass));
            if (moment.During is { } verb)
                chat.KillDuring(verb, service);
            bool killed = await Patience.UntilAsync(() => service.HasExited, Place.Long);
            chat.Calm();
            Assert.True(killed, $"Round {round}: the service was never {moment.Name}:\n{service.Log}");
            Assert.True(service.ExitCode == 128 + Signals.Kill, $"Round {round}: it ended by itself, with {service.ExitCode}:\n{service.Log}");
            tell($"round {round}: killed {moment.Name}; {news}; {place.State.Number("SELECT count(*) FROM outbox WHERE unclear = 1")} messages cut off");
        }

        int copies = await EndAsync(place, chat, expected);
        Assert.True(chat.CanBeAsked || copies > 0 || rounds < KillMoment.All.Count, "No post was cut off in a way that nobody could know of.");
        // Lines under a message name nobody; their keys tell.
        chat.MustCountDoubles(place.State);
        tell(string.Create(CultureInfo.InvariantCulture,
            $"{rounds} kills, {expected.Messages} messages, {chat.Figures}: 0 lost, 0 {(chat.CanBeAsked ? "doubled" : "doubled without being counted")}, 0 stuck"));
    }

    /// <summary>Whether there are enough customers of whom everything is said, of the kind that the moment needs.</summary>
    private static bool HasNews(Conversations expected, KillMoment moment)
    {
        var settled = expected.Settled();
        return settled.Count >= NewsPerRound && (Wanted(moment) is not { } full || settled.Any(account => expected.IsFull(account) == full));
    }

    /// <summary>An edit needs a message that is over; a post needs one that is new.</summary>
    private static bool? Wanted(KillMoment moment) => moment.During switch { ChatVerb.Edit => true, ChatVerb.Post => false, _ => null };

    /// <summary>News of a few customers of whom everything else is said: what comes of it is known.</summary>
    private static string Tell(Place place, SeatFleet fleet, Conversations expected, Random chance, KillMoment moment)
    {
        int[] settled = [.. expected.Settled()];
        chance.Shuffle(settled);
        int[] news = [.. settled.OrderBy(account => Wanted(moment) is { } full && expected.IsFull(account) != full).Take(NewsPerRound)];
        foreach (int account in news)
            expected.Flip(account);
        foreach (var group in news.GroupBy(expected.IsFull))
            place.Put("drop", fleet.Taken(Place.Yesterday, group.Key ? 10 : 5, group));
        return string.Create(CultureInfo.InvariantCulture, $"{news.Count(expected.IsFull)} new, {news.Count(account => !expected.IsFull(account))} over");
    }

    /// <returns>How many copies stood there until somebody used them.</returns>
    private static async Task<int> EndAsync(Place place, IChatServer chat, Conversations expected)
    {
        int copies = 0;
        await SettleAsync(place, () => expected.Faults().Count == 0 && place.State.Pending == 0, expected, async service => copies = await chat.UseCopiesAsync(await service.AddressAsync()));
        return copies;
    }

    /// <summary>A life in peace, until something is so.</summary>
    /// <param name="then">Done before it ends.</param>
    private static async Task SettleAsync(Place place, Func<bool> isSo, Conversations expected, Func<ChildProcess, Task>? then = null)
    {
        using var service = place.Serve();
        bool settled = await Patience.UntilAsync(() => service.HasExited || isSo(), UntilQuiet, TimeSpan.FromMilliseconds(100));
        // What comes now is a double.
        await Patience.PassAsync(TimeSpan.FromSeconds(1));
        Assert.True(settled && isSo(), $"{string.Join('\n', expected.Faults())}\nwaiting: {place.State.Pending}\n{service.Log}");
        try
        {
            await (then?.Invoke(service) ?? Task.CompletedTask);
        }
        catch (TimeoutException late)
        {
            Assert.Fail($"{service.Log}\n{late.Message}");
        }

        service.Terminate();
        Assert.Equal(ExitCode.Done, await service.EndAsync());
    }
}

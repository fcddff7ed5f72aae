using System.Globalization;
using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Chat;
using AccountAlerts.Proofs.Rigging;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using Xunit.Abstractions;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>
/// Two services on one PostgreSQL database that have a message under way at the same time: the first one's post is taken at once and answered late.
/// Before that, its lease is over (the proof says so in the database, as if a minute had passed), and the second one takes the message over.
/// </summary>
public sealed class TakenOverTests(ITestOutputHelper output)
{
    /// <summary>Tries: a call that takes longer than its time-out, for which this machine must be very busy, is not answered late but never.</summary>
    private const int Customers = 8;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task In_Teams_both_post_and_the_first_ones_copy_is_counted_and_taken_away_as_soon_as_it_is_known()
    {
        await using var chat = (ILateChatServer)await TeamsChat.StartAsync();
        int tries = await TakeOverAsync(chat, copies: 1);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a real double in try {tries}; {chat.Figures}"));
    }

    [Fact]
    public async Task In_Slack_the_second_finds_what_the_first_posted_and_posts_nothing()
    {
        await using var chat = (ILateChatServer)await SlackChat.StartAsync();
        Assert.Equal(1, await TakeOverAsync(chat, copies: 0));
    }

    /// <param name="copies">How many messages there are beside the one that counts, for as long as nobody knows.</param>
    /// <returns>In which try the first service was told of its message after the second had it.</returns>
    private static async Task<int> TakeOverAsync(ILateChatServer chat, int copies)
    {
        var fleet = new SeatFleet(Customers, Customers);
        using var place = new Place(SeatFleet.Templates, await PostgresDatabase.CreateAsync());
        var expected = new Conversations(fleet, chat, place);
        chat.TalkTo(place, Enumerable.Range(0, Customers).Select(fleet.Owner));
        place.WithoutManners();
        await FirstLife.LiveAsync(place, fleet, chat);
        string relay = place["relay"];
        using var first = place.Serve(new Rig(Relay: relay));
        using var second = place.Serve(new Rig(Relay: relay, Second: true));
        await Task.WhenAll(first.AddressAsync(), second.AddressAsync());

        int customer = 0;
        while (!await RelayAsync(customer))
            Assert.True(++customer < Customers, $"The first service never waited long enough:\n{first.Log}");
        await DoublesPage.MustSayAsync(await second.AddressAsync(), fleet.Owner(0), copies * (customer + 1));

        // The one that counts is kept up to date, and nothing else is there.
        for (int told = 0; told <= customer; told++)
            expected.Flip(told);
        place.Put("drop", fleet.Taken(Place.Yesterday, 5, Enumerable.Range(0, customer + 1)));
        await UntilAsync(() => expected.Faults().Count == 0 && place.State.Pending == 0);
        Assert.Equal(1, chat.Standing(SeatFleet.Name(customer)));
        foreach (var service in new[] { first, second })
        {
            service.Terminate();
            Assert.Equal(ExitCode.Done, await service.EndAsync());
        }

        return customer + 1;

        async Task<bool> RelayAsync(int account)
        {
            string name = SeatFleet.Name(account);
            var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            chat.AnswerLate(name, late.Task);
            File.Delete(relay);
            expected.Flip(account);
            place.Put("drop", fleet.Taken(Place.Yesterday, 10, [account]));
            await UntilAsync(() => chat.Posted(name) == 1);

            File.WriteAllText(relay, "");
            Assert.Single(place.State.Rows("UPDATE lanes SET hold_until = 0 WHERE lease_until > 0 RETURNING id"));
            await UntilAsync(() => place.State.Number($"SELECT count(*) FROM outbox WHERE message_id IS NOT NULL AND desired LIKE '%{name}%'") == 1);
            Assert.Equal((1 + copies, 1 + copies), (chat.Posted(name), chat.Standing(name)));

            late.SetResult();
            await UntilAsync(() => Lost(first) == account + 1 && place.State.Number("SELECT count(*) FROM outbox WHERE stray IS NOT NULL") == 0);
            Assert.Equal(copies, place.State.Number($"SELECT count(*) FROM outbox WHERE doubled > 0 AND desired LIKE '%{name}%'"));
            return chat.Standing(name) == 1;
        }

        async Task UntilAsync(Func<bool> isSo)
        {
            bool came = await Patience.UntilAsync(() => first.HasExited || second.HasExited || isSo(), Place.Long, Look);
            Assert.True(came && isSo(), $"{string.Join('\n', expected.Faults())}\nfirst:\n{first.Log}\nsecond:\n{second.Log}");
        }
    }

    /// <summary>How often a service learned that somebody else had its message.</summary>
    private static int Lost(ChildProcess service) => service.Log.Split('\n').Count(line => line.Contains("The lease on message", StringComparison.Ordinal));
}

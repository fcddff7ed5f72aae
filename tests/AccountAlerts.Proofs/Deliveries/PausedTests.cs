using System.Globalization;
using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Chat;
using AccountAlerts.Proofs.Rigging;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Receivers;
using Xunit.Abstractions;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>
/// Two services on one PostgreSQL database, one of which stands still for longer than its lease. Between its last look at the lease and the call
/// it cannot know that another has taken over: it posts a second time. That is all it may do: every message is there, no other is there twice,
/// and the double is counted, made harmless and shown on the page about delivery.
/// </summary>
public sealed class PausedTests(ITestOutputHelper output)
{
    private const string Void = "This was posted twice by mistake. The other message is kept up to date.";
    private const int Customers = 12;

    private static readonly TimeSpan UntilQuiet = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData(nameof(DeliveryStep.AfterClaim), false, 0)]
    [InlineData(nameof(DeliveryStep.BeforeSend), false, 1)]
    [InlineData(nameof(DeliveryStep.BeforeSend), true, 0)]
    public async Task Paused_for_longer_than_its_lease_it_loses_nothing_and_doubles_at_most_the_one_call_it_stood_before(string pausedAt, bool idempotent, int doubles)
    {
        await using var fake = await FakeWebhook.StartAsync();
        fake.Idempotent = idempotent;
        await PauseAsync(new WebhookChat(fake), Enum.Parse<DeliveryStep>(pausedAt), doubles);
        string[] copies = [.. fake.Messages.GroupBy(message => message.Key).SelectMany(messages => messages.Skip(1)).Select(copy => copy.Message.Text)];
        Assert.Equal(fake.Counts.Doubled, copies.Length);
        Assert.All(copies, copy => Assert.Equal(Void, copy));
        Assert.Equal(Customers, fake.Messages.Count(message => SeatFleet.NameIn(message.Message.Text).Length > 0));
    }

    /// <summary>Teams cannot be asked: what the other service posts after the pause is counted, whether or not the first one's call still comes.</summary>
    [Theory]
    [InlineData(nameof(DeliveryStep.AfterClaim))]
    [InlineData(nameof(DeliveryStep.BeforeSend))]
    public async Task In_Teams_too_and_the_copy_is_taken_away_or_says_that_it_does_not_count(string pausedAt)
    {
        await using var chat = (TeamsChat)await TeamsChat.StartAsync();
        await PauseAsync(chat, Enum.Parse<DeliveryStep>(pausedAt));
        Assert.All(chat.WordsOfCopies(), words => Assert.Contains("posted twice by mistake", words, StringComparison.Ordinal));
    }

    /// <param name="doubles">At most, where the chat can be asked for a message; elsewhere as many as are counted.</param>
    private async Task PauseAsync(IChatServer chat, DeliveryStep pausedAt, int doubles = 0)
    {
        var fleet = new SeatFleet(Customers, Customers);
        using var place = new Place(SeatFleet.Templates, await PostgresDatabase.CreateAsync());
        chat.TalkTo(place, Enumerable.Range(0, Customers).Select(fleet.Owner));
        // Where nobody can be asked, a call that merely takes long is a double, too.
        place.WithoutManners().QuickLeases(chat.CanBeAsked ? 1 : 3);
        await FirstLife.LiveAsync(place, fleet, chat);
        using var paused = place.Serve(new Rig(pausedAt, Blow.Pause, Pass: 2));
        await paused.AddressAsync();

        place.Put("drop", fleet.Taken(Place.Yesterday, 10, Enumerable.Range(0, Customers)));
        Assert.True(await Patience.UntilAsync(() => paused.IsPaused, Place.Long), $"It was never paused:\n{paused.Log}");
        using var other = place.Serve();
        bool all = await Patience.UntilAsync(() => other.HasExited || Told(chat) == Customers, UntilQuiet, Look);
        Assert.True(all && !other.HasExited, other.Log);

        paused.Continue();
        bool learned = await Patience.UntilAsync(() => paused.HasExited || paused.Log.Contains("The lease on message", StringComparison.Ordinal), Place.Long, Look);
        Assert.True(learned && !paused.HasExited, paused.Log);
        // What it still has under way ends before it does, and is written down.
        paused.Terminate();
        Assert.Equal(ExitCode.Done, await paused.EndAsync());
        Assert.True(await Patience.UntilAsync(() => other.HasExited || place.State.Pending == 0, UntilQuiet, Look), other.Log);
        Assert.Equal(Customers, Told(chat));
        bool settled = await Patience.UntilAsync(() => place.State.Number("SELECT count(*) FROM outbox WHERE stray IS NOT NULL") == 0, UntilQuiet, Look);
        Assert.True(settled, other.Log);
        // The time-out of the call may have run out in the pause, too; then there may be no double at all. Where nobody can be asked a call that
        // merely takes long is a double as well, and each is counted.
        chat.MustCountDoubles(place.State, doubles);
        long counted = chat.CanBeAsked ? chat.Doubled : place.State.Number("SELECT count(*) FROM outbox WHERE doubled > 0");
        await DoublesPage.MustSayAsync(await other.AddressAsync(), fleet.Owner(0), counted);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{chat.Doubled} doubled, {counted} counted and said to be void"));
        other.Terminate();
        Assert.Equal(ExitCode.Done, await other.EndAsync());
    }

    /// <summary>Of how many customers a message is there.</summary>
    private static int Told(IChatServer chat) =>
        chat.Calls.Where(call => call.Verb == ChatVerb.Post).Select(call => SeatFleet.NameIn(call.Text)).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Count();
}

using System.Collections.Concurrent;
using System.Globalization;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Receivers;
using Xunit.Abstractions;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>A chat server whose conversations misbehave, each in its own way, beside others that are well.</summary>
[Collection(Alone.Name)]
public sealed class WeatherTests(ITestOutputHelper output)
{
    /// <summary>Conversations that behave, half of them before the storm, half of them in it.</summary>
    private const int Healthy = 20;

    private static readonly TimeSpan UntilOver = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Every_conversation_gets_its_message_once_in_time_and_with_no_call_too_many_whatever_the_others_do()
    {
        await using var chat = await FakeWebhook.StartAsync();
        chat.Idempotent = false;
        int stormy = Weather.All.Count;
        var fleet = new SeatFleet(stormy + (2 * Healthy), stormy + (2 * Healthy));
        var early = new ConcurrentQueue<WebhookCall>();
        chat.Script = Script(fleet, early);
        using var place = new Place(SeatFleet.Templates);
        place.TalkTo(chat).WithoutManners().QuickLeases(3);
        place.Put("drop", fleet.Beginning(Place.Yesterday));
        using var service = place.Serve();
        Assert.True(await Patience.UntilAsync(() => service.HasExited || place.State.Evaluated == fleet.Accounts, Place.Long), service.Log);

        int[] calm = [.. Enumerable.Range(stormy, Healthy)];
        int[] within = [.. Enumerable.Range(stormy + Healthy, Healthy)];
        var peace = await LatestAsync(place, service, chat, fleet, calm, calm);
        var storm = await LatestAsync(place, service, chat, fleet, [.. Enumerable.Range(0, stormy), .. within], within);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"last of {Healthy} in peace after {peace.TotalSeconds:0.000} s, in the storm after {storm.TotalSeconds:0.000} s"));
        MustNotHaveWaited(chat, fleet, within);

        int arriving = Weather.All.Count(weather => weather.Arrives);
        bool over = await Patience.UntilAsync(
            () => service.HasExited || (chat.Counts.Accepted == arriving + (2 * Healthy) && place.State.Pending == stormy - arriving), UntilOver, TimeSpan.FromMilliseconds(100));
        await Patience.PassAsync(TimeSpan.FromSeconds(2));
        Assert.True(over, $"waiting: {place.State.Pending}\n{service.Log}");
        Assert.Empty(early);
        for (int number = 0; number < stormy; number++)
            MustBeRight(Weather.All[number], [.. chat.Calls.Where(call => call.Conversation == fleet.Owner(number))]);
    }

    /// <returns>When the last of the watched customers' messages came, after the evaluation had begun.</returns>
    private static async Task<TimeSpan> LatestAsync(Place place, ChildProcess service, FakeWebhook chat, SeatFleet fleet, int[] news, int[] watched)
    {
        long before = place.State.Evaluations;
        long taken = place.State.Number("SELECT count(*) FROM imports");
        place.Put("drop", fleet.Taken(Place.Yesterday, 10, news));
        Assert.True(await Patience.UntilAsync(() => service.HasExited || place.State.Number("SELECT count(*) FROM imports") > taken, Place.Long), service.Log);
        await Patience.UntilAsync(() => service.HasExited || place.State.Evaluations > before, Place.Long);
        var start = TimeProvider.System.GetUtcNow();
        var owners = watched.Select(fleet.Owner).ToHashSet(StringComparer.Ordinal);
        bool came = await Patience.UntilAsync(() => service.HasExited || Theirs().Count == watched.Length, Place.Long, TimeSpan.FromMilliseconds(20));
        Assert.True(came && !service.HasExited, service.Log);
        return Theirs().Max(call => call.At) - start;

        List<WebhookCall> Theirs() => [.. chat.Calls.Where(call => call is { Verb: WebhookVerb.Post, Accepted: true } && owners.Contains(call.Conversation))];
    }

    /// <summary>Where no answer came, nothing was tried again before all others had their message: nobody stood behind a call that waited in vain.</summary>
    private static void MustNotHaveWaited(FakeWebhook chat, SeatFleet fleet, int[] others)
    {
        var owners = others.Select(fleet.Owner).ToHashSet(StringComparer.Ordinal);
        var calls = chat.Calls.ToList();
        int last = calls.FindLastIndex(call => owners.Contains(call.Conversation));
        for (int number = 0; number < Weather.All.Count; number++)
        {
            if (Weather.All[number].Replies[0].End is WebhookEnd.Silence or WebhookEnd.SlowBody)
                Assert.InRange(calls.Take(last).Count(call => call.Conversation == fleet.Owner(number)), 0, 1);
        }
    }

    /// <summary>Each stormy conversation goes through its own weather, one reply per post. The receiver asks one call at a time.</summary>
    private static Func<WebhookCall, WebhookReply> Script(SeatFleet fleet, ConcurrentQueue<WebhookCall> early)
    {
        var coming = Enumerable.Range(0, Weather.All.Count).ToDictionary(fleet.Owner, number => new Queue<WebhookReply>(Weather.All[number].Replies), StringComparer.Ordinal);
        var notBefore = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        return call =>
        {
            if (notBefore.TryGetValue(call.Conversation, out var until) && call.At < until)
                early.Enqueue(call);
            if (call.Verb != WebhookVerb.Post || !coming.TryGetValue(call.Conversation, out var replies) || !replies.TryDequeue(out var reply))
                return WebhookReply.Accept;
            if (reply.RetryAfter is { } wait)
                notBefore[call.Conversation] = call.At + TimeSpan.FromSeconds(int.Parse(wait, CultureInfo.InvariantCulture));
            return reply;
        };
    }

    private void MustBeRight(Weather weather, IReadOnlyList<WebhookCall> calls)
    {
        int posts = calls.Count(call => call.Verb == WebhookVerb.Post);
        int lookUps = calls.Count(call => call.Verb == WebhookVerb.LookUp);
        int kept = calls.Count(call => call is { Verb: WebhookVerb.Post, Accepted: true });
        output.WriteLine($"{weather.Name}: {posts} posts, {lookUps} look-ups, {calls.Count(call => call.Verb == WebhookVerb.Edit)} edits");
        Assert.True(kept == (weather.Arrives ? 1 : 0), $"{weather.Name}: {kept} messages are there");
        Assert.True(posts == weather.Posts, $"{weather.Name}: {posts} posts instead of {weather.Posts}");
        Assert.True(lookUps <= weather.MostLookUps, $"{weather.Name}: {lookUps} look-ups, more than {weather.MostLookUps}");
    }
}

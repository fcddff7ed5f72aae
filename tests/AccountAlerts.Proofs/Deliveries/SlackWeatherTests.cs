using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Browsing;
using AccountAlerts.TestKit.Slack;
using Xunit.Abstractions;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>A Slack that misbehaves towards each teammate in another way, within all of its limits.</summary>
public sealed class SlackWeatherTests(ITestOutputHelper output)
{
    private const string Post = "chat.postMessage";

    /// <summary>How long a call may take to arrive.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan UntilOver = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Everybody_gets_their_message_once_with_no_call_too_many_and_nothing_is_sent_while_Slack_asks_for_rest()
    {
        int stormy = SlackWeather.All.Count;
        var fleet = new SeatFleet(stormy + 4, stormy + 4);
        await using var slack = await FakeSlack.StartAsync();
        slack.Limits.PerChannel = true;
        SlackUser[] users = [.. Enumerable.Range(0, fleet.Accounts).Select(number => slack.AddUser(fleet.Owner(number), $"Teammate {number}"))];
        using var place = new Place(SeatFleet.Templates);
        place.WithoutManners().QuickLeases(3);
        place.Settings["Slack__ApiUrl"] = slack.ApiUrl.ToString();
        place.Settings["Slack__BotToken"] = slack.BotToken;
        place.Settings["Slack__SigningSecret"] = slack.SigningSecret;
        place.Put("drop", fleet.Beginning(Place.Yesterday));
        using var service = place.Serve();
        Assert.True(await Patience.UntilAsync(() => service.HasExited || place.State.Evaluated == fleet.Accounts, Place.Long), service.Log);

        var coming = Enumerable.Range(0, stormy).ToDictionary(number => users[number].Id, number => new Queue<SlackFault>(SlackWeather.All[number].Faults), StringComparer.Ordinal);
        var (told, rests) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        int early = 0;
        slack.Script = call =>
        {
            if (call.Method != Post)
                return null;
            lock (coming)
            {
                // Slack counts by method and workspace: whoever it tells to wait, nobody is posted to until then. Some are on their way already.
                if (call.At > told + OnTheWay && call.At < rests)
                    early++;
                if (!coming.TryGetValue(call.Text("channel") ?? "", out var faults) || !faults.TryDequeue(out var fault))
                    return null;
                if (fault.RetryAfter is { } seconds)
                    (told, rests) = (call.At, call.At.AddSeconds(seconds));
                return fault;
            }
        };
        place.Put("drop", fleet.Taken(Place.Yesterday, 10, Enumerable.Range(0, fleet.Accounts)));

        int arriving = SlackWeather.All.Count(weather => weather.Arrives) + 4;
        bool over = await Patience.UntilAsync(
            () => service.HasExited || (All(slack, users) == arriving && place.State.Number("SELECT count(*) FROM outbox WHERE pending = 1 AND dead IS NULL") <= 1),
            UntilOver, TimeSpan.FromMilliseconds(100));
        await Patience.PassAsync(TimeSpan.FromSeconds(2));
        Assert.True(over && !service.HasExited, $"{All(slack, users)} of {arriving} are there; waiting: {place.State.Pending}\n{service.Log}");
        Assert.Equal(0, early);
        for (int number = 0; number < fleet.Accounts; number++)
            MustBeRight(number < stormy ? SlackWeather.All[number] : new SlackWeather("fair", [], 1), users[number], slack);
        // Nothing was taken away, so nothing was there twice in between.
        Assert.DoesNotContain(slack.Accepted, accept => accept.Kind == SlackAcceptKind.Delete);
    }

    /// <param name="again">True if somebody grants the scope once it is too late.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_the_scope_to_look_a_message_may_be_there_twice_which_is_counted_and_taken_away_as_soon_as_it_can_be_seen(bool again)
    {
        var fleet = new SeatFleet(2, 2);
        await using var slack = await FakeSlack.StartAsync();
        SlackUser[] users = [.. Enumerable.Range(0, fleet.Accounts).Select(number => slack.AddUser(fleet.Owner(number), $"Teammate {number}"))];
        slack.Script = call => call.Method == "conversations.history" && (!again || All(slack, users) < 3) ? SlackFault.Refuse("missing_scope") : null;
        using var place = new Place(SeatFleet.Templates);
        place.WithoutManners().QuickLeases();
        place.Settings["Slack__ApiUrl"] = slack.ApiUrl.ToString();
        place.Settings["Slack__BotToken"] = slack.BotToken;
        place.Settings["Slack__SigningSecret"] = slack.SigningSecret;
        place.Put("drop", fleet.Beginning(Place.Yesterday));
        using var service = place.Serve();
        Assert.True(await Patience.UntilAsync(() => service.HasExited || place.State.Evaluated == fleet.Accounts, Place.Long), service.Log);

        // One of two breaks off after it was taken; then the second try of it, too, so that it is looked for once more.
        var breaking = new Queue<SlackFault>(again ? [SlackFault.ResetAfterAccept, SlackFault.ResetAfterAccept] : [SlackFault.ResetAfterAccept]);
        var withoutSight = slack.Script;
        slack.Script = call => call.Method == Post && call.Text("channel") == users[0].Id && breaking.TryDequeue(out var fault) ? fault : withoutSight(call);
        place.Put("drop", fleet.Taken(Place.Yesterday, 10, [0, 1]));
        int there = again ? 2 : 3;
        bool over = await Patience.UntilAsync(
            () => service.HasExited || (Posted(slack) == 3 && All(slack, users) == there && place.State.Pending == 0), UntilOver, TimeSpan.FromMilliseconds(100));
        Assert.True(over && !service.HasExited, $"{Posted(slack)} posted, {All(slack, users)} there\n{service.Log}");
        await Patience.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal((3, there), (Posted(slack), All(slack, users)));

        using var browser = new Browser(await service.AddressAsync());
        await browser.PostAsync("/who", "/who", ("email", fleet.Owner(0)));
        await Waiting.UntilAsync(
            async () => (await browser.ReadAsync("/delivery")).Contains("Perhaps shown twice <span class=\"tally\">1</span>", StringComparison.Ordinal),
            () => $"{string.Join('\n', slack.Calls.Select(call => $"{call.At:ss.fff} {call.Method} {call.Text("channel")} {call.Outcome}"))}\n{slack.Story()}\n{service.Log}");
    }

    private static int All(FakeSlack slack, SlackUser[] users) => users.Sum(user => slack.Direct(user).Count);

    private static int Posted(FakeSlack slack) => slack.Accepted.Count(accept => accept.Kind == SlackAcceptKind.Post);

    private void MustBeRight(SlackWeather weather, SlackUser user, FakeSlack slack)
    {
        string direct = slack.Workspace.DirectMessage(user).Id;
        int posts = slack.Calls.Count(call => call.Method == Post && call.Text("channel") == user.Id);
        int lookUps = slack.Calls.Count(call => call.Method == "conversations.history" && call.Text("channel") == direct);
        output.WriteLine($"{weather.Name}: {posts} posts, {lookUps} look-ups");
        Assert.True(slack.Direct(user).Count == (weather.Arrives ? 1 : 0), $"{weather.Name}: {slack.Direct(user).Count} messages are there");
        Assert.True(posts == weather.Posts, $"{weather.Name}: {posts} posts instead of {weather.Posts}");
        Assert.True(lookUps <= 2 * weather.Faults.Count, $"{weather.Name}: {lookUps} look-ups");
    }
}

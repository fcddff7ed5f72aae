using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Slack;
using Xunit.Abstractions;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>A Slack that misbehaves towards each teammate in another way, within all of its limits.</summary>
public sealed class SlackWeatherTests(ITestOutputHelper output)
{
    private const string Post = "chat.postMessage";

    /// <summary>How long a call may take to arrive.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(1);

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
        place.WithoutManners().QuickLeases();
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
            () => service.HasExited || (users.Sum(user => slack.Direct(user).Count) == arriving && place.State.Number("SELECT count(*) FROM outbox WHERE pending = 1 AND dead IS NULL") <= 1),
            UntilOver, TimeSpan.FromMilliseconds(100));
        await Patience.PassAsync(TimeSpan.FromSeconds(2));
        Assert.True(over && !service.HasExited, $"{users.Sum(user => slack.Direct(user).Count)} of {arriving} are there; waiting: {place.State.Pending}\n{service.Log}");
        Assert.Equal(0, early);
        for (int number = 0; number < fleet.Accounts; number++)
            MustBeRight(number < stormy ? SlackWeather.All[number] : new SlackWeather("fair", [], 1), users[number], slack);
        // Nothing was taken away, so nothing was there twice in between.
        Assert.DoesNotContain(slack.Accepted, accept => accept.Kind == SlackAcceptKind.Delete);
    }

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

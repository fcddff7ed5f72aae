using AccountAlerts.Engine.Delivery;
using AccountAlerts.TestKit.Teams;
using AccountAlerts.Tests.EndToEnd;

namespace AccountAlerts.Tests.Teams;

/// <summary>A Teams whose conversations misbehave, each in its own way, beside others that are well.</summary>
public class WeatherTests
{
    /// <summary>In every message about a customer here, in whatever form, and in no other.</summary>
    private const string News = "of 10 seats";

    /// <summary>What happens to the first posts of a conversation, and whether the message may come twice.</summary>
    private static readonly (string Name, TeamsFault[] Faults, bool Twice)[] Weather =
    [
        ("sunshine", [], false),
        ("throttled, with a time", [TeamsFault.Throttled(1)], false),
        ("throttled, without a time", [TeamsFault.Throttled()], false),
        ("throttled again and again", [TeamsFault.Throttled(1), TeamsFault.Throttled(1), TeamsFault.Throttled(1)], false),
        ("a precondition that fails", [TeamsFault.PreconditionFailed, TeamsFault.PreconditionFailed], false),
        ("out of service", [TeamsFault.Refuse(503, "ServiceUnavailable")], false),
        ("too large, then in its plainest form", [TeamsFault.Refuse(413, "MessageSizeTooBig")], false),
        ("a card that is refused, then in its plainest form", [TeamsFault.Refuse(400, "BadSyntax")], false),
        ("a token that is refused", [TeamsFault.Refuse(401, "AuthorizationFailed")], false),
        ("cut off before", [TeamsFault.Reset], true),
        ("cut off after", [TeamsFault.ResetAfterAccept], true),
        ("a gateway that gives up", [TeamsFault.Gateway(502)], true),
        ("a gateway that gives up afterwards", [TeamsFault.Gateway(504, accepts: true)], true),
        ("taken, without an id", [TeamsFault.EmptyAnswer], true),
        ("silence", [TeamsFault.Silence], true),
    ];

    [Fact]
    public async Task Every_conversation_gets_its_message_whatever_the_others_do_once_or_counted_as_perhaps_twice()
    {
        await using var scene = await TeamsScene.StartAsync(("Delivery:Timeout", "1s"), ("Delivery:Lease", "4s"), ("Guard:Enabled", "false"));
        TeamsUser[] users = [.. Weather.Select((_, number) => scene.Teams.AddUser($"csm{number:00}@example.com", $"Teammate {number}"))];
        await scene.Product.TakeAsync(("team.csv", "email,name,role\n" + string.Concat(users.Select(user => $"{user.Email},{user.Name},csm\n"))));
        await scene.Product.TakeAsync(("accounts.csv", "account_id,name,seats,owner_email,created_on\n" + string.Concat(users.Select((user, number) => $"a{number},Customer {number:00},10,{user.Email},2025-01-01\n"))));
        string[] accounts = [.. users.Select((_, number) => $"a{number}")];
        await scene.Product.TakeAsync(("usage.csv", SeatScene.Seats("2026-06-09", 5, accounts)));
        await scene.TickAsync();
        await scene.Product.PassAsync(TimeSpan.FromDays(1));
        foreach (var user in users)
            await scene.Teams.InstallAsync(user);
        var coming = users.Select((user, number) => (user.Chat, Faults: new Queue<TeamsFault>(Weather[number].Faults))).ToDictionary(each => each.Chat, each => each.Faults);
        scene.Teams.Script = call => IsNews(call) && coming.GetValueOrDefault(call.Place)?.TryDequeue(out var fault) == true ? fault : null;

        await scene.SeatsAsync(10, accounts);

        await scene.Teams.WhenAsync(() => users.Select((user, number) => Came(scene, user, number)).All(came => came));
        for (int number = 0; number < users.Length; number++)
        {
            int posts = Posts(scene, users[number]).Count;
            Assert.True(posts == 1 || (posts == 2 && Weather[number].Twice), $"{Weather[number].Name}: {posts} messages");
        }

        // Whatever came twice is counted, and nothing else is said to.
        var doubles = (await scene.Product.Service<IDeliveryDesk>().OverviewAsync(100, default)).Doubles.Select(each => each.Conversation.Id).ToHashSet();
        for (int number = 0; number < users.Length; number++)
        {
            if (Posts(scene, users[number]).Count == 2)
                Assert.Contains(users[number].AadObjectId, doubles);
            if (!Weather[number].Twice)
                Assert.DoesNotContain(users[number].AadObjectId, doubles);
        }
    }

    /// <summary>The message is there, and the service knows it: all faults are over.</summary>
    private static bool Came(TeamsScene scene, TeamsUser user, int number) =>
        scene.Teams.Calls.Count(call => IsNews(call) && call.Place == user.Chat) > Weather[number].Faults.Length && Posts(scene, user).Count > 0;

    private static IReadOnlyList<TeamsAccept> Posts(TeamsScene scene, TeamsUser user) =>
        [.. scene.Teams.Accepted.Where(accept => accept.Kind == TeamsAcceptKind.Post && accept.Place == user.Chat && accept.Words.Contains(News, StringComparison.Ordinal))];

    private static bool IsNews(TeamsCall call) => call.Verb == TeamsVerb.Send && call.Body?.ToJsonString().Contains(News, StringComparison.Ordinal) == true;
}

/// <summary>Once more on the second database. The property runs before anything of the base class.</summary>
public sealed class WeatherOnPostgresTests : WeatherTests
{
    public bool Postgres { get; } = Installation.OnPostgres();
}

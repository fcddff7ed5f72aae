using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Engine.Tests.Routing;

/// <summary>What a teammate wants for themselves, from where it is kept to what they hear of.</summary>
public sealed class PreferencesTests
{
    private const string Dana = "dana@example.com";
    private const string Lee = "lee@example.com";
    private const string Noor = "noor@example.com";

    private static readonly DateTimeOffset Noon = new(2026, 6, 3, 10, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, Preferences> _wanted = new(StringComparer.OrdinalIgnoreCase);

    [Fact]
    public async Task What_is_stored_is_read_again_whole()
    {
        var values = new MemoryValues();
        var wanted = new Preferences
        {
            Zone = "America/Denver",
            PlatformZone = "Europe/Paris",
            DigestHour = new TimeOnly(0, 0),
            WorkingDays = [DayOfWeek.Sunday, DayOfWeek.Tuesday],
            Working = new DaySpan(new TimeOnly(6, 0), new TimeOnly(14, 30)),
            Quiet = new DaySpan(new TimeOnly(0, 0), new TimeOnly(5, 0)),
            Muted = new Dictionary<int, DateTimeOffset?> { [7] = null, [8] = Noon },
            Subscriptions = [new Subscription([TriggerKind.Risk], ["Enterprise"], [Severity.Low, Severity.Critical])],
        };

        Assert.Empty(await new StoredPreferences(values).ChangeAsync(" Dana@Example.com ", _ => wanted, default));

        Assert.Equivalent(wanted, await new StoredPreferences(values).OfAsync(Dana, default), strict: true);
        Assert.Equivalent(wanted, StoredPreferences.ReadAll(await values.ListAsync(StoredPreferences.Scope, default))[Dana], strict: true);
        Assert.Same(Preferences.None, await new StoredPreferences(values).OfAsync(Lee, default));
    }

    [Fact]
    public async Task Two_changes_at_once_are_both_kept()
    {
        var values = new MemoryValues();
        var preferences = new StoredPreferences(values);
        bool first = true;

        await preferences.ChangeAsync(Dana, before =>
        {
            if (first)
            {
                first = false;
                preferences.ChangeAsync(Dana, own => own with { Zone = "Europe/Paris" }, default).GetAwaiter().GetResult();
            }

            return before with { DigestHour = new TimeOnly(7, 0) };
        }, default);

        Assert.Equal(("Europe/Paris", new TimeOnly(7, 0)), await preferences.OfAsync(Dana, default) is var both ? (both.Zone, both.DigestHour) : default);
    }

    [Fact]
    public async Task What_cannot_be_meant_is_said_and_not_stored()
    {
        var preferences = new StoredPreferences(new MemoryValues());

        var faults = await preferences.ChangeAsync(Dana, own => own with
        {
            Zone = "Mars/Olympus",
            WorkingDays = [],
            Working = new DaySpan(new TimeOnly(17, 0), new TimeOnly(9, 0)),
            Subscriptions = [new Subscription([], [], [])],
        }, default);

        Assert.Equal(
            [
                "\"Mars/Olympus\" is no time zone. Use a name such as Europe/Berlin.", "Name at least one working day.",
                "Working hours from 17:00 to 09:00 end before they begin.", "Say of what you want to hear: a kind, a tier or how urgent it is.",
            ],
            faults);
        Assert.Same(Preferences.None, await preferences.OfAsync(Dana, default));
    }

    [Theory]
    [InlineData("Asia/Tokyo", "Europe/Berlin", "Europe/Paris", "Asia/Tokyo", "what they chose")]
    [InlineData(null, "Europe/Berlin", "Europe/Paris", "Europe/Berlin", "the team file")]
    [InlineData(null, null, "Europe/Paris", "Europe/Paris", "what their chat knows")]
    [InlineData(null, "Nowhere/Land", null, "UTC", "a name that is none counts as none")]
    [InlineData(null, null, null, "UTC", "nobody said")]
    public void The_zone_is_the_nearest_to_the_person_that_is_known(string? chosen, string? file, string? platform, string expected, string why)
    {
        var team = new TeamDirectory(
            [new Teammate(Dana, "Dana", TeamRole.Csm, null, file, null, null)], Of(Dana, new Preferences { Zone = chosen, PlatformZone = platform }));

        Assert.True(expected == team.ZoneOf("Dana@example.com").Id, why);
        Assert.Equal("UTC", team.ZoneOf("#customer-success").Id);
    }

    [Fact]
    public void Own_quiet_hours_come_before_everybodys()
    {
        _wanted[Dana] = new Preferences { Quiet = new DaySpan(new TimeOnly(11, 0), new TimeOnly(13, 0)) };
        var world = World();
        world.Account(2, Lee);
        var dana = world.Announce(1, Severity.High);
        var lee = world.Announce(2, Severity.High);
        world.Round();

        // Noon in Berlin.
        Assert.Equal((TellingWay.Digest, TellingReasons.Quiet), (world.TellingOf(dana, Dana)!.Way, world.TellingOf(dana, Dana)!.Reason));
        Assert.Equal(TellingWay.Card, world.TellingOf(lee, Lee)!.Way);
    }

    [Fact]
    public void Who_works_at_weekends_is_told_at_weekends()
    {
        _wanted[Dana] = new Preferences { WorkingDays = [DayOfWeek.Saturday] };
        var world = World(Noon.AddDays(3));
        var alert = world.Announce(1, Severity.High);
        world.Round();

        Assert.Equal(TellingWay.Card, world.TellingOf(alert, Dana)!.Way);
    }

    [Theory]
    [InlineData(Severity.High, TellingWay.Held, TellingReasons.MutedByReader, "muted")]
    [InlineData(Severity.Critical, TellingWay.Card, TellingReasons.Urgent, "nobody else would hear of it")]
    public void Who_muted_an_account_hears_nothing_of_it_but_what_is_critical_and_theirs(Severity severity, TellingWay way, string reason, string why)
    {
        _wanted[Dana] = new Preferences { Muted = new Dictionary<int, DateTimeOffset?> { [1] = null } };
        var world = World();
        var alert = world.Announce(1, severity);
        world.Round();

        Assert.True((way, reason) == (world.TellingOf(alert, Dana)!.Way, world.TellingOf(alert, Dana)!.Reason), why);
    }

    [Fact]
    public void A_mute_ends_on_its_day_and_is_nobody_elses()
    {
        _wanted[Dana] = new Preferences { Muted = new Dictionary<int, DateTimeOffset?> { [1] = Noon.AddHours(2) } };
        _wanted[Noor] = new Preferences { Subscriptions = [new Subscription([TriggerKind.Risk], [], [])] };
        var world = World();
        var alert = world.Announce(1, Severity.High);
        world.Round();
        Assert.Equal(Noon.AddHours(2), world.TellingOf(alert, Dana)!.Until);
        Assert.Equal(Noor, Assert.Single(world.Posted).Reader);

        world.Pass(TimeSpan.FromHours(2));
        world.Round();
        Assert.Equal([Noor, Dana], world.Posted.Select(post => post.Reader));
    }

    [Theory]
    [InlineData("risk", "", "", true, "the kind")]
    [InlineData("expansion", "", "", false, "another kind")]
    [InlineData("", "ENTERPRISE, smb", "", true, "the tier, whatever case")]
    [InlineData("", "smb", "", false, "another tier")]
    [InlineData("", "", "critical, high", true, "how urgent it is")]
    [InlineData("", "", "low", false, "less urgent")]
    [InlineData("risk", "enterprise", "low", false, "all of it must fit")]
    public void A_subscription_is_by_kind_tier_and_severity(string kinds, string segments, string severities, bool hears, string why)
    {
        _wanted[Noor] = new Preferences { Subscriptions = [new Subscription(Words<TriggerKind>(kinds), Split(segments), Words<Severity>(severities))] };

        Assert.True(hears == Decide(Severity.High, "enterprise").Reaching.Any(route => route.Reader == Noor), why);
    }

    [Fact]
    public void What_is_not_urgent_comes_to_a_subscriber_as_a_row()
    {
        _wanted[Noor] = new Preferences { Subscriptions = [new Subscription([TriggerKind.Risk], [], [])] };

        Assert.Equal(new Route(Roles.Subscriber, Noor, RouteWay.Digest, RouteReasons.Subscribed), Decide(Severity.Medium, null).Routes[^1]);
        Assert.Equal(RouteWay.Card, Decide(Severity.High, null).Routes[^1].Way);
    }

    [Theory]
    [InlineData(AccessScope.All, false, true, "everybody may see it")]
    [InlineData(AccessScope.Own, false, false, "it is not theirs")]
    [InlineData(AccessScope.All, true, false, "what is confidential is for the owner and the manager")]
    public void Nobody_subscribes_to_what_they_may_not_see(AccessScope access, bool confidential, bool hears, string why)
    {
        _wanted[Lee] = new Preferences { Subscriptions = [new Subscription([TriggerKind.Risk], [], [])] };

        Assert.True(hears == Decide(Severity.High, null, confidential, access).Reaching.Any(route => route.Reader == Lee), why);
    }

    [Fact]
    public void Where_a_rule_says_that_nobody_hears_of_it_nobody_does()
    {
        _wanted[Noor] = new Preferences { Subscriptions = [new Subscription([TriggerKind.Risk], [], [])] };
        var off = new RouteRule("off", 1, [], [], [], [], [], [], null, null, [], RouteWay.Off);

        Assert.All(Decide(Severity.High, null, rules: RoutingRules.Default with { InOrder = [off] }).Routes, route => Assert.Equal(RouteWay.Off, route.Way));
    }

    private static Dictionary<string, Preferences> Of(string email, Preferences wanted) => new(StringComparer.OrdinalIgnoreCase) { [email] = wanted };

    private static string[] Split(string words) => words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static T[] Words<T>(string words)
        where T : struct, Enum => [.. Split(words).Select(word => Enum.Parse<T>(word, ignoreCase: true))];

    private Itinerary Decide(Severity severity, string? segment, bool confidential = false, AccessScope access = AccessScope.All, RoutingRules? rules = null)
    {
        var team = new TeamDirectory(
            [
                new Teammate(Dana, "Dana", TeamRole.Csm, Noor, "UTC", null, null), new Teammate(Lee, "Lee", TeamRole.Csm, null, "UTC", null, null),
                new Teammate(Noor, "Noor", TeamRole.Manager, null, "UTC", null, null),
            ],
            _wanted);
        return RouterTests.Decide(
            TriggerKind.Risk, severity, Dana, ["owner"], confidential, rules: (rules ?? RoutingRules.Default) with { Access = access }, team: team,
            account: new AccountSnapshot(
                1, "fernway", "Fernway", new DateOnly(2026, 6, 5), segment, null, null, null, Dana, confidential, 60, null, null, "", false, [], false));
    }

    private TellingWorld World(DateTimeOffset? now = null)
    {
        var world = new TellingWorld(
            [
                new Teammate(Dana, "Dana", TeamRole.Csm, null, "Europe/Berlin", null, null), new Teammate(Lee, "Lee", TeamRole.Csm, null, "Europe/Berlin", null, null),
                new Teammate(Noor, "Noor", TeamRole.Manager, null, "Europe/Berlin", null, null),
            ],
            now ?? Noon, _wanted);
        world.Account(1, Dana);
        return world;
    }
}

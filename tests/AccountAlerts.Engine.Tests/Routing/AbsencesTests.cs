using AccountAlerts.Engine.Routing;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Engine.Tests.Routing;

public sealed class AbsencesTests
{
    private const string Dana = "dana@example.com";
    private const string Lee = "lee@example.com";
    private const string Noor = "noor@example.com";
    private const string Sam = "sam@example.com";

    /// <summary>Wednesday noon in UTC: Thursday already for Noor, one o'clock for Dana.</summary>
    private static readonly DateTimeOffset Now = new(2026, 6, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly MemoryValues _values = new();
    private readonly List<Teammate> _team =
    [
        new(Dana, "Dana", TeamRole.Csm, Sam, "Europe/Berlin", null, null),
        new(Lee, "Lee", TeamRole.Csm, Sam, "UTC", Dana, null),
        new(Noor, "Noor", TeamRole.Csm, Sam, "Pacific/Auckland", Lee, null),
        new(Sam, "Sam", TeamRole.Manager, null, "UTC", null, null),
    ];

    [Fact]
    public async Task Who_says_away_is_away_until_the_morning_of_that_day_in_their_own_zone()
    {
        await SayAsync(Absences.Leave(Dana, new DateOnly(2026, 6, 5), Lee));
        var team = await ReadAsync();

        Assert.Equal(new Absence(new DateOnly(2026, 6, 5), Lee), team.Of(Dana, Now));
        Assert.NotNull(team.Of("DANA@example.com", new DateTimeOffset(2026, 6, 4, 21, 59, 0, TimeSpan.Zero)));
        Assert.Null(team.Of(Dana, new DateTimeOffset(2026, 6, 4, 22, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task The_team_file_counts_where_nobody_says_otherwise()
    {
        Away(Noor, new DateOnly(2026, 6, 8));

        var team = await ReadAsync();

        Assert.Equal(new Absence(new DateOnly(2026, 6, 8), Lee), team.Of(Noor, Now));
        Assert.Equal(Lee, team.ReaderFor(Noor, Now));
        Assert.Null(team.Of(Lee, Now));
        Assert.Null(team.Of("#customer-success", Now));
    }

    [Fact]
    public async Task Being_back_overrules_the_team_file_until_it_names_another_day()
    {
        Away(Noor, new DateOnly(2026, 6, 8));
        await SayAsync(Absences.Return(_team.Single(mate => mate.Email == Noor)));
        Assert.Null((await ReadAsync()).Of(Noor, Now));

        Away(Noor, new DateOnly(2026, 6, 20));
        Assert.NotNull((await ReadAsync()).Of(Noor, Now));
    }

    [Fact]
    public async Task What_is_said_is_forgotten_by_a_return_where_the_file_says_nothing()
    {
        await SayAsync(Absences.Leave(Dana, new DateOnly(2026, 6, 5), null));
        await SayAsync(Absences.Return(_team.Single(mate => mate.Email == Dana)));

        Assert.Null((await ReadAsync()).Of(Dana, Now));
        Assert.Empty(await _values.ListAsync(Absences.Scope, default));
    }

    [Fact]
    public async Task With_the_cover_away_too_the_manager_reads_it()
    {
        await SayAsync(Absences.Leave(Dana, new DateOnly(2026, 6, 10), Lee));
        Assert.Equal(Lee, (await ReadAsync()).ReaderFor(Dana, Now));

        await SayAsync(Absences.Leave(Lee, new DateOnly(2026, 6, 10), Dana));
        Assert.Equal(Sam, (await ReadAsync()).ReaderFor(Dana, Now));
    }

    [Fact]
    public async Task With_everybody_away_it_waits_for_whom_it_is_meant()
    {
        foreach (var mate in _team)
            await SayAsync(Absences.Leave(mate.Email, new DateOnly(2026, 6, 10), null));

        Assert.Equal(Dana, (await ReadAsync()).ReaderFor(Dana, Now));
    }

    private Task SayAsync(AccountAlerts.Engine.ProductValue value) => _values.SetAsync(value.Scope, value.Key, value.Value, default);

    private Task<AwayTeam> ReadAsync() => new Absences(_values).ReadAsync(new TeamDirectory(_team), default);

    private void Away(string email, DateOnly until)
    {
        int at = _team.FindIndex(mate => mate.Email == email);
        _team[at] = _team[at] with { AwayUntil = until };
    }
}

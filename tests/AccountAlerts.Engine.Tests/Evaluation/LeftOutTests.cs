using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.LeftOut;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Engine.Tests.Templating;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Engine.Tests.Evaluation;

/// <summary>"The data is wrong", from the alert to the next evaluation.</summary>
public sealed class LeftOutTests : IDisposable, IFactReader, IFactSession
{
    private const int Acme = 7;

    private static readonly DateOnly Today = AccountBuilder.Today;

    private readonly AlertFolder _folder = new AlertFolder()
        .With("alerts/tickets.md", AlertFolder.Good(when: "tickets.open_p1 >= 2 and account.segment is \"smb\" and touch.days_since >= 1000d"))
        .With("alerts/spike.md", AlertFolder.Good(when: "tickets.open_p1 >= 2"))
        .With("alerts/gone.md", AlertFolder.Good(when: "person.deactivated", more: "each: person\n"))
        .With("alerts/low.md", AlertFolder.Good(when: "health.score < 50"));

    private readonly MemoryValues _values = new();
    private readonly FakeClock _clock = new(new DateTimeOffset(Today, new TimeOnly(9, 0), TimeSpan.Zero));
    private AccountFacts _facts = Facts(p1: 3);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_made_the_alert_true_is_left_out_and_named()
    {
        var note = await NoteAsync("spike");

        Assert.Equal(["open P1 tickets"], note!.Labels);
        Assert.Equal("left out, Dana: wrong data", (await ViewAsync()).Read(Signal("tickets.open_p1")).Note);
        Assert.Equal(TriggerState.Unknown, await StateAsync("spike"));
        Assert.Contains("without Support (left out, Dana: wrong data)", FreshnessText.Of(await ViewAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_counts_again_as_soon_as_it_says_something_else()
    {
        await NoteAsync("spike");
        _facts = Facts(p1: 4);

        Assert.Equal(4, (await ViewAsync()).Read(Signal("tickets.open_p1")).Number);
        Assert.Equal(TriggerState.Firing, await StateAsync("spike"));
    }

    [Fact]
    public async Task Commands_show_what_the_facts_say()
    {
        await NoteAsync("spike");
        var evaluator = await new EvaluatorFactory(Rules, _clock).CreateAsync(this, [Today], default);

        Assert.Equal(3, evaluator.View(_facts, Today).Read(Signal("tickets.open_p1")).Number);
    }

    [Fact]
    public async Task Another_account_is_not_concerned()
    {
        await NoteAsync("spike");
        _facts = _facts with { Id = 8 };

        Assert.True((await ViewAsync()).Read(Signal("tickets.open_p1")).Present);
    }

    [Fact]
    public async Task What_did_not_hold_and_what_the_account_is_are_not_called_wrong() =>
        Assert.Equal(["open P1 tickets"], (await NoteAsync("tickets"))!.Labels);

    [Fact]
    public async Task Of_a_score_it_is_the_part_that_misses_most() =>
        Assert.Equal(["open P1 tickets"], (await NoteAsync("low"))!.Labels);

    [Fact]
    public async Task Two_alerts_are_kept_apart()
    {
        await NoteAsync("spike");
        await NoteAsync("gone", SubjectKind.Person, "ines");

        var view = await ViewAsync();
        Assert.False(view.Read(Signal("tickets.open_p1")).Present);
        Assert.False(view.ForPerson(view.People.Single(person => person.PersonId == "ines")).Read(Signal("person.deactivated")).Present);
        Assert.True(view.ForPerson(view.People.Single(person => person.PersonId == "tom")).Read(Signal("person.deactivated")).Present);
    }

    [Fact]
    public async Task An_alert_that_is_not_known_any_more_leaves_nothing_out() => Assert.Null(await NoteAsync("deleted"));

    private static Domain.Signals.Signal Signal(string name) => Domain.Signals.SignalCatalogue.Find(name)!;

    private static AccountFacts Facts(int p1)
    {
        var account = new AccountBuilder("acme").WithId(Acme).Named("Acme").CreatedOn(Today.AddDays(-300)).ProfileSegment("smb")
            .Person("ines", firstSeen: Today.AddDays(-99), deactivatedOn: Today.AddDays(-3)).Person("tom", firstSeen: Today.AddDays(-99), deactivatedOn: Today.AddDays(-3));
        for (int i = 0; i < p1; i++)
            account.Ticket(Today.AddDays(-2), priority: 1);
        return account.Nps(Today.AddDays(-5), 5).Build();
    }

    private EvaluationRules Rules => new(
        new HealthModels([new HealthModel("m", [], [], [new HealthComponent("support", "Support", "tickets.open_p1", 2, 0, 60), new HealthComponent("sentiment", "Sentiment", "nps.latest", 3, 9, 40)])]),
        [], () => _folder.Catalogue.Current.Triggers, 14);

    private EvaluatorFactory Evaluators => new(Rules, _clock, new LeftOutInputs(_values));

    private async Task<LeftOutNote?> NoteAsync(string trigger, SubjectKind kind = SubjectKind.Account, string subject = "acme")
    {
        await _folder.RefreshAsync();
        var note = await new LeftOutDesk(this, Evaluators, _folder.Catalogue).NoteAsync(new AlertKey(Acme, trigger, kind, subject), "Dana", default);
        if (note is not null)
            await _values.SetAsync(note.Value.Scope, note.Value.Key, note.Value.Value, default);
        return note;
    }

    private async Task<AccountView> ViewAsync() => (await Evaluators.CreateAsync(this, [Today], default)).View(_facts, Today);

    private async Task<TriggerState> StateAsync(string trigger)
    {
        var evaluator = await Evaluators.CreateAsync(this, [Today], default);
        return evaluator.Evaluate(evaluator.View(_facts, Today), EvidenceDetail.Always).Triggers.Single(result => result.Trigger == trigger).State;
    }

    Task<IFactSession> IFactReader.OpenAsync(CancellationToken cancellation) => Task.FromResult<IFactSession>(this);

    Task<StoredHorizon> IFactSession.HorizonAsync(DateOnly asOf, CancellationToken cancellation) => Task.FromResult(new StoredHorizon(
        null, Enum.GetValues<FactStream>().ToDictionary(stream => stream, _ => new StreamHorizon(Today.AddDays(-300), Today)), [MetricTable.SightingName]));

    Task<IReadOnlyList<AccountRef>> IFactSession.AccountsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<AccountRef>>([]);

    Task<IReadOnlyList<AccountFacts>> IFactSession.ReadAsync(IReadOnlyList<int> accountIds, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<AccountFacts>>([_facts]);

    Task<IReadOnlyList<Teammate>> IFactSession.TeamAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Teammate>>([]);

    Task<IReadOnlyList<AccountTeamMember>> IFactSession.AccountTeamAsync(int accountId, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<AccountTeamMember>>([]);

    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
}

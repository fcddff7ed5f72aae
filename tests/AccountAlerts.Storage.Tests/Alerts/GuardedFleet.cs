using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.Guard;
using AccountAlerts.Engine.Evaluation.Notices;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>Many accounts of one owner under a guard, with somebody who minds the data. Every evaluation has a guard of its own, as after a restart.</summary>
internal sealed class GuardedFleet : IDisposable, ISourceReads
{
    public const string Olga = "olga@example.com";

    private static readonly HealthModel Model = DefaultHealthModels.Standard;

    private readonly GuardOptions _options = new();

    public GuardedFleet()
    {
        Scene.Facts.Team.Add(new Teammate(Olga, "Olga", TeamRole.Operations, null, "UTC", null, null));
        Start();
    }

    public AlertingScene Scene { get; } = new();

    public List<SourceRead> Reads { get; } = [];

    /// <summary>All accounts show a trigger in one state.</summary>
    public void All(int accounts, string trigger, TriggerState state) => Some(1, accounts, trigger, state);

    public void Some(int first, int last, string trigger, TriggerState state)
    {
        for (int id = first; id <= last; id++)
            Scene.Says(id, $"Account {id}", AlertingScene.Dana, 60, (trigger, state, Severity.High, 11));
    }

    /// <summary>An account whose score is the mean of its parts: all say the same but one.</summary>
    public void Scores(int id, double all, string part, double other, TriggerState low)
    {
        ComponentResult[] parts =
        [
            .. Model.Components.Select(component => (component, Score: component.Name == part ? other : all)).Select(line => new ComponentResult(
                line.component.Name, line.component.Label, line.component.Signal, Unit.Ratio, SignalValue.Of(line.component.Zero + (line.component.Hundred - line.component.Zero) * line.Score / 100), line.Score, line.component.Weight, null, null)),
        ];
        double exact = parts.Sum(line => line.Weight * line.Score!.Value) / parts.Sum(line => line.Weight);
        int score = (int)Math.Floor(exact + 0.5);
        var view = new AccountBuilder($"account-{id}").WithId(id).Named($"Account {id}").Says(owner: AlertingScene.Dana, arr: 12000).View();
        Scene.Shows(view, new HealthResult(Model.Name, score, exact, Bands.Of(score), 1, parts), ("low", low, Severity.High, score));
    }

    /// <summary>What all accounts are looked at with.</summary>
    public void Frame(Func<EvaluationFrame, EvaluationFrame> change)
    {
        var seen = Scene.Fleet.Accounts.ToList();
        Scene.Fleet.Accounts.Clear();
        Scene.Fleet.Accounts.AddRange(seen.Select(one => (new AccountView(one.View.Facts, change(one.View.Frame), one.View.Models), one.Evaluation)));
    }

    public async Task TickAsync(TimeSpan later = default)
    {
        Scene.Clock.Advance(later);
        Start();
        await Scene.TickAsync();
    }

    public async Task<Answer> SayAsync(string label, params (string Name, string Value)[] inputs)
    {
        var button = Assert.Single((await Scene.SeenAsync(Olga))[^1].Buttons, button => button.Label == label);
        Assert.Equal(Actions.Notice, button.Action);
        return await new GuardDesk(Scene.Values, Board, Scene.Facts, Scene.Clock).ClickAsync(
            new Click("c", "inbox:" + Olga, Olga, InboxPlatform.ConversationOf(Olga), button.Action, button.Value, inputs.ToDictionary(input => input.Name, input => input.Value)),
            default);
    }

    public async Task<IReadOnlyList<Telling>> TellingsAsync(string trigger, int accounts = 200) =>
        [.. (await Scene.Tellings.OfAccountsAsync([.. Enumerable.Range(1, accounts)], default)).Where(telling => telling.Alert.Trigger == trigger)];

    public async Task<IReadOnlyList<string>> TextsAsync(string reader) => [.. (await Scene.SeenAsync(reader)).Select(message => message.Text)];

    public void Dispose() => Scene.Dispose();

    Task<IReadOnlyList<SourceRead>> ISourceReads.ListAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<SourceRead>>(Reads);

    private NoticeBoard Board => new(Scene.Store, Scene.Values, new ConversationBook([]), Scene.Ids);

    private void Start() => Scene.Guard = new FleetGuard(
        new GuardSources(Scene.Values, new AlertOpenings(Scene.Database), this, Scene.Facts), Board, Scene.Catalogue,
        new EvaluationRules(new HealthModels([Model]), [], () => Scene.Catalogue.Current.Triggers, 14), _options);
}

using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Money;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Asked;

/// <summary>Finds the accounts of which a condition holds: one pass over the facts, in the language of the alert files, within a time that is set.</summary>
/// <remarks>Who is no customer any more is left out, as alerts leave them out, unless the condition asks for the lifecycle.</remarks>
public sealed class ConditionLists(
    IFleetLook fleet, EvaluatorFactory evaluators, SignalVocabulary signals, AccountAccess access, MoneyRates rates, TimeProvider clock) : IDisposable
{
    /// <summary>Rows that are kept; beyond them a condition is too wide to read.</summary>
    public const int MostRows = 500;

    private const int MostColumns = 4;
    private const string Lifecycle = "account.lifecycle";

    /// <summary>Passes at a time: they share the machine with evaluations.</summary>
    private const int AtOnce = 2;

    /// <summary>Whoever asks in a chat waits no longer.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _turns = new(AtOnce);

    public async Task<ConditionListing> OfAsync(string typed, string asker, TeamDirectory team, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(typed);
        switch (ConditionParser.Parse(typed, signals))
        {
            case ParsedCondition.Invalid invalid:
                return new ConditionListing.Faulty(typed, [.. invalid.Errors.Select(Worded)]);
            case ParsedCondition.Valid { Condition: var condition }:
                if (!await _turns.WaitAsync(Patience, cancellation))
                    return new ConditionListing.Busy();
                try
                {
                    return await PassAsync(condition, asker, team, cancellation);
                }
                finally
                {
                    _turns.Release();
                }

            default:
                throw new InvalidOperationException("A condition that is neither valid nor invalid.");
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task<ConditionListing> PassAsync(Condition condition, string asker, TeamDirectory team, CancellationToken cancellation)
    {
        var today = evaluators.Today;
        Signal[] named = [.. condition.Signals.Distinct()];
        bool leavers = named.Any(signal => signal.Name == Lifecycle);
        DateOnly[] days = [today, .. named.Select(signal => signal.LookBackDays).Where(back => back > 0).Distinct().Select(back => today.AddDays(-back))];
        var rows = new List<(ConditionRow Row, double Stake)>();
        var missing = new Dictionary<string, int>(StringComparer.Ordinal);
        int looked = 0, unknown = 0, found = 0;
        bool complete = true;
        long begun = clock.GetTimestamp();
        await foreach (var sight in fleet.LookAsync(days, views => Look(views[0], condition, named, leavers, asker, team), cancellation))
        {
            if (sight.Seen)
                looked++;
            if (sight.Missing is { } signal)
            {
                unknown++;
                missing[signal] = missing.GetValueOrDefault(signal) + 1;
            }

            if (sight.Row is { } row)
            {
                found++;
                rows.Add((row, sight.Stake));
                // A condition that holds of everybody keeps no more of them in memory than are shown.
                if (rows.Count == 4 * MostRows)
                    rows = Weightiest(rows);
            }

            if (clock.GetElapsedTime(begun) > Patience)
            {
                complete = false;
                break;
            }
        }

        return new ConditionListing.Found(
            condition.ToString(), [.. Shown(named).Select(signal => signal.Label)],
            [.. Weightiest(rows).Select(row => row.Row)],
            found, looked, unknown, missing.OrderByDescending(signal => signal.Value).ThenBy(signal => signal.Key, StringComparer.Ordinal).Select(signal => signal.Key).FirstOrDefault(),
            complete);
    }

    private static List<(ConditionRow Row, double Stake)> Weightiest(List<(ConditionRow Row, double Stake)> rows) =>
        [.. rows.OrderByDescending(row => row.Stake).ThenBy(row => row.Row.Score ?? 101).ThenBy(row => row.Row.AccountId, StringComparer.Ordinal).Take(MostRows)];

    private Sight Look(AccountView view, Condition condition, Signal[] named, bool leavers, string asker, TeamDirectory team)
    {
        if (!view.Exists || (view.Lifecycle == Domain.Accounts.Lifecycle.Churned && !leavers) || !access.MaySee(asker, view, team))
            return default;
        var truth = condition.Evaluate(view);
        if (truth == Truth.Unknown)
            return new Sight(true, null, 0, named.FirstOrDefault(signal => !view.Read(signal).Present)?.Label ?? named[0].Label);
        if (truth != Truth.True)
            return new Sight(true, null, 0, null);
        string? currency = view.Facts.Profile.Currency;
        double stake = AccountSnapshots.WorthOf(view, view.Health.Band) is { } worth && MoneyAtRisk.Of(worth, FleetMoney.None, rates) is { InBase: true, Value: var value } ? value : -1;
        return new Sight(
            true,
            new ConditionRow(
                view.Facts.Profile.AccountId, PlainText.Clean(view.Facts.Profile.Name, 200), view.Health.Score, view.Health.Band,
                view.OwnerEmail is { } email ? PlainText.Clean(team.Of(email).Name) : null,
                [.. Shown(named).Select(signal => view.Read(signal) is { Present: true } known ? ReadableValue.Of(known, signal.Unit, currency) : "not known")])
            {
                SetBy = SetBand.Of(view) is { } set ? SaidWords.Set(set, team) : null,
            },
            stake, null);
    }

    private static IEnumerable<Signal> Shown(Signal[] named) => named.Take(MostColumns);

    /// <summary>In a chat there is no file in which a hint about files could be followed.</summary>
    private static string Worded(ConditionError error)
    {
        int hint = error.Message.IndexOf("; it needs 'each", StringComparison.Ordinal);
        return $"column {error.Column}: {(hint < 0 ? error.Message : $"{error.Message[..hint]}; a list asks about accounts")}";
    }

    /// <param name="Seen">False for an account that is not there, or not the asker's to see.</param>
    /// <param name="Missing">Label of the input without which the condition is not known.</param>
    private readonly record struct Sight(bool Seen, ConditionRow? Row, double Stake, string? Missing);
}

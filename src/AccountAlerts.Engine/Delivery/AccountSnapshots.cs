using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Takes from an evaluated account what cards and lists say of it.</summary>
public static class AccountSnapshots
{
    /// <summary>Accounts with this tag are never spoken of in a channel.</summary>
    private const string ConfidentialTag = "confidential";

    private static readonly Signal DaysLeft = Known("renewal.days_left");
    private static readonly Signal OpenP1 = Known("tickets.open_p1");
    private static readonly Signal Overdue = Known("invoices.overdue_days");

    public static AccountSnapshot Of(AccountView view, AccountEvaluation evaluation, bool demo)
    {
        var profile = view.Facts.Profile;
        var daysLeft = view.Read(DaysLeft);
        return new AccountSnapshot(
            view.Facts.Id, profile.AccountId, PlainText.Clean(profile.Name, 200), evaluation.At, view.Segment, view.Arr, profile.Currency,
            daysLeft.Present ? (int)daysLeft.Number : null, view.OwnerEmail?.ToLowerInvariant(),
            profile.Tags.Contains(ConfidentialTag, StringComparer.OrdinalIgnoreCase), evaluation.Health.Score, evaluation.Health.Band,
            evaluation.Health.Reason, FreshnessOf(view), CoverageOf(evaluation.Health), IsAbove(view, OpenP1) || IsAbove(view, Overdue), [], demo);
    }

    private static string FreshnessOf(AccountView view)
    {
        var usage = view.Frame[FactStream.Usage];
        return usage switch
        {
            { Connected: false } => "Usage: not connected",
            { Stale: true, CompleteThrough: { } last } => $"No usage data since {ReadableValue.NearDate(last)}",
            { CompleteThrough: { } last } => $"Usage to {ReadableValue.NearDate(last)}",
            _ => "Usage: not connected",
        };
    }

    private static string? CoverageOf(HealthResult health)
    {
        string[] missing = [.. health.Components.Where(line => line.Score is null).Select(line => $"no {line.Label.ToLowerInvariant()}")];
        return missing.Length == 0
            ? null
            : $"From {health.Components.Count - missing.Length} of {health.Components.Count} inputs; {string.Join(", ", missing)}";
    }

    private static bool IsAbove(AccountView view, Signal signal) => view.Read(signal) is { Present: true, Number: > 0 };

    private static Signal Known(string name) =>
        SignalCatalogue.Find(name) ?? throw new InvalidOperationException($"The catalogue has no signal {name}.");
}

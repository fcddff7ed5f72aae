using System.Globalization;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Tuning.LookBack;

/// <summary>When an alert is noise, and what its author can do. Pure.</summary>
public static class NoiseRules
{
    /// <summary>More often than every three weeks on the same account is coming and going, not news.</summary>
    private const double DaysBetween = 21;

    /// <summary>What holds for every other account says something about all of them.</summary>
    private const double ShareOfAccounts = 0.5;

    /// <summary>Below this many accounts a share says nothing.</summary>
    private const int LeastAccounts = 10;

    /// <summary>One of some forty alerts should leave the others two thirds of what a teammate may be interrupted with.</summary>
    private const double ShareOfBudget = 1.0 / 3;

    /// <returns>Each with what to do, in the order in which it is best tried.</returns>
    public static IReadOnlyList<string> Of(LookBackAlert alert, LookBackReport report, BudgetOptions budget)
    {
        ArgumentNullException.ThrowIfNull(alert);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(budget);
        if (alert.Accounts == 0)
            return [];
        var noise = new List<string>();
        double each = (double)alert.CameUp / alert.Accounts;
        if (each > report.Days / DaysBetween)
            noise.Add(Said($"it comes and goes, {each:0.0} times on an account: give it `for: 3`, a `clear` condition or a `cooldown`."));
        if (report.Accounts >= LeastAccounts && alert.Accounts > ShareOfAccounts * report.Accounts)
            noise.Add(Said($"it came up on {alert.Accounts} of {report.Accounts} accounts: raise its threshold, or name the `segments` it is for."));
        if (alert.Busiest is { } busiest && report.PerWeek(busiest.Cards) > ShareOfBudget * budget.PerWeek)
            noise.Add(Said($"it takes {report.PerWeek(busiest.Cards):0.0} of the {budget.PerWeek} cards that {busiest.Reader} may get in a week: raise its threshold, lower its `severity` so that it goes to the digest, or set `mode: observe` until it is better."));

        return noise;
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

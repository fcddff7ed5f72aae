using System.Globalization;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Portfolios;

/// <summary>The reader's words for portfolios, in chats and on the page.</summary>
public static class PortfolioWords
{
    public static string Accounts(int count) => count == 1 ? "1 account" : string.Create(CultureInfo.InvariantCulture, $"{count:#,0} accounts");

    public static string Band(Band? band) => band is { } known ? CardWords.Band(known) : "No score";

    /// <summary>"EUR 310k and USD 40k"; a dash where nothing is known.</summary>
    public static string Money(IReadOnlyList<MoneyTotal> totals) => totals.Count == 0 ? "-" : MoneyWords.Totals(totals);

    /// <summary>"12 accounts, EUR 1.2M ARR, about EUR 300k at stake".</summary>
    public static string Sum(BandShare all) =>
        Accounts(all.Accounts) + (all.Arr.Count > 0 ? $", {Money(all.Arr)} ARR" : "") + (all.AtStake.Any(total => total.Value >= 1) ? $", about {Money(all.AtStake)} at stake" : "");

    /// <summary>"19 Jan 2027, in 58 days".</summary>
    public static string Decision(Portfolio portfolio, Holding account)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        ArgumentNullException.ThrowIfNull(account);
        return account.Line.DaysToDecision is { } days ? $"{ReadableValue.Date(portfolio.Day.AddDays(days))}, {CardWords.Renewal(days)}" : "no date";
    }

    public static string Arr(Holding account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Line.Arr is { } arr ? ReadableValue.Money(arr, account.Line.Currency) : "-";
    }

    /// <summary>"45, Critical".</summary>
    public static string Score(Holding account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Line.Score is { } score ? string.Create(CultureInfo.InvariantCulture, $"{score}, {Band(account.Band)}") : "no score";
    }

    /// <summary>"45, Critical; set to Healthy".</summary>
    public static string ScoreAsSet(Holding account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Line.SetTo is { } set ? $"{Score(account)}; {SaidWords.SetShort(set)}" : Score(account);
    }

    /// <summary>"Amber Lane (45, Critical): Healthy by Lee Park until 20 Jun 2026: the merger is done".</summary>
    public static IReadOnlyList<Span> Set(Holding account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return [new Span(account.Line.Name, SpanStyle.Strong), new Span($" ({Score(account)}){CardWords.Separator}{account.SetBy}")];
    }

    /// <summary>"72 to 45 (−27)".</summary>
    public static string Move(Holding account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Move is { } move ? string.Create(CultureInfo.InvariantCulture, $"{account.Was} to {account.Line.Score} ({WhyMessage.WithSign(move)})") : "";
    }

    /// <summary>Why to look at it: "45, Critical, −27 in 30 days, renewal in 58 days, no contact for 132 days, about USD 132k at stake".</summary>
    public static string Reasons(Holding account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var reasons = new List<string> { Score(account) };
        if (account.Move is not (null or 0))
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{WhyMessage.WithSign(account.Move.Value)} in {Portfolio.MoveDays} days"));
        if (account.Line.DaysToDecision is { } days and >= -90 and <= 180)
            reasons.Add($"renewal {CardWords.Renewal(days)}");
        if (account.IsUntouched && account.Line.Untouched is { } quiet)
            reasons.Add($"no contact for {ReadableValue.Days(quiet)}");
        if (MoneyWords.AtStake(account.AtStake) is { } stake)
            reasons.Add($"{stake} at stake");
        return string.Join(", ", reasons) + (account.SetBy is { } set ? $". {set}" : "");
    }

    /// <summary>What a reader must know of the money: what is estimated, and that currencies are not added; null where there is nothing to say.</summary>
    public static string? MoneyNote(Portfolio portfolio)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        var notes = new List<string>();
        int without = portfolio.Accounts.Count(account => account.Line.Arr is null), estimated = portfolio.Accounts.Count(account => account.AtStake?.Estimated == true);
        if (without > 0)
            notes.Add($"{Accounts(without)} without a known ARR{(estimated > 0 ? string.Create(CultureInfo.InvariantCulture, $", {estimated:#,0} of them estimated by similar customers in what is at stake") : "")}");
        string[] apart = [.. portfolio.Accounts.Where(account => account.Line.Arr is not null && portfolio.Rates.RateOf(account.Line.Currency) is null)
            .Select(account => portfolio.Rates.CodeOf(account.Line.Currency)).Distinct().Order(StringComparer.Ordinal)];
        if (apart.Length > 0)
            notes.Add($"no rate under Money:Rates for {string.Join(", ", apart)}, so it is never added to others");
        return notes.Count > 0 ? string.Join("; ", notes) : null;
    }
}

using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Evaluation.Portfolios;

/// <summary>How looking for a portfolio ended.</summary>
public abstract record PortfolioFinding
{
    public sealed record Found(Portfolio Portfolio) : PortfolioFinding;

    public sealed record Choose(ScopeMatch.Choose Which) : PortfolioFinding;

    /// <summary>There are accounts, and the asker may see none of them.</summary>
    public sealed record Refused : PortfolioFinding;

    /// <summary>Nothing was evaluated yet.</summary>
    public sealed record TooEarly : PortfolioFinding;
}

/// <summary>How far back a portfolio looks.</summary>
public enum PortfolioPast
{
    /// <summary>Only as it stands.</summary>
    None,

    /// <summary>Who moved since.</summary>
    Moves,

    /// <summary>And the bands of the last weeks.</summary>
    Course,
}

/// <summary>
/// Puts portfolios together from what each evaluation keeps of all accounts: a page per owner and day, read in one go. Scores of days of
/// which nothing was kept are worked out again from facts, all of them in one ordered pass.
/// </summary>
public sealed class Portfolios(AccountBook book, IFleetLook fleet, AccountAccess access, MoneyRates rates)
{
    /// <summary>Weeks of the course.</summary>
    private const int Weeks = 8;

    /// <summary>A kept day this near stands for the day that is asked for.</summary>
    private const int Tolerance = 1;

    /// <param name="whose">As typed; null for who asks.</param>
    public async Task<PortfolioFinding> FindAsync(string? whose, string asker, TeamDirectory team, PortfolioPast look, CancellationToken cancellation)
    {
        if (await book.HeadAsync(cancellation) is not { } head)
            return new PortfolioFinding.TooEarly();
        var match = PortfolioScopes.Of(whose, asker, team, head.Owners);
        if (match is ScopeMatch.Choose unclear)
            return new PortfolioFinding.Choose(unclear);
        var scope = ((ScopeMatch.One)match).Scope;

        var all = (await book.PagesAsync(head.Day, cancellation))
            .SelectMany(page => page.Value.Select(line => (Owner: page.Key == AccountBook.NoOwner ? null : page.Key, Line: line)))
            .Where(account => !account.Line.Churned).ToList();
        var held = all.Where(account => scope.Holds(account.Owner)).ToList();
        var seen = held.Where(account => access.MaySee(asker, account.Owner, account.Line.Confidential, team)).ToList();
        if (seen.Count == 0 && held.Count > 0)
            return new PortfolioFinding.Refused();

        DateOnly moved = head.Day.AddDays(-Portfolio.MoveDays);
        DateOnly[] weeks = look == PortfolioPast.Course ? [.. Enumerable.Range(1, Weeks).Select(back => head.Day.AddDays(-7 * back))] : [];
        var past = seen.Count == 0 || look == PortfolioPast.None ? [] : await PastAsync([moved, .. weeks.Where(day => day != moved)], cancellation);
        var money = FleetMoney.Of(all.Select(account => WorthOf(account.Line)), rates);
        var accounts = seen.Select(account => new Holding(
            account.Line, account.Owner, past.GetValueOrDefault(moved)?.GetValueOrDefault(account.Line.Id), MoneyAtRisk.Of(WorthOf(account.Line), money, rates))
        {
            SetBy = account.Line.SetTo is { } set ? SaidWords.Set(set, team) : null,
        }).ToList();
        return new PortfolioFinding.Found(new Portfolio(scope.Title, scope.Whose, head.Day, accounts, rates)
        {
            Course = look == PortfolioPast.Course && seen.Count > 0
                ? [.. weeks.Order().Select(day => Count(day, accounts.Select(account => past[day].TryGetValue(account.Line.Id, out int? score) ? (true, score) : (false, null)))),
                    Count(head.Day, accounts.Select(account => (true, account.Line.Score)))]
                : [],
        });
    }

    /// <summary>By day and account: its score on the day; accounts that did not exist are left out.</summary>
    private async Task<Dictionary<DateOnly, Dictionary<int, int?>>> PastAsync(IReadOnlyList<DateOnly> days, CancellationToken cancellation)
    {
        var kept = await book.DaysAsync(cancellation);
        var past = new Dictionary<DateOnly, Dictionary<int, int?>>();
        foreach (var day in days)
        {
            if (kept.Where(known => Math.Abs(known.DayNumber - day.DayNumber) <= Tolerance).OrderBy(known => Math.Abs(known.DayNumber - day.DayNumber)).Select(known => (DateOnly?)known).FirstOrDefault() is { } near)
                past[day] = (await book.PagesAsync(near, cancellation)).Values.SelectMany(lines => lines).ToDictionary(line => line.Id, line => line.Score);
        }

        DateOnly[] missing = [.. days.Where(day => !past.ContainsKey(day))];
        if (missing.Length == 0)
            return past;
        foreach (var day in missing)
            past[day] = [];
        await foreach (var (id, scores) in fleet.LookAsync(
            missing, views => (views[0].Facts.Id, Scores: views.Select(view => view.Exists ? (true, view.WholeScore) : (false, null)).ToArray()), cancellation))
        {
            for (int i = 0; i < missing.Length; i++)
            {
                if (scores[i].Item1)
                    past[missing[i]][id] = scores[i].Item2;
            }
        }

        return past;
    }

    private static BandDay Count(DateOnly day, IEnumerable<(bool Existed, int? Score)> accounts)
    {
        var bands = accounts.Where(account => account.Existed).Select(account => account.Score is { } score ? Bands.Of(score) : (Band?)null).ToList();
        return new BandDay(
            day, bands.Count(band => band == Band.Healthy), bands.Count(band => band == Band.AtRisk), bands.Count(band => band == Band.Critical), bands.Count(band => band is null));
    }

    private static AccountWorth WorthOf(BookLine line) => new(line.Arr, line.Currency, line.Segment, line.Band, line.DaysToDecision);
}

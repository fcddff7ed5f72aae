using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
using AccountAlerts.Engine.Rhythm;

namespace AccountAlerts.Engine.Evaluation.Portfolios;

/// <summary>One account of a portfolio.</summary>
/// <param name="Owner">E-mail address; null without one.</param>
/// <param name="Was">The score of <see cref="Portfolio.MoveDays"/> days before; null where there was none.</param>
/// <param name="AtStake">Null for who is no customer any more, and where nothing is known of the revenue.</param>
public sealed record Holding(BookLine Line, string? Owner, int? Was, MoneyAtRisk? AtStake)
{
    public Band? Band => Line.Band;

    /// <summary>"Healthy by Lee Park until 20 Jun 2026: the merger is done"; null where none of us set a band.</summary>
    public string? SetBy { get; init; }

    /// <summary>Null where either end has no score.</summary>
    public int? Move => Line.Score - Was;

    /// <summary>Nobody spoke with them for 90 days, or for 30 with the decision within 90.</summary>
    public bool IsUntouched => Line.Untouched is { } days && (days >= 90 || (days >= 30 && Line.DaysToDecision is >= 0 and <= 90));
}

/// <summary>How many accounts stood in each band on a day.</summary>
public sealed record BandDay(DateOnly Day, int Healthy, int AtRisk, int Critical, int WithoutScore)
{
    public int All => Healthy + AtRisk + Critical + WithoutScore;
}

/// <summary>One band's accounts and money; never a sum over currencies without a rate.</summary>
/// <param name="Band">Null for accounts without a score.</param>
/// <param name="Accounts">By their score, as the money is.</param>
/// <param name="AsSet">How many stand in it where a band that one of us set counts before the score's.</param>
public sealed record BandShare(Band? Band, int Accounts, int AsSet, IReadOnlyList<MoneyTotal> Arr, IReadOnlyList<MoneyTotal> AtStake);

/// <summary>The accounts of somebody, of a team or of all of us, as last evaluated. Only those that who asks may see.</summary>
/// <param name="Title">"Dana Whitlock", "Sam Hartwell's team", "All of us".</param>
/// <param name="Whose">As one would ask for it again; null for who asks.</param>
/// <param name="Day">Of the evaluation.</param>
/// <param name="Accounts">Without those who are no customers any more.</param>
public sealed record Portfolio(string Title, string? Whose, DateOnly Day, IReadOnlyList<Holding> Accounts, MoneyRates Rates)
{
    /// <summary>Movers are looked for over so many days.</summary>
    public const int MoveDays = 30;

    /// <summary>Less is noise.</summary>
    private const int LeastMove = 5;

    private static readonly Band?[] Bands = [Domain.Health.Band.Critical, Domain.Health.Band.AtRisk, Domain.Health.Band.Healthy, null];

    /// <summary>Ascending by day; empty unless asked for. Always of the accounts that are in it now.</summary>
    public IReadOnlyList<BandDay> Course { get; init; } = [];

    public IReadOnlyList<BandShare> ByBand =>
        [.. Bands.Select(band => Share(band, account => account.Band == band, account => account.Line.AsSet == band)).Where(share => share.Accounts + share.AsSet > 0)];

    public BandShare All => Share(null, _ => true, _ => true);

    /// <summary>Those whose band one of us set; the most at stake first.</summary>
    public IReadOnlyList<Holding> Set => [.. Accounts.Where(account => account.SetBy is not null).OrderByDescending(Stake).ThenBy(Name, StringComparer.Ordinal)];

    /// <summary>With the decision so many days from now; nearest first.</summary>
    public IReadOnlyList<Holding> Deciding(int from, int to) =>
        [.. Accounts.Where(account => account.Line.DaysToDecision is { } days && days >= from && days <= to).OrderBy(account => account.Line.DaysToDecision).ThenBy(Name, StringComparer.Ordinal)];

    /// <summary>The largest fall first.</summary>
    public IReadOnlyList<Holding> Down => [.. Accounts.Where(account => account.Move <= -LeastMove).OrderBy(account => account.Move).ThenByDescending(Stake).ThenBy(Name, StringComparer.Ordinal)];

    /// <summary>The largest rise first.</summary>
    public IReadOnlyList<Holding> Up => [.. Accounts.Where(account => account.Move >= LeastMove).OrderByDescending(account => account.Move).ThenByDescending(Stake).ThenBy(Name, StringComparer.Ordinal)];

    /// <summary>Longest first.</summary>
    public IReadOnlyList<Holding> Untouched => [.. Accounts.Where(account => account.IsUntouched).OrderByDescending(account => account.Line.Untouched).ThenByDescending(Stake).ThenBy(Name, StringComparer.Ordinal)];

    /// <summary>Of how many accounts contacts are not on record.</summary>
    public int ContactsUnknown => Accounts.Count(account => account.Line.Untouched is null);

    /// <summary>
    /// Whom to look at first: not healthy by score or as one of us set it, falling, or untouched before a decision; the most money at stake
    /// first. Where amounts cannot be compared for lack of a rate, the worse band comes first.
    /// </summary>
    public IReadOnlyList<Holding> ToLookAt(int most) =>
    [
        .. Accounts.Where(account => IsWorrying(account.Band) || IsWorrying(account.Line.SetTo?.Band) || account.Move <= -10 || (account.IsUntouched && account.Line.DaysToDecision is >= 0 and <= 90))
            .OrderBy(account => IsComparable ? 0 : Array.IndexOf(Bands, account.Band)).ThenByDescending(Stake).ThenBy(account => account.Line.Score ?? 101).ThenBy(Name, StringComparer.Ordinal).Take(most),
    ];

    private bool IsComparable => Accounts.All(account => account.AtStake is not { InBase: false });

    private static bool IsWorrying(Band? band) => band is Domain.Health.Band.Critical or Domain.Health.Band.AtRisk;

    private BandShare Share(Band? band, Func<Holding, bool> byScore, Func<Holding, bool> asSet)
    {
        Holding[] all = [.. Accounts.Where(byScore)];
        return new BandShare(band, all.Length, Accounts.Count(asSet), Arr(all), MoneyTotal.Of(all.Select(account => account.AtStake).OfType<MoneyAtRisk>()));
    }

    /// <summary>A year's revenue of several accounts, one total per currency.</summary>
    public IReadOnlyList<MoneyTotal> Arr(IEnumerable<Holding> accounts) => MoneyTotal.Of(accounts
        .Where(account => account.Line.Arr is { } arr && double.IsFinite(arr) && arr >= 0)
        .Select(account => (Amount: Rates.Convert(account.Line.Arr!.Value, account.Line.Currency), InBase: Rates.RateOf(account.Line.Currency) is not null))
        .Select(arr => new MoneyAtRisk(arr.Amount.Value, arr.Amount.Currency, arr.InBase, false)));

    /// <summary>What cannot be compared comes after what can.</summary>
    private static double Stake(Holding account) => account.AtStake is { InBase: true, Value: var value } ? value : -1;

    private static string Name(Holding account) => account.Line.Name;
}

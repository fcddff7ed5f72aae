using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Evaluation.Portfolios;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Tests.Evaluation.Portfolios;

public sealed class PortfolioTests
{
    private static readonly MoneyRates Rates = new("EUR", new Dictionary<string, double> { ["USD"] = 0.5 });

    private static readonly TeamDirectory Team = new(
    [
        new Teammate("dana@example.com", "Dana Reyes", TeamRole.Csm, "lee@example.com", null, null, null),
        new Teammate("dan@example.com", "Dan Ruiz", TeamRole.Csm, "lee@example.com", null, null, null),
        new Teammate("noor@example.com", "Noor Haddad", TeamRole.Csm, "kim@example.com", null, null, null),
        new Teammate("lee@example.com", "Lee Park", TeamRole.Manager, null, null, null, null),
        new Teammate("kim@example.com", "Kim Sato", TeamRole.Manager, null, null, null, null),
        new Teammate("vera@example.com", "Vera Lund", TeamRole.Executive, null, null, null, null),
    ]);

    [Fact]
    public void Money_of_a_currency_without_a_rate_is_never_added_to_others()
    {
        var share = Of(Account(1, 40, arr: 100, currency: "EUR"), Account(2, 30, arr: 100, currency: "USD"), Account(3, 20, arr: 70, currency: "CHF"), Account(4, 10)).ByBand.Single();

        Assert.Equal((Band.Critical, 4), (share.Band, share.Accounts));
        Assert.Equal([("EUR", 150d), ("CHF", 70d)], share.Arr.Select(total => (total.Currency, total.Value)));
        Assert.Equal("EUR 150 and CHF 70", PortfolioWords.Money(share.Arr));
    }

    [Fact]
    public void Bands_hold_every_account_once_the_worst_first()
    {
        var portfolio = Of(Account(1, 90), Account(2, null), Account(3, 79), Account(4, 49), Account(5, 80));

        Assert.Equal([(Band.Critical, 1), (Band.AtRisk, 1), (Band.Healthy, 2), ((Band?)null, 1)], portfolio.ByBand.Select(share => (share.Band, share.Accounts)));
        Assert.Equal(5, portfolio.All.Accounts);
    }

    [Fact]
    public void A_band_that_one_of_us_set_is_counted_beside_the_scores_and_never_instead()
    {
        var portfolio = Of(SetTo(Account(1, 45, arr: 100), Band.Healthy), SetTo(Account(2, 90, arr: 10), Band.AtRisk), Account(3, 85));

        Assert.Equal(
            [(Band.Critical, 1, 0), (Band.AtRisk, 0, 1), (Band.Healthy, 2, 2)], portfolio.ByBand.Select(share => (share.Band!.Value, share.Accounts, share.AsSet)));
        Assert.Equal([1, 2], portfolio.Set.Select(account => account.Line.Id));
        Assert.Equal([1, 2], portfolio.ToLookAt(10).Select(account => account.Line.Id));
        Assert.StartsWith("45, Critical", PortfolioWords.Reasons(portfolio.Accounts[0]), StringComparison.Ordinal);
        Assert.EndsWith(". Healthy by Lee Park until 3 Dec 2026: the merger is done", PortfolioWords.Reasons(portfolio.Accounts[0]), StringComparison.Ordinal);
        Assert.Equal("45, Critical; set to Healthy", PortfolioWords.ScoreAsSet(portfolio.Accounts[0]));
    }

    [Fact]
    public void Movers_move_by_five_points_at_least_and_need_both_ends()
    {
        var portfolio = Of(Account(1, 60, was: 90), Account(2, 60, was: 65), Account(3, 60, was: 64), Account(4, 60), Account(5, 70, was: 65), Account(6, null, was: 90));

        Assert.Equal([1, 2], portfolio.Down.Select(account => account.Line.Id));
        Assert.Equal([5], portfolio.Up.Select(account => account.Line.Id));
    }

    [Theory]
    [InlineData(90, null, true)]
    [InlineData(89, null, false)]
    [InlineData(30, 90, true)]
    [InlineData(29, 90, false)]
    [InlineData(30, 91, false)]
    [InlineData(30, -1, false)]
    [InlineData(null, 10, false)]
    public void Untouched_is_ninety_days_or_thirty_before_a_decision(int? days, int? decision, bool untouched) =>
        Assert.Equal(untouched, Account(1, 90, decision: decision, quiet: days).IsUntouched);

    [Fact]
    public void Whom_to_look_at_is_ranked_by_what_is_at_stake_and_by_band_where_that_cannot_be_compared()
    {
        var comparable = Of(Account(1, 70, arr: 1000), Account(2, 20, arr: 10), Account(3, 95, arr: 9999), Account(4, 85, was: 99, arr: 100));
        var apart = Of(Account(1, 70, arr: 1000), Account(2, 20, arr: 10, currency: "CHF"));

        Assert.Equal([1, 2, 4], comparable.ToLookAt(10).Select(account => account.Line.Id));
        Assert.Equal([2, 1], apart.ToLookAt(10).Select(account => account.Line.Id));
    }

    [Fact]
    public void Mine_is_my_own_a_managers_is_the_teams_an_executives_everybodys()
    {
        Assert.Equal(["dana@example.com"], Scope(null, "dana@example.com").Owners);
        Assert.Equal(["dan@example.com", "dana@example.com", "lee@example.com"], Scope(null, "lee@example.com").Owners!.Order());
        Assert.Equal(["dan@example.com", "dana@example.com", "lee@example.com"], Scope("team", "dana@example.com").Owners!.Order());
        Assert.Null(Scope(null, "vera@example.com").Owners);
        Assert.Null(Scope("all", "dana@example.com").Owners);
        Assert.Equal(["noor@example.com"], Scope("noor", "dana@example.com").Owners);
        Assert.Equal("Kim Sato's team", Scope("kim", "dana@example.com").Title);
    }

    [Fact]
    public void A_name_of_several_and_a_name_of_nobody_are_answered_with_a_choice()
    {
        var several = Assert.IsType<ScopeMatch.Choose>(PortfolioScopes.Of("da", "lee@example.com", Team, []));
        var nobody = Assert.IsType<ScopeMatch.Choose>(PortfolioScopes.Of("nour hadad", "lee@example.com", Team, []));

        Assert.NotEmpty(several.Teammates);
        Assert.Equal(3, nobody.Teammates.Count);
        Assert.Equal("noor@example.com", nobody.Teammates[0].Email);
    }

    private static PortfolioScope Scope(string? whose, string asker) =>
        Assert.IsType<ScopeMatch.One>(PortfolioScopes.Of(whose, asker, Team, ["dana@example.com", "noor@example.com"])).Scope;

    private static Holding SetTo(Holding account, Band band)
    {
        var set = new SetBand(band, "lee@example.com", new DateOnly(2026, 12, 3), "the merger is done.");
        return account with { Line = account.Line with { SetTo = set }, SetBy = SaidWords.Set(set, Team) };
    }

    private static Portfolio Of(params Holding[] accounts) => new("Dana", null, new DateOnly(2026, 6, 5), accounts, Rates);

    private static Holding Account(int id, int? score, int? was = null, double? arr = null, string? currency = "EUR", int? decision = null, int? quiet = null) => new(
        new BookLine(id, $"a{id}", $"Account {id}", score, score, arr, currency, decision, false, false, Untouched: quiet), "dana@example.com", was,
        MoneyAtRisk.Of(new AccountWorth(arr, currency, null, score is { } known ? Bands.Of(known) : null, decision), FleetMoney.None, Rates));
}

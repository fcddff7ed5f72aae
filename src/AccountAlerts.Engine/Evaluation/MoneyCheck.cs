using System.Globalization;
using AccountAlerts.Domain.Money;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>What is at stake in all, and which amounts cannot be compared.</summary>
public sealed class MoneyCheck(IFleetEvaluator fleet, EvaluatorFactory evaluators, MoneyRates rates) : ICheck
{
    public string Title => "Money";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        var worths = new List<AccountWorth>();
        await foreach (var worth in fleet.RunAsync(
            evaluators.Today, EvidenceDetail.UnlessClear, (view, evaluation) => AccountSnapshots.WorthOf(view, evaluation.Health.Band), cancellation))
        {
            if (worth is { } known)
                worths.Add(known);
        }

        var money = FleetMoney.Of(worths, rates);
        var totals = MoneyTotal.Of(worths.Select(worth => MoneyAtRisk.Of(worth, money, rates)).OfType<MoneyAtRisk>());
        return new CheckReport(totals.Count == 0 ? null : new CheckTable(["currency", "at stake", "accounts", "estimated"], [.. totals.Select(Row)]), Findings(money));
    }

    private static string[] Row(MoneyTotal total) =>
    [
        total.Currency, total.Value.ToString("0", CultureInfo.InvariantCulture), total.Accounts.ToString(CultureInfo.InvariantCulture),
        total.Estimated.ToString(CultureInfo.InvariantCulture),
    ];

    private List<Finding> Findings(FleetMoney money)
    {
        var findings = new List<Finding>();
        foreach (var (code, accounts) in money.WithoutRate)
        {
            findings.Add(new Finding(
                FindingLevel.Warning, $"Money:Rates:{code}",
                string.Create(CultureInfo.InvariantCulture, $"Accounts paid in {code}: {accounts}. Without a rate their money at risk is listed apart and ranks nowhere. Set what one {code} is worth in {rates.Base}.")));
        }

        if (money.WithoutArr > 0)
        {
            findings.Add(new Finding(
                FindingLevel.Note, "Accounts",
                string.Create(CultureInfo.InvariantCulture, $"Without ARR: {money.WithoutArr} of {money.Accounts} accounts. The median of their segment stands in, marked as an estimate.")));
        }

        return findings;
    }
}

using System.Globalization;
using AccountAlerts.Domain.Money;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>What a review says of revenue that stayed: GRR and NRR over a year, and of how many customers that cannot be told.</summary>
internal static class RetentionWords
{
    /// <param name="customers">Whoever was a customer a year ago.</param>
    public static IEnumerable<Block> Of(IReadOnlyList<RevenueCourse> customers, MoneyRates rates)
    {
        var kept = Retention.Of(customers, rates);
        int unknown = customers.Count(customer => !Retention.IsKnown(customer));
        if (kept.Count == 0)
        {
            yield return new Footnote(customers.Count == 0
                ? "GRR and NRR begin once there are customers of a year ago"
                : "No ARR of a year ago is known, so there is no GRR or NRR yet: a file account_history.csv with effective_on and arr tells it");
            yield break;
        }

        yield return new Paragraph([new Span("Revenue kept, twelve months", SpanStyle.Strong)]);
        yield return new TableBlock(
            ["ARR a year ago", "Lost", "Less", "More", "GRR", "NRR", "Customers kept"],
            [.. kept.Select(sum => new[]
            {
                Money(sum.Before, sum), Money(sum.Lost, sum), Money(sum.Contracted, sum), Money(sum.Expanded, sum), Share(sum.Gross), Share(sum.Net),
                string.Create(CultureInfo.InvariantCulture, $"{sum.Kept:#,0} of {sum.Customers:#,0}"),
            })]);
        if (unknown > 0)
            yield return new Footnote(string.Create(CultureInfo.InvariantCulture, $"Without {DigestWords.Accounts(unknown)} of a year ago whose ARR of then is not known"));
    }

    private static string Money(double value, Retention sum) => MoneyWords.Rounded(value, sum.Currency);

    private static string Share(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}

using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Health;

/// <summary>What the score said of one renewal, some time before it.</summary>
/// <param name="Score">Published; null where the account did not exist yet or too little was known.</param>
/// <param name="Coverage">0 to 1.</param>
public sealed record BacktestRow(string Account, DateOnly RenewalOn, DateOnly ScoredAt, int? Score, double Coverage, RenewalOutcome Outcome);

/// <summary>How the renewals of one range of scores ended.</summary>
/// <param name="From">Lowest score of the range.</param>
/// <param name="To">Highest score of the range.</param>
public sealed record BacktestGroup(int From, int To, int Renewals, int Churned)
{
    /// <summary>Null where there is no renewal.</summary>
    public double? ChurnRate => Renewals == 0 ? null : (double)Churned / Renewals;
}

/// <summary>How well scores of the past foretold which customers would leave. Rows without a score are counted and left out of everything else.</summary>
public sealed record Backtest(int LeadDays, IReadOnlyList<BacktestRow> Rows)
{
    private const int Scores = 101;

    public int Renewals => Rows.Count;

    public int Churned => Rows.Count(row => row.Outcome == RenewalOutcome.Churned);

    public int Scored => Rows.Count(row => row.Score is not null);

    /// <summary>
    /// Area under the ROC curve of (100 - score) for having churned: of a renewal that churned and one that did not, how often the
    /// score was lower for the first; equal scores count half. Null where one of the two kinds is missing.
    /// </summary>
    public double? Auc
    {
        get
        {
            var (churned, stayed) = Histogram();
            long pairs = (long)churned.Sum() * stayed.Sum();
            if (pairs == 0)
                return null;

            // Twice the number of pairs in the right order, so that a tie is a whole number too.
            long right = 0, churnedBelow = 0;
            for (int score = 0; score < Scores; score++)
            {
                right += stayed[score] * ((2 * churnedBelow) + churned[score]);
                churnedBelow += churned[score];
            }

            return Math.Round(right / (2.0 * pairs), 9);
        }
    }

    /// <summary>From the worst band to the best.</summary>
    public IReadOnlyList<(Band Band, BacktestGroup Group)> Bands =>
    [
        (Band.Critical, Between(0, Health.Bands.AtRiskFrom - 1)),
        (Band.AtRisk, Between(Health.Bands.AtRiskFrom, Health.Bands.HealthyFrom - 1)),
        (Band.Healthy, Between(Health.Bands.HealthyFrom, 100)),
    ];

    /// <summary>Ten points each, from the lowest; 100 belongs to the last.</summary>
    public IReadOnlyList<BacktestGroup> Tens => [.. Enumerable.Range(0, 10).Select(ten => Between(ten * 10, ten == 9 ? 100 : (ten * 10) + 9))];

    private BacktestGroup Between(int from, int to)
    {
        int renewals = 0, churned = 0;
        foreach (var row in Rows)
        {
            if (row.Score is not { } score || score < from || score > to)
                continue;
            renewals++;
            churned += row.Outcome == RenewalOutcome.Churned ? 1 : 0;
        }

        return new BacktestGroup(from, to, renewals, churned);
    }

    private (int[] Churned, int[] Stayed) Histogram()
    {
        int[] churned = new int[Scores], stayed = new int[Scores];
        foreach (var row in Rows)
        {
            if (row.Score is { } score)
                (row.Outcome == RenewalOutcome.Churned ? churned : stayed)[score]++;
        }

        return (churned, stayed);
    }
}

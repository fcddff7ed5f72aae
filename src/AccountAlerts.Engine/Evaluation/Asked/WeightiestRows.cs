namespace AccountAlerts.Engine.Evaluation.Asked;

/// <summary>
/// The rows of a list with the most at stake: a condition that holds of everybody keeps no more of them in memory than a few times those
/// that are shown.
/// </summary>
public sealed class WeightiestRows
{
    /// <summary>So many are kept until the lighter ones go.</summary>
    public const int MostKept = 4 * ConditionLists.MostRows;

    private List<(ConditionRow Row, double Stake)> _rows = [];

    public int Kept => _rows.Count;

    /// <param name="stake">Below 0 where it cannot be compared.</param>
    public void Add(ConditionRow row, double stake)
    {
        ArgumentNullException.ThrowIfNull(row);
        _rows.Add((row, stake));
        if (_rows.Count == MostKept)
            _rows = Weightiest();
    }

    /// <summary>The most at stake first, then the lower score; at most <see cref="ConditionLists.MostRows"/>.</summary>
    public IReadOnlyList<ConditionRow> InOrder() => [.. Weightiest().Select(row => row.Row)];

    private List<(ConditionRow Row, double Stake)> Weightiest() =>
    [
        .. _rows.OrderByDescending(row => row.Stake).ThenBy(row => row.Row.Score ?? 101).ThenBy(row => row.Row.AccountId, StringComparer.Ordinal)
            .Take(ConditionLists.MostRows),
    ];
}

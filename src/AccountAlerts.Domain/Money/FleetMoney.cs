namespace AccountAlerts.Domain.Money;

/// <summary>What all accounts together say of money: what a segment's account is usually worth, and which accounts are large. In the base currency.</summary>
/// <param name="Medians">By segment, in lower case; the empty text for accounts without one.</param>
/// <param name="LargeFrom">The least ARR of the top tenth; null where nobody's ARR is known, or none stands out.</param>
/// <param name="Accounts">How many accounts there are.</param>
/// <param name="WithoutArr">How many of them have no ARR.</param>
/// <param name="WithoutRate">How many have an ARR in a currency without a rate, by currency.</param>
public sealed record FleetMoney(
    IReadOnlyDictionary<string, double> Medians, double? LargeFrom, int Accounts, int WithoutArr, IReadOnlyDictionary<string, int> WithoutRate)
{
    public static FleetMoney None { get; } = new(new Dictionary<string, double>(), null, 0, 0, new Dictionary<string, int>());

    public static FleetMoney Of(IEnumerable<AccountWorth> accounts, MoneyRates rates)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(rates);
        var bySegment = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        var withoutRate = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var all = new List<double>();
        int count = 0, withoutArr = 0;
        foreach (var account in accounts)
        {
            count++;
            if (Known(account.Arr) is not { } arr)
            {
                withoutArr++;
            }
            else if (rates.RateOf(account.Currency) is not { } rate)
            {
                string code = rates.CodeOf(account.Currency);
                withoutRate[code] = withoutRate.GetValueOrDefault(code) + 1;
            }
            else
            {
                string segment = KeyOf(account.Segment);
                if (!bySegment.TryGetValue(segment, out var values))
                    bySegment[segment] = values = [];
                values.Add(arr * rate);
                all.Add(arr * rate);
            }
        }

        return new FleetMoney(
            bySegment.ToDictionary(segment => segment.Key, segment => Median.Of(segment.Value)), TopTenth(all), count, withoutArr, withoutRate);
    }

    /// <returns>Null where no account of the segment has an ARR.</returns>
    public double? MedianOf(string? segment) => Medians.TryGetValue(KeyOf(segment), out double median) ? median : null;

    /// <summary>Whether the account belongs to the top tenth by ARR. One whose ARR cannot be compared does not.</summary>
    public bool IsLarge(AccountWorth account, MoneyRates rates) =>
        Known(account.Arr) is { } arr && rates.RateOf(account.Currency) is { } rate && arr * rate >= LargeFrom;

    /// <summary>An ARR that can be one: nothing below 0, and no broken number.</summary>
    public static double? Known(double? arr) => arr is { } value && double.IsFinite(value) && value >= 0 ? value : null;

    /// <summary>At most a tenth, rounded up: where more accounts than that share the amount at the edge, they are not large.</summary>
    private static double? TopTenth(List<double> all)
    {
        if (all.Count == 0)
            return null;
        all.Sort();
        int first = all.Count - (all.Count + 9) / 10;
        double edge = all[first];
        if (first > 0 && all[first - 1] == edge)
        {
            first = all.FindIndex(value => value > edge);
            return first < 0 ? null : all[first];
        }

        return edge;
    }

    private static string KeyOf(string? segment) => segment?.Trim().ToLowerInvariant() ?? "";
}

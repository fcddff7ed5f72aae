namespace AccountAlerts.Tests.Recomputation;

/// <summary>Functions of the condition language, worked out the slow and obvious way.</summary>
internal sealed partial class SlowAnswers
{
    /// <summary>Calls of every function, with what each must say.</summary>
    public static readonly IReadOnlyDictionary<string, Func<SlowAnswers, double?>> Functions = new Dictionary<string, Func<SlowAnswers, double?>>
    {
        ["sum(feature.nova, 28d)"] = slow => slow.Of("feature.nova", 28).Sum(row => row.Value),
        ["sum(usage.feature.heat, 364d)"] = slow => slow.Of("feature.heat", 364).Sum(row => row.Value),
        ["sum(events, 91d)"] = slow => slow.Last(91).Sum(row => row.Value),
        ["sum(reports, 28d)"] = _ => null,
        ["latest(feature.nova, 28d)"] = _ => null,
        ["people(28d)"] = slow => slow.ActivePeople(28),
        ["people(feature.nova, 90d)"] = slow => slow.Of("feature.nova", 90).Where(row => row.Value != 0).Select(row => row.Person).Distinct().Count(),
        ["per_person(events, 90d)"] = slow => slow.ActivePeople(90) == 0 ? null : Ratio(slow.Last(90).Sum(row => row.Value), slow.ActivePeople(90)),
        ["baseline(events, 30d)"] = slow => slow.Usual(30),
        ["change(events, 14d)"] = slow => slow.Number("usage.change_14d"),
        ["change(events, 60d)"] = slow => slow.Usual(60) is { } usual && usual >= 50 ? Ratio(slow.Last(60).Sum(row => row.Value) - usual, usual) : null,
        ["change(people, 30d)"] = slow => slow.ChangeOfPeople(30),
        ["slope(events, 84d)"] = slow => slow.Slope(84, week => slow.InWeek(week).Sum(row => row.Value), least: 50),
        ["slope(people, 100d)"] = slow => slow.Slope(
            100, week => slow.InWeek(week).Where(row => row.Value != 0).Select(row => row.Person).Distinct().Count(), least: 5 * Math.Min(14, Math.Floor(slow.DaysThatItHad / 7.0))),
        ["days_since(feature.horizon)"] = slow => slow._use.Where(row => row.Metric == "feature.horizon" && row.Value != 0).Select(row => (double?)DaysBetween(row.Day, slow._end)).Min(),
        ["share(feature.nova, 180d)"] = slow => slow.Last(180).Sum(row => row.Value) is var all and > 0 ? Ratio(slow.Of("feature.nova", 180).Sum(row => row.Value), all) : null,
    };

    /// <summary>Null where a function has nothing to say.</summary>
    public double? Function(string call) => _useIsKnown ? Functions[call](this) : null;

    private IEnumerable<PlainUse> Of(string metric, int days) => Last(days).Where(row => row.Metric == metric);

    /// <summary>Week 0 ends with the last complete day.</summary>
    private IEnumerable<PlainUse> InWeek(int week) => Last(364).Where(row => DaysBetween(row.Day, _end) / 7 == week);

    private double? Usual(int days)
    {
        if (Age < 14)
            return null;
        var last = _end.AddDays(-days);
        var first = Later(last.AddDays(1 - Math.Min(4 * days, 384 - days)), Later(_account.CreatedOn, FirstRow));
        List<DateOnly> before = [.. Enumerable.Range(0, Math.Max(0, DaysBetween(first, last) + 1)).Select(back => last.AddDays(-back))];
        if (before.Count < 7)
            return null;
        var byDay = _use.Where(row => row.Day >= first).ToLookup(row => row.Day);
        return Enumerable.Range(0, days).Select(back => _end.AddDays(-back))
            .Sum(day => before.Where(past => past.DayOfWeek == day.DayOfWeek).Average(past => byDay[past].Sum(row => row.Value)));
    }

    /// <summary>Distinct people against as many days before; whole weeks earlier, so that weekdays are the same.</summary>
    private double? ChangeOfPeople(int days)
    {
        int back = (int)Math.Ceiling(days / 7.0) * 7;
        if (Age < 14 || DaysThatItHad < back + 7)
            return null;
        double before = Last(back + days).Where(row => row.Value != 0 && row.Day <= _end.AddDays(-back)).Select(row => row.Person).Distinct().Count();
        return before < 5 ? null : Ratio(ActivePeople(days) - before, before);
    }

    /// <summary>Least squares by the textbook, over weeks counted from the oldest.</summary>
    private double? Slope(int days, Func<int, double> week, double least)
    {
        int weeks = Math.Min(days, DaysThatItHad) / 7;
        if (Age < 14 || weeks < 3)
            return null;
        List<(double X, double Y)> points = [.. Enumerable.Range(0, weeks).Select(x => ((double)x, week(weeks - 1 - x)))];
        if (points.Sum(point => point.Y) < least)
            return null;
        double meanX = points.Average(point => point.X), meanY = points.Average(point => point.Y);
        return Ratio(points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / points.Sum(point => (point.X - meanX) * (point.X - meanX)), meanY);
    }
}

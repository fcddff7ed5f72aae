using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals.Functions;

/// <summary>What a function takes before its window.</summary>
internal enum FunctionTakes
{
    /// <summary>A metric, or <c>events</c>.</summary>
    Metric,

    /// <summary>The same, or <c>people</c>.</summary>
    MetricOrPeople,

    /// <summary>A metric, or nothing.</summary>
    MetricOrNothing,
}

/// <summary>A function of the condition language: with a metric and a window it is a signal like any other.</summary>
/// <param name="LeastDays">Smallest window; 0 for a function without one.</param>
/// <param name="Meaning">One plain sentence; {0} is the metric's label, {1} the days.</param>
internal sealed record SignalFunction(
    string Name, string Arguments, FunctionTakes Takes, int LeastDays, Unit Unit, string Label, string Meaning, string MissingWhen,
    Func<AccountView, Measure?, int, SignalValue> Compute)
{
    public const int MostDays = 364;

    public bool HasWindow => LeastDays > 0;

    /// <summary>How it is written: <c>sum(metric, 28d)</c>.</summary>
    public string Form => $"{Name}({Arguments})";

    public Signal Of(Measure? measure, int days)
    {
        string[] arguments = [.. new[] { measure?.Text, HasWindow ? $"{days}d" : null }.OfType<string>()];
        return new Signal(
            $"{Name}({string.Join(", ", arguments)})", Filled(Label, measure, days), Unit, SignalScope.Account, Filled(Meaning, measure, days),
            HasWindow ? $"{days} days" : "all time", MissingWhen)
        {
            Compute = context => Compute(context.Account, measure, days),
            Index = Signal.NotInCatalogue,
        };
    }

    private static string Filled(string text, Measure? measure, int days) =>
        text.Replace("{0}", measure?.Label ?? "any use", StringComparison.Ordinal)
            .Replace("{1}", days.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}

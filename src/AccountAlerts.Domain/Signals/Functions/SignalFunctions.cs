using System.Collections.Concurrent;
using AccountAlerts.Domain.Triggers.Conditions;

namespace AccountAlerts.Domain.Signals.Functions;

/// <summary>Functions with arguments over any metric and any window, wherever a signal may be named.</summary>
public static class SignalFunctions
{
    /// <summary>What somebody types into a chat must not grow without end.</summary>
    private const int MostRemembered = 1000;

    private static readonly ConcurrentDictionary<string, Signal> Remembered = new(StringComparer.Ordinal);

    /// <summary>For the catalogue: how each is written, its unit, what it means and when it is missing.</summary>
    public static IReadOnlyList<(string Form, Unit Unit, string Meaning, string MissingWhen)> All { get; } =
        [.. UsageFunctions.All.Select(function => (function.Form, function.Unit, Plain(function.Meaning), function.MissingWhen))];

    internal static IEnumerable<string> Names => UsageFunctions.All.Select(function => function.Name);

    /// <returns>The signal that such a text names: <c>sum(reports, 28d)</c>; null for anything else.</returns>
    public static Signal? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.EndsWith(')'))
            return null;
        if (Remembered.TryGetValue(text, out var known))
            return known;
        if (ConditionParser.ParseSignal(text) is not { } signal)
            return null;
        if (Remembered.Count < MostRemembered)
            Remembered.TryAdd(text, signal);
        return signal;
    }

    /// <param name="start">Offset of the name, for errors that are about the call as a whole.</param>
    public static FunctionCall Call(string name, int start, IReadOnlyList<FunctionArgument> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (UsageFunctions.All.FirstOrDefault(candidate => candidate.Name == name) is not { } function)
        {
            string hint = NearestName.Among(Names, name) is { } near ? $"; did you mean {near}?" : $"; there are {string.Join(", ", Names)}";
            return new FunctionCall.Fault(start, $"there is no function '{name}'{hint}");
        }

        int metrics = arguments.TakeWhile(argument => argument.Metric is not null).Count();
        var measure = metrics == 0 ? null : new Measure(arguments[0].Metric!);
        bool fits = metrics <= 1 && arguments.Count == metrics + (function.HasWindow ? 1 : 0) && (metrics == 1 || function.Takes == FunctionTakes.MetricOrNothing);
        if (!fits)
            return new FunctionCall.Fault(start, $"{name} is written {function.Form}");
        if (measure is { IsPeople: true } && function.Takes != FunctionTakes.MetricOrPeople)
            return new FunctionCall.Fault(arguments[0].Start, $"{name} counts a metric, or events; people are counted by people(28d) and change(people, 28d)");
        int days = function.HasWindow ? arguments[^1].Days ?? 0 : 0;
        if (function.HasWindow && (days < function.LeastDays || days > SignalFunction.MostDays))
            return new FunctionCall.Fault(arguments[^1].Start, $"the window of {name} must be between {function.LeastDays}d and {SignalFunction.MostDays}d");
        return new FunctionCall.Made(function.Of(measure, days));
    }

    private static string Plain(string meaning) =>
        meaning.Replace("{0}", "the metric", StringComparison.Ordinal).Replace("{1}", "so many", StringComparison.Ordinal);
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AccountAlerts.Settings;

namespace AccountAlerts.Cli;

/// <summary>Options that several commands share, so that they read the same everywhere.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON for programs instead of a table." };

    public static Option<DateOnly?> AsOf() => new("--as-of")
    {
        Description = "Use nothing later than the end of this UTC day (yyyy-MM-dd). Default: today.",
        HelpName = "date",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
                return day;
            result.AddError($"--as-of {result.Tokens[0].Value} is not a date; write it as 2026-06-03.");
            return null;
        },
    };

    public static Option<int> Since() => Days("--since", "Explain the change of this long: 30d, 12w.", standard: 30);

    /// <summary>A number of days, written as days or weeks.</summary>
    public static Option<int> Days(string name, string description, int standard) => new(name)
    {
        Description = $"{description} Default: {standard}d.",
        HelpName = "days",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            bool weeks = text.EndsWith('w');
            string days = weeks ? text[..^1] + "d" : text;
            if (days.EndsWith('d') && Durations.TryParse(days, out TimeSpan span) && span.Days is >= 1 and <= 3650)
                return span.Days * (weeks ? 7 : 1);
            result.AddError($"{name} {text} is not a number of days; write it as 30d or 12w (1d to 3650d).");
            return 0;
        },
    };
}

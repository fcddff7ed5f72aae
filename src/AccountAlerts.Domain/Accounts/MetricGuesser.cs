using System.Globalization;
using System.Text;

namespace AccountAlerts.Domain.Accounts;

/// <summary>What an operator says of a metric; what is null is guessed from the name.</summary>
/// <param name="Pattern">A metric's name, or a pattern in which <c>*</c> stands for any characters: <c>feature.*</c>.</param>
/// <param name="Rank">1 to 10.</param>
public sealed record MetricSetting(string Pattern, string? Label = null, int? Rank = null, MetricRole? Role = null, MetricKind? Kind = null)
{
    public bool IsExact => !Pattern.Contains('*', StringComparison.Ordinal);
}

/// <summary>Makes metrics of names: what a setting says counts, the rest follows from the name.</summary>
public static class MetricGuesser
{
    private static readonly HashSet<string> LoginWords = new(StringComparer.Ordinal)
    {
        "login", "logins", "view", "views", "pageview", "pageviews", "signin", "signins",
    };

    private static readonly HashSet<string> Acronyms = new(StringComparer.Ordinal)
    {
        "api", "csv", "html", "id", "nps", "pdf", "sdk", "sms", "sql", "sso", "ui", "url", "xml",
    };

    /// <param name="names">By the index that usage entries carry; the first is <see cref="MetricTable.SightingName"/>.</param>
    public static MetricTable Table(IEnumerable<string> names, IReadOnlyCollection<MetricSetting> settings) =>
        new([.. names.Select(name => Resolve(name, settings))]);

    /// <summary>An exact name beats a pattern, and of patterns the longest wins; of equals the first.</summary>
    public static Metric Resolve(string name, IReadOnlyCollection<MetricSetting> settings)
    {
        var guess = Guess(name);
        var setting = settings
            .Where(candidate => Fits(candidate.Pattern, name))
            .OrderByDescending(candidate => candidate.IsExact)
            .ThenByDescending(candidate => candidate.Pattern.Length)
            .FirstOrDefault();
        if (setting is null)
            return guess;

        return new Metric(
            name, setting.Label ?? guess.Label, setting.Rank ?? RankOf(setting.Role) ?? guess.Rank, setting.Role ?? guess.Role,
            setting.Kind ?? guess.Kind, Guessed: false);
    }

    /// <summary>What a name alone says.</summary>
    public static Metric Guess(string name)
    {
        string lower = name.ToLowerInvariant();
        if (lower == MetricTable.SightingName)
            return new Metric(name, "seen", 1, MetricRole.Ignore, MetricKind.Count, Guessed: true);
        if (lower is MetricTable.SeatsUsedName or MetricTable.ActiveUsersName)
            return new Metric(name, LabelOf(name), 5, MetricRole.Value, MetricKind.Gauge, Guessed: true);
        if (lower.StartsWith("feature.", StringComparison.Ordinal))
            return new Metric(name, LabelOf(name), 7, MetricRole.Key, MetricKind.Count, Guessed: true);

        return IsLogin(lower)
            ? new Metric(name, LabelOf(name), 2, MetricRole.Login, MetricKind.Count, Guessed: true)
            : new Metric(name, LabelOf(name), 5, MetricRole.Value, MetricKind.Count, Guessed: true);
    }

    /// <summary><c>feature.nova</c> reads "nova", <c>api_calls</c> reads "API calls".</summary>
    public static string LabelOf(string name)
    {
        string text = name.StartsWith("feature.", StringComparison.OrdinalIgnoreCase) && name.Length > 8 ? name[8..] : name;
        var label = new StringBuilder(text.Length);
        foreach (string word in text.Split(['_', '.', '-', ' ', ':', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (label.Length > 0)
                label.Append(' ');
            string lower = word.ToLowerInvariant();
            label.Append(Acronyms.Contains(lower) ? lower.ToUpper(CultureInfo.InvariantCulture) : word);
        }

        return label.Length == 0 ? name : label.ToString();
    }

    private static int? RankOf(MetricRole? role) => role switch
    {
        MetricRole.Key => 7,
        MetricRole.Login => 2,
        _ => null,
    };

    private static bool IsLogin(string lower)
    {
        string last = lower.Split(['_', '.', '-', ' ', ':', '/'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault(lower);
        return LoginWords.Contains(last) || lower is "sign_in" or "sign_ins" or "log_in" or "log_ins";
    }

    private static bool Fits(string pattern, string name)
    {
        string[] parts = pattern.Split('*');
        if (parts.Length == 1)
            return string.Equals(pattern, name, StringComparison.OrdinalIgnoreCase);
        if (!name.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase))
            return false;

        int at = parts[0].Length;
        for (int i = 1; i < parts.Length - 1; i++)
        {
            int found = name.IndexOf(parts[i], at, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
                return false;
            at = found + parts[i].Length;
        }

        return name.Length - at >= parts[^1].Length && name.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase);
    }
}

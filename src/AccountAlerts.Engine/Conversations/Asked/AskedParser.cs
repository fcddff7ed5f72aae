using System.Globalization;
using System.Text.RegularExpressions;

namespace AccountAlerts.Engine.Conversations.Asked;

/// <summary>Recognises what is asked of one account, of a portfolio or of all accounts.</summary>
internal static partial class AskedParser
{
    /// <summary>Renewals further away are nobody's question.</summary>
    private const int MostDays = 1825;

    /// <param name="said">Trimmed, single blanks, without a mark at the end.</param>
    /// <returns>Null if it is none of these.</returns>
    public static Question? Parse(string said)
    {
        if (BriefSaid().Match(said) is { Success: true } brief)
            return new Question.Brief(Name(brief.Groups["name"].Value));
        if (PeopleSaid().Match(said) is { Success: true } people)
            return new Question.People(Name(people.Groups["name"].Value));
        if (PersonAtSaid().Match(said) is { Success: true } at)
            return new Question.Person($"{Name(at.Groups["account"].Value)} {Name(at.Groups["who"].Value)}");
        if (PersonSaid().Match(said) is { Success: true } person)
            return new Question.Person(Name(person.Groups["words"].Value));
        if (PortfolioSaid().Match(said) is { Success: true } portfolio)
            return new Question.Portfolio(Whose(portfolio, portfolio.Groups["team"].Success));
        if (RenewalsSaid().Match(said) is { Success: true } renewals)
            return new Question.Renewals(Span(renewals), Whose(renewals, renewals.Groups["team"].Success));
        return ListSaid().Match(said) is { Success: true } list ? new Question.Listing(Plain(list.Groups["when"].Value)) : null;
    }

    private static string? Whose(Match match, bool team) =>
        match.Groups["who"] is { Success: true, Value: var who } && Name(who) is { Length: > 0 } name ? name : team ? "team" : null;

    private static RenewalSpan Span(Match match)
    {
        if (match.Groups["unit"] is { Success: true, Value: var unit })
            return new RenewalSpan(unit.ToLowerInvariant(), match.Groups["when"].Value.Equals("next", StringComparison.OrdinalIgnoreCase));
        return int.TryParse(match.Groups["days"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int days)
            ? new RenewalSpan(null, false, Math.Clamp(days, 1, MostDays))
            : RenewalSpan.ThisQuarter;
    }

    private static string Name(string name) => name.Trim().Trim('"', '\'', '\u201c', '\u201d', ',', ':').Trim();

    /// <summary>Chats make quotes and signs pretty; conditions are written with plain ones.</summary>
    private static string Plain(string condition) => condition.Replace('\u201c', '"').Replace('\u201d', '"').Replace('\u201e', '"')
        .Replace("\u2265", ">=", StringComparison.Ordinal).Replace("\u2264", "<=", StringComparison.Ordinal).Replace("\u2260", "!=", StringComparison.Ordinal)
        .Replace("\u2013", "-", StringComparison.Ordinal).Replace("\u2212", "-", StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"^(brief|prep|prepare|qbr|business\s+review)(\s+(me\s+)?(for|of|on))?(\s+(?<name>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex BriefSaid();

    [GeneratedRegex(@"^(people|contacts|who\s+do\s+we\s+know)(\s+(at|of|in))?(\s+(?<name>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex PeopleSaid();

    [GeneratedRegex(@"^(person|who\s+is)\s+(?<who>.+?)\s+(at|of|from)\s+(?<account>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex PersonAtSaid();

    [GeneratedRegex(@"^(person|who\s+is)(\s+(?<words>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex PersonSaid();

    [GeneratedRegex(@"^(show\s+)?((my|our)\s+)?(?<team>team('s)?\s+)?portfolio(\s+(of|for))?(\s+(?<who>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex PortfolioSaid();

    [GeneratedRegex(@"^(show\s+|what\s+are\s+)?((my|our|the)\s+)?(?<team>team('s)?\s+)?(renewals|what\s+renews|who\s+renews)(\s+due)?(\s+((?<when>this|next)\s+(?<unit>week|month|quarter|year)|(in|within|next)\s+(the\s+next\s+)?(?<days>\d{1,5})\s*d(ays)?))?(\s+(of|for)\s+(?<who>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex RenewalsSaid();

    [GeneratedRegex(@"^(list|(list\s+)?(all\s+)?accounts\s+(where|with|whose))(\s+(?<when>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex ListSaid();
}

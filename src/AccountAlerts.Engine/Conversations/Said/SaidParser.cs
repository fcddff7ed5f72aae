using System.Text.RegularExpressions;
using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>Understands what teammates say of an account: the short forms, and the way people say it.</summary>
internal static partial class SaidParser
{
    private const string Kinds = "call|phone call|meeting|visit|e-?mail|mail|training|workshop|qbr|business review|review";

    /// <param name="said">With single blanks, and without what stands around a command.</param>
    /// <returns>Null for anything else.</returns>
    public static SaidCommand? Parse(string said)
    {
        if (LogSaid().Match(said) is { Success: true } log)
            return new SaidCommand.Log(Name(log), KindOf(log.Groups["kind"].Value), Optional(log.Groups["what"]));
        if (LogWithSaid().Match(said) is { Success: true } with)
            return new SaidCommand.Log(Name(with), KindOf(with.Groups["kind"].Value), Optional(with.Groups["what"]));
        if (TouchedSaid().Match(said) is { Success: true } touched)
            return new SaidCommand.Log(Name(touched), KindOf(touched.Groups["kind"].Value), Optional(touched.Groups["what"]));
        if (NoteSaid().Match(said) is { Success: true } note)
            return new SaidCommand.Note(Name(note), Optional(note.Groups["what"]));
        if (SentimentSaid().Match(said) is { Success: true } felt)
            return new SaidCommand.Sentiment(Name(felt), Off(felt.Groups["colour"].Value), Optional(felt.Groups["why"]));
        if (OverrideSaid().Match(said) is { Success: true } set)
            return new SaidCommand.Override(Name(set), BandOf(set.Groups["band"].Value), Optional(set.Groups["until"]), Optional(set.Groups["why"]));
        if (RoleSaid().Match(said) is { Success: true } role)
            return new SaidCommand.NamePerson(Name(role), RoleOf(role), Person(role.Groups["who"]));
        if (PossessiveSaid().Match(said) is { Success: true } own)
            return new SaidCommand.NamePerson(Name(own), RoleOf(own), CommandParser.Name(own.Groups["who"].Value));
        if (Same(said) is { } same)
            return same;
        if (QuietSaid().Match(said) is { Success: true } quiet)
            return new SaidCommand.Quiet(Name(quiet), quiet.Groups["off"].Success ? SaidKinds.Off : Optional(quiet.Groups["until"]), Optional(quiet.Groups["why"]));
        return UndoSaid().Match(said) is { Success: true } undo ? new SaidCommand.Undo(Name(undo)) : null;
    }

    private static SaidCommand? Same(string said)
    {
        if (ApartSaid().Match(said) is { Success: true } apart)
            return new SaidCommand.Apart(Name(apart), Person(apart.Groups["one"]));
        foreach (var form in new[] { SameWithSign(), SameWithAnd(), SameOfTwo(), SameAs(), SameSaid() })
        {
            if (form.Match(said) is { Success: true } same)
                return new SaidCommand.Same(Name(same), Person(same.Groups["one"]), Person(same.Groups["other"]));
        }

        return null;
    }

    private static string? Person(Group group) => Optional(group) is { } who ? CommandParser.Name(who) : null;

    private static string? Off(string word) => word.ToLowerInvariant() switch
    {
        "" => null,
        "none" or "clear" or "off" => SaidKinds.Off,
        var other => other,
    };

    private static string? BandOf(string word) => Off(word) switch
    {
        "at-risk" or "yellow" => "at risk",
        "green" => "healthy",
        "red" => "critical",
        var other => other,
    };

    private static string RoleOf(Match match) =>
        match.Groups["role"].Value.Equals(SaidKinds.Champion, StringComparison.OrdinalIgnoreCase) ? SaidKinds.Champion : SaidKinds.Executive;

    private static string KindOf(string word) => word.ToLowerInvariant() switch
    {
        "qbr" or "business review" or "review" => SaidKinds.Review,
        "meeting" or "visit" or "met" or "visited" => SaidKinds.Meeting,
        "training" or "workshop" or "trained" => SaidKinds.Training,
        "call" or "phone call" or "called" or "phoned" or "rang" => SaidKinds.Call,
        _ => SaidKinds.Email,
    };

    private static string Name(Match match) => CommandParser.Name(match.Groups["name"].Value);

    private static string? Optional(Group group) => group is { Success: true, Value: var text } && text.Trim().Length > 0 ? text.Trim() : null;

    [GeneratedRegex(@"^log(ged)?\s+(?<name>[^:]+?)\s*[,:]?\s+(an?\s+|the\s+)?(?<kind>" + Kinds + @")(\s*[:,]\s*(?<what>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex LogSaid();

    [GeneratedRegex(@"^log(ged)?\s+(an?\s+|the\s+)?(?<kind>" + Kinds + @")\s+(with|at|to|for)\s+(?<name>[^:]+?)(\s*:\s*(?<what>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex LogWithSaid();

    [GeneratedRegex(@"^(i\s+|we\s+|i\s+just\s+|just\s+)?(?<kind>called|phoned|rang|met|visited|e-?mailed|trained)\s+(with\s+)?(?<name>[^:]+?)(\s*:\s*(?<what>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex TouchedSaid();

    [GeneratedRegex(@"^(add\s+a\s+)?note\s+((on|for|about|of)\s+)?(?<name>[^:]+?)(\s*:\s*(?<what>.+)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex NoteSaid();

    [GeneratedRegex(@"^(sentiment|mood)(\s+(of|for|on|at))?\s+(?<name>[^:]+?)(\s*[:,]?\s+(is\s+|as\s+)?(?<colour>green|yellow|red|none|off|clear)(?=[\s:,]|$)(\s*[:,]?\s*((because|since|as)\s+)?(?<why>.+))?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex SentimentSaid();

    [GeneratedRegex(@"^(override|overrule)(\s+(for|of|at))?\s+(?<name>[^:]+?)(\s*[:,]?\s+(to\s+|as\s+|is\s+)?(?<band>healthy|at[ -]risk|critical|green|yellow|red|none|off|clear)(?=[\s:,]|$)(\s+((until|till|for)\s+)(?<until>[^:]+?))?(\s*:\s*(?<why>.+))?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex OverrideSaid();

    [GeneratedRegex(@"^(?<role>champion|executive|their\s+executive)\s+((of|for|at)\s+)?(?<name>[^:]+?)(\s*(:|\s+is\s+)\s*(?<who>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex RoleSaid();

    [GeneratedRegex(@"^(?<who>[^:]+?)\s+is\s+(?<name>[^:]+?)'s\s+(?<role>champion|executive)$", RegexOptions.IgnoreCase)]
    private static partial Regex PossessiveSaid();

    // Ids may hold the sign themselves: with blanks around it goes first.
    [GeneratedRegex(@"^(same|merge)(\s+person)?(\s+(at|for|of))?\s+(?<name>[^:]+?)(\s*:\s*(?<one>.+?))?(\s+=\s+|=(?!.*\s=\s))(?<other>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex SameWithSign();

    [GeneratedRegex(@"^(same|merge)(\s+person)?(\s+(at|for|of))?\s+(?<name>[^:]+)(\s*:\s*(?<one>.+))?\s+(and|with)\s+(?<other>[^:]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex SameWithAnd();

    [GeneratedRegex(@"^(?<one>[^:]+?)\s+and\s+(?<other>[^:]+?)\s+are\s+(both\s+)?(the\s+same|one)(\s+person)?\s+(at|of)\s+(?<name>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex SameOfTwo();

    [GeneratedRegex(@"^(?<one>[^:]+?)\s+is\s+the\s+same(\s+person)?\s+as\s+(?<other>[^:]+?)\s+(at|of)\s+(?<name>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex SameAs();

    [GeneratedRegex(@"^same(\s+person)?(\s+(at|for|of))?\s+(?<name>[^:]+?)(\s*:\s*(?<one>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex SameSaid();

    [GeneratedRegex(@"^(apart|tell\s+apart|not\s+the\s+same)(\s+(at|for|of))?\s+(?<name>[^:]+?)(\s*:\s*(?<one>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex ApartSaid();

    [GeneratedRegex(@"^(quiet|hush)(\s+(about|on))?\s+(?<name>[^:]+?)(\s+(?<off>off|over|again)|\s+(until|till|for)\s+(?<until>[^:]+?))?(\s*:\s*(?<why>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex QuietSaid();

    [GeneratedRegex(@"^(undo|take\s+back)(\s+(on|for|at|of))?\s+(?<name>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex UndoSaid();
}

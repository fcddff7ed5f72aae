using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>What teammates said, in the reader's words. What they wrote is told as they wrote it, in one line.</summary>
public static class SaidWords
{
    private const int Longest = 300;

    /// <summary>Lines on a page or in an answer; the newest are told.</summary>
    public const int MostLines = 5;

    /// <summary>"a call: talked about the renewal".</summary>
    public static string Of(SaidFact said)
    {
        ArgumentNullException.ThrowIfNull(said);
        string note = PlainText.Clean(said.Note, Longest);
        string what = SaidKinds.Touches.Contains(said.Kind) ? TouchWords.Of(said.Kind) : said.Kind == SaidKinds.Note ? "" : said.Kind;
        return what.Length == 0 ? note : note.Length == 0 ? what : $"{what}: {note}";
    }

    /// <summary>"8 Jun 2026, Dana Whitfield: a call: talked about the renewal".</summary>
    public static string Line(SaidFact said, TeamDirectory team)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(team);
        return $"{ReadableValue.Date(said.Day)}, {PlainText.Clean(team.Of(said.Author).Name)}: {Of(said)}";
    }

    /// <summary>Touches and notes up to a day, the newest first.</summary>
    public static IReadOnlyList<string> Notes(AccountView view, TeamDirectory team)
    {
        ArgumentNullException.ThrowIfNull(view);
        return
        [
            .. view.Facts.Said.Where(said => said.Day <= view.AsOf && (said.Kind == SaidKinds.Note || SaidKinds.Touches.Contains(said.Kind)))
                .Reverse().Take(MostLines).Select(said => Line(said, team)),
        ];
    }
}

using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Delivery;
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
        string what = What(said);
        return what.Length == 0 ? note : note.Length == 0 ? what : $"{what}: {note}";
    }

    /// <summary>"8 Jun 2026, Dana Whitfield: a call: talked about the renewal".</summary>
    public static string Line(SaidFact said, TeamDirectory team)
    {
        ArgumentNullException.ThrowIfNull(said);
        return $"{ReadableValue.Date(said.Day)}, {Name(said, team)}: {Of(said)}";
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

    /// <summary>What we think of the account, beside its score; empty where nobody said.</summary>
    public static IReadOnlyList<string> Opinion(TeamOpinion? opinion, TeamDirectory team)
    {
        var lines = new List<string>();
        if (opinion?.Override is { } set && TeamOpinion.BandOf(set) is { } band)
            lines.Add($"Set to {CardWords.Band(band)} by {Name(set, team)} until {ReadableValue.Date(set.Until!.Value)}{Why(set)}");
        if (opinion?.Ended is { } ended && TeamOpinion.BandOf(ended) is { } once)
            lines.Add($"No longer set to {CardWords.Band(once)}: {Name(ended, team)}'s word ended on {ReadableValue.Date(ended.Until!.Value)}");
        if (opinion?.Sentiment is { } felt)
            lines.Add($"{Name(felt, team)} sees it {felt.Value}, since {ReadableValue.Date(felt.Day)}{Why(felt)}");
        return lines;
    }

    /// <summary>"Healthy by Lee Park until 20 Jun 2026: the merger is done", beside a score.</summary>
    /// <param name="team">Null where it is nobody's business who said so.</param>
    public static string Set(SetBand set, TeamDirectory? team)
    {
        ArgumentNullException.ThrowIfNull(set);
        string by = team is null ? "one of us" : PlainText.Clean(team.Of(set.Author).Name);
        string why = PlainText.Clean(set.Why, Longest).TrimEnd('.');
        return $"{CardWords.Band(set.Band)} by {by} until {ReadableValue.Date(set.Until)}{(why.Length > 0 ? $": {why}" : "")}";
    }

    /// <summary>"set to Healthy", where there is room for no more.</summary>
    public static string SetShort(SetBand set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return $"set to {CardWords.Band(set.Band)}";
    }

    private static string What(SaidFact said) => said.Kind switch
    {
        SaidKinds.Note => "",
        SaidKinds.Sentiment when said.Value == SaidKinds.Off => "no view any more",
        SaidKinds.Sentiment => $"sees it {said.Value}",
        SaidKinds.Override when TeamOpinion.BandOf(said) is { } band => $"set to {CardWords.Band(band)} until {(said.Until is { } until ? ReadableValue.Date(until) : "")}",
        SaidKinds.Override => "shown by its score again",
        SaidKinds.Champion => $"champion is {PlainText.Clean(said.Value, 60)}",
        SaidKinds.Executive => $"executive is {PlainText.Clean(said.Value, 60)}",
        SaidKinds.Quiet when said.Until is { } day => $"quiet until {ReadableValue.Date(day)}",
        SaidKinds.Quiet => "heard of again",
        _ => TouchWords.Of(said.Kind),
    };

    private static string Why(SaidFact said) => said.Note is { Length: > 0 } note ? $": {PlainText.Clean(note, Longest)}" : "";

    private static string Name(SaidFact said, TeamDirectory team)
    {
        ArgumentNullException.ThrowIfNull(team);
        return PlainText.Clean(team.Of(said.Author).Name);
    }
}

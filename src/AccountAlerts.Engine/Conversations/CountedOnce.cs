namespace AccountAlerts.Engine.Conversations;

/// <summary>
/// What a platform may deliver twice without anybody remembering that it came: an act on alerts is stored under the click's own name, together with
/// its first answer, and what only asks changes nothing. Everything else has to be remembered beside what it does.
/// </summary>
public static class CountedOnce
{
    /// <summary>True for buttons of cards and rows whose press counts once by its <see cref="Click.ClickId"/>, or does nothing but answer.</summary>
    public static bool IsAct(string action) => action is Actions.Acknowledge or Actions.Snooze or Actions.Done or Actions.NotRight or Actions.HandTo
        or Actions.Claim or Actions.StartPlaybook or Actions.TickStep or Actions.AskSponsor or Actions.NoteForSponsor or Actions.HoldFromSponsor
        or Actions.Unmute or Actions.Why or Actions.Draft;

    /// <summary>True for what is typed and changes nothing, whoever types it.</summary>
    public static bool IsQuestion(string text) => CommandParser.Parse(text) is Command.Why or Command.Summary or Command.Mine or Command.Alerts or Command.Queue
        or Command.Muted or Command.Precision or Command.History or Command.Define or Command.Help or Asked.Question;
}

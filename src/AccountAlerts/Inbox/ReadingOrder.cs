using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Inbox;

/// <summary>The order in which a page shows messages: what waits for somebody first, and of that the most urgent; within, newest first.</summary>
internal static class ReadingOrder
{
    /// <param name="newestFirst">As the mailbox gives them.</param>
    public static IReadOnlyList<MailboxMessage> Of(IReadOnlyList<MailboxMessage> newestFirst) =>
        [.. newestFirst.OrderBy(message => Place(message.Message)).ThenBy(message => Urgency(message.Message.Tone))];

    /// <summary>Waiting cards and news; then cards that somebody has taken; then what is over.</summary>
    private static int Place(Message message) => message switch
    {
        { Tone: Tone.Done } => 2,
        _ when message.Blocks.Any(block => block is RowList) => 0,
        { Buttons.Count: > 0 } when !InboxDirectory.IsLive(message) => 1,
        _ => 0,
    };

    private static int Urgency(Tone tone) => tone switch
    {
        Tone.Critical => 0,
        Tone.AtRisk => 1,
        Tone.Done => 0,
        _ => 2,
    };
}

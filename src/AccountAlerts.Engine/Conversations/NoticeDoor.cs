namespace AccountAlerts.Engine.Conversations;

/// <summary>Leads clicks on messages about no single customer to their own desk, and everything else to the one behind.</summary>
public sealed class NoticeDoor(ConversationDesk behind, INoticeDesk notices) : IConversationDesk
{
    public Task<Answer> ClickAsync(Click click, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(click);
        return click.Action == Actions.Notice ? notices.ClickAsync(click, cancellation) : behind.ClickAsync(click, cancellation);
    }

    public Task<Answer> CommandAsync(CommandLine command, CancellationToken cancellation) => behind.CommandAsync(command, cancellation);
}

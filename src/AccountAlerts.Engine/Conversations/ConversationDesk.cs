namespace AccountAlerts.Engine.Conversations;

/// <summary>Takes clicks and commands from any platform: acts on alerts, answers questions.</summary>
public sealed class ConversationDesk(ActDesk acts, CommandDesk commands) : IConversationDesk
{
    public Task<Answer> ClickAsync(Click click, CancellationToken cancellation) => click.Action == Actions.Command
        ? commands.AnswerAsync(new CommandLine(click.Actor, click.Teammate, click.Conversation, click.Value), cancellation)
        : acts.ClickAsync(click, cancellation);

    public Task<Answer> CommandAsync(CommandLine command, CancellationToken cancellation) => commands.AnswerAsync(command, cancellation);
}

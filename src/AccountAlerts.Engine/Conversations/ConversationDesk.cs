using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Homes;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Takes clicks and commands from any platform: acts on alerts, answers questions, and keeps what people set for themselves.</summary>
public sealed class ConversationDesk(ActDesk acts, CommandDesk commands, HomeForms? home = null) : IConversationDesk
{
    public Task<Answer> ClickAsync(Click click, CancellationToken cancellation) => click.Action is Actions.Command or Actions.NameChampion
        ? commands.AnswerAsync(
            new CommandLine(click.Actor, click.Teammate, click.Conversation, click.Action == Actions.Command ? click.Value : ChampionQuestion.Typed(click)), cancellation)
        : home is not null && HomeForms.Has(click.Action) ? home.SaveAsync(click.Action, click.Teammate, click.Inputs, cancellation)
        : acts.ClickAsync(click, cancellation);

    public Task<Answer> CommandAsync(CommandLine command, CancellationToken cancellation) => commands.AnswerAsync(command, cancellation);
}

using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>After a click on a line of a digest the digest shows what became of it.</summary>
public sealed class RowDesk(IConversationDesk desk, RowRefresh refresh) : IConversationDesk
{
    public async Task<Answer> ClickAsync(Click click, CancellationToken cancellation)
    {
        var answer = await desk.ClickAsync(click, cancellation);
        if (CardHandle.Parse(click.Value) is { } handle && RowKey.Parse(handle.Key) is { } row && click.Action != Actions.Why)
            await refresh.RefreshAsync(row.Sheet, cancellation);
        return answer;
    }

    public Task<Answer> CommandAsync(CommandLine command, CancellationToken cancellation) => desk.CommandAsync(command, cancellation);
}

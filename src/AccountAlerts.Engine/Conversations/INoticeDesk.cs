namespace AccountAlerts.Engine.Conversations;

/// <summary>Answers clicks on messages to operations that are about no single customer.</summary>
public interface INoticeDesk
{
    Task<Answer> ClickAsync(Click click, CancellationToken cancellation);
}

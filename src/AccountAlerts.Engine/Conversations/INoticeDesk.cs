namespace AccountAlerts.Engine.Conversations;

/// <summary>Answers clicks on messages to operations that are about no single customer.</summary>
public interface INoticeDesk
{
    Task<Answer> ClickAsync(Click click, CancellationToken cancellation);

    /// <summary>What a button asks first; null where it asks nothing.</summary>
    /// <param name="value">The button's.</param>
    Dialog? FormOf(string value);
}

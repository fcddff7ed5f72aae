namespace AccountAlerts.Slack;

/// <summary>Where a workspace's token comes from; it may change over time.</summary>
public interface ISlackTokens
{
    /// <returns>Null for a workspace that is not installed.</returns>
    Task<string?> FindAsync(string workspace, CancellationToken cancellation);

    /// <summary>A token that Slack refused may have been replaced, or can be.</summary>
    /// <returns>Another token, or null if there is none.</returns>
    Task<string?> RenewAsync(string workspace, string refused, CancellationToken cancellation) => Task.FromResult<string?>(null);
}

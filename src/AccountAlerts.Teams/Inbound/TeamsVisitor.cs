namespace AccountAlerts.Teams.Inbound;

/// <summary>Who stands behind an event.</summary>
public abstract record TeamsVisitor
{
    /// <param name="Email">Lower case; as the engine knows them.</param>
    /// <param name="Welcome">Something to tell them first; null for nothing.</param>
    public sealed record Known(string Email, string? Welcome) : TeamsVisitor;

    /// <summary>A guest, a stranger, a bot, somebody of a tenant that is not ours, or not on the team: nothing is shown to them and nothing done.</summary>
    public sealed record Nobody : TeamsVisitor;

    /// <summary>Teams does not say, now.</summary>
    public sealed record Unclear : TeamsVisitor;
}

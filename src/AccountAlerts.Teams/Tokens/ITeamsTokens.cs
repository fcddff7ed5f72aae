namespace AccountAlerts.Teams.Tokens;

/// <summary>Where our own token comes from.</summary>
public interface ITeamsTokens
{
    /// <param name="refused">A token that the connector no longer takes: a new one is fetched, once for all who were refused with it.</param>
    Task<TokenAnswer> GetAsync(string? refused, CancellationToken cancellation);
}

/// <summary>A token, or why there is none.</summary>
public abstract record TokenAnswer
{
    /// <param name="Text">Null where none is needed.</param>
    public sealed record Token(string? Text) : TokenAnswer;

    /// <summary>Entra knows us, and says no: wrong secret, wrong tenant, consent withdrawn.</summary>
    public sealed record Refused(string Reason) : TokenAnswer;

    /// <summary>Entra does not answer.</summary>
    public sealed record Unclear(string Reason) : TokenAnswer;
}

/// <summary>For development on this machine.</summary>
public sealed class NoTokens : ITeamsTokens
{
    public Task<TokenAnswer> GetAsync(string? refused, CancellationToken cancellation) => Task.FromResult<TokenAnswer>(new TokenAnswer.Token(null));
}

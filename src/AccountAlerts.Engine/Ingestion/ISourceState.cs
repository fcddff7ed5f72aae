namespace AccountAlerts.Engine.Ingestion;

/// <summary>The few words a source remembers between polls and restarts: a cursor, a first day. Not for facts, never for secrets.</summary>
public interface ISourceState
{
    /// <returns>Null if nothing was ever set.</returns>
    Task<string?> GetAsync(string source, string key, CancellationToken cancellation);

    /// <summary>Durable when the task ends; an earlier value is replaced.</summary>
    Task SetAsync(string source, string key, string value, CancellationToken cancellation);
}

namespace AccountAlerts.Engine;

/// <summary>Small things the product remembers, by scope and key: who is away, what a guard holds, when a digest was said. Not for facts; secrets only as <see cref="ISecretBox"/> has sealed them.</summary>
/// <remarks>Scopes begin with <c>$</c>; those of sources are the sources' names.</remarks>
public interface IProductValues
{
    /// <returns>Null if there is nothing.</returns>
    Task<string?> GetAsync(string scope, string key, CancellationToken cancellation);

    /// <summary>Everything in a scope, in ordinal order of the keys.</summary>
    Task<IReadOnlyDictionary<string, string>> ListAsync(string scope, CancellationToken cancellation);

    /// <summary>What is made of everything in a scope that is asked for at every answer and seldom changes; made anew only after a change.</summary>
    /// <param name="scope">One of <see cref="OftenAsked.Scopes"/>.</param>
    /// <param name="read">Pure, and always the same one for the same <typeparamref name="T"/>; what it returns is shared, so nobody may change it.</param>
    async Task<T> RememberAsync<T>(string scope, Func<IReadOnlyDictionary<string, string>, T> read, CancellationToken cancellation)
        where T : class => read(await ListAsync(scope, cancellation));

    /// <summary>Durable when the task ends.</summary>
    /// <param name="value">Null forgets the key.</param>
    Task SetAsync(string scope, string key, string? value, CancellationToken cancellation);

    /// <summary>Sets a value only if it still is what was seen; for what several replicas may change at once.</summary>
    /// <param name="expected">Null: only if there is nothing yet.</param>
    /// <returns>False if somebody else was first; nothing is changed then.</returns>
    Task<bool> TrySetAsync(string scope, string key, string? expected, string? value, CancellationToken cancellation);
}

/// <summary>A value that is written together with something else. <paramref name="Value"/> null forgets the key.</summary>
public sealed record ProductValue(string Scope, string Key, string? Value);

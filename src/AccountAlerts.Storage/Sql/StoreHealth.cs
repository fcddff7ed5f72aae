namespace AccountAlerts.Storage.Sql;

/// <summary>Why nothing can be written now, or ever again.</summary>
/// <param name="Reason">For people, without names of customers: "the disk is full".</param>
/// <param name="Damaged">True if what is stored cannot be trusted any more. Only a restore ends that.</param>
public sealed record StoreFault(string Reason, bool Damaged = false);

/// <summary>
/// Whether the store takes what is written to it, as the last attempts have shown. Reads may go on for long while every write fails, so
/// that a look at the store alone says nothing.
/// </summary>
public sealed class StoreHealth
{
    private volatile StoreFault? _fault;

    /// <summary>Null while all is well.</summary>
    public StoreFault? Fault => _fault;

    /// <summary>Something was written for good.</summary>
    public void Wrote()
    {
        if (_fault is { Damaged: false })
            _fault = null;
    }

    /// <param name="fault">Null for a failure that says nothing about the store.</param>
    public void Saw(StoreFault? fault)
    {
        if (fault is not null && _fault is not { Damaged: true })
            _fault = fault;
    }

    /// <exception cref="StoreDamagedException">Writing on would make it worse.</exception>
    public void MustBeWhole()
    {
        if (_fault is { Damaged: true } fault)
            throw new StoreDamagedException(fault.Reason);
    }
}

/// <summary>The store is damaged, and nothing is written to it any more.</summary>
public sealed class StoreDamagedException(string reason) : Exception($"{reason}; nothing more is written until it is restored");

namespace AccountAlerts.Engine;

public enum StoreTrouble
{
    None,

    /// <summary>Nothing can be written for now: no space, no permission, no disk. It passes when its cause does.</summary>
    CannotWrite,

    /// <summary>The file is damaged. Nothing is written to it any more; only a restore helps.</summary>
    Damaged,
}

/// <summary>Whether the store can be written, as those who tried found it. For <c>/healthz/ready</c> and the log.</summary>
public sealed class StoreHealth
{
    private readonly Lock _gate = new();
    private StoreTrouble _trouble;
    private string _text = "";

    /// <summary>Called once for each change, outside of any lock.</summary>
    public event Action<StoreTrouble, string>? Changed;

    public (StoreTrouble Trouble, string Text) State
    {
        get
        {
            lock (_gate)
                return (_trouble, _text);
        }
    }

    /// <param name="text">What is the case, for whoever asks from outside: no paths, no names.</param>
    /// <param name="advice">What to do about it, for the log.</param>
    public void Saw(StoreTrouble trouble, string text, string advice)
    {
        lock (_gate)
        {
            // Damage does not pass, and is not made smaller by what comes after it.
            if (_trouble == StoreTrouble.Damaged || (_trouble == trouble && _text == text))
                return;
            (_trouble, _text) = (trouble, text);
        }

        Changed?.Invoke(trouble, $"{text}. {advice}");
    }

    /// <summary>Something was written for sure.</summary>
    public void Recovered()
    {
        lock (_gate)
        {
            if (_trouble != StoreTrouble.CannotWrite)
                return;
            (_trouble, _text) = (StoreTrouble.None, "");
        }

        Changed?.Invoke(StoreTrouble.None, "");
    }
}

/// <summary>Nothing is written to a damaged database.</summary>
public sealed class DamagedStoreException(string text) : Exception(text);

/// <summary>A store that says how it is.</summary>
public interface IWatchedStore
{
    StoreHealth Health { get; }

    /// <summary>Writes something that needs space, and takes it away again; after it <see cref="Health"/> is as it is now.</summary>
    Task ProbeAsync(CancellationToken cancellation);
}

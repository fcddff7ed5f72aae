using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// Memory for the use of the accounts of one read, taken back for the next: an account's use is most of what a pass reads, and fresh memory
/// for each costs more than reading it. Not thread-safe.
/// </summary>
internal sealed class UsageBuffers
{
    private UsageEntry[][] _buffers = [];
    private int _lent;

    /// <summary>A buffer that nobody uses; whoever needs a larger one puts it in its place.</summary>
    public ref UsageEntry[] Next()
    {
        if (_lent == _buffers.Length)
        {
            Array.Resize(ref _buffers, Math.Max(64, _lent * 2));
            _buffers.AsSpan(_lent).Fill([]);
        }

        return ref _buffers[_lent++];
    }

    /// <summary>From here on every buffer may be given out again.</summary>
    public void TakeBack() => _lent = 0;
}

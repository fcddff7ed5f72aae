namespace AccountAlerts.Engine.Delivery;

/// <summary>
/// How many rows to hold ready: few, so that none waits long under its lease and replicas share the work, but enough that no worker runs
/// dry during a turn.
/// </summary>
internal sealed class ClaimWindow(int parallel)
{
    /// <summary>Times the workers, at most.</summary>
    private const int Most = 64;

    private int _size = 2 * parallel;

    /// <param name="ready">Claimed rows that no worker has taken yet.</param>
    public int Room(int ready) => Math.Max(0, _size - ready);

    /// <param name="full">Whether the outbox gave as many as were asked for, so that there may be more.</param>
    /// <param name="dry">Whether nothing was left for the workers when the turn ended.</param>
    public void Saw(bool full, bool dry) =>
        _size = full && dry ? Math.Min(2 * _size, Most * parallel) : dry ? _size : Math.Max(2 * parallel, _size - parallel);
}

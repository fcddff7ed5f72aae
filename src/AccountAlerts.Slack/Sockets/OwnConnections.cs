namespace AccountAlerts.Slack.Sockets;

/// <summary>How many connections of ours Slack may count: those that are open or about to be, and those that ended so lately that it may not know.</summary>
public sealed class OwnConnections(TimeProvider machineClock)
{
    /// <summary>Slack counts a connection that broke until it notices.</summary>
    private static readonly TimeSpan Lingers = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly List<DateTimeOffset> _ended = [];
    private int _open;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                var now = machineClock.GetUtcNow();
                _ended.RemoveAll(end => now - end > Lingers);
                return _open + _ended.Count;
            }
        }
    }

    /// <summary>Before Slack is asked for it: it may be counted before we know.</summary>
    public void Begin()
    {
        lock (_gate)
            _open++;
    }

    public void End()
    {
        lock (_gate)
        {
            _open--;
            _ended.Add(machineClock.GetUtcNow());
        }
    }
}

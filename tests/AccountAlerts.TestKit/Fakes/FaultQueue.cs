namespace AccountAlerts.TestKit.Fakes;

/// <summary>What goes wrong with the next calls of each kind, one fault a call.</summary>
internal sealed class FaultQueue<TCall, TFault>
    where TCall : notnull
    where TFault : class
{
    private readonly Dictionary<TCall, Queue<TFault>> _faults = [];

    public void Add(TCall call, IEnumerable<TFault> faults)
    {
        lock (_faults)
        {
            if (!_faults.TryGetValue(call, out var queue))
                _faults.Add(call, queue = new Queue<TFault>());
            foreach (var fault in faults)
                queue.Enqueue(fault);
        }
    }

    /// <returns>Null if nothing is to go wrong.</returns>
    public TFault? Next(TCall call)
    {
        lock (_faults)
            return _faults.TryGetValue(call, out var queue) && queue.TryDequeue(out var fault) ? fault : null;
    }
}

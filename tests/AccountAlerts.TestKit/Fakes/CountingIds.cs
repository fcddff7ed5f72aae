using AccountAlerts.Engine;

namespace AccountAlerts.TestKit.Fakes;

/// <summary>Ids that a test can foresee: 22 characters, counting up.</summary>
public sealed class CountingIds : IRandomIds
{
    private int _last;

    public string Next() => $"id{Interlocked.Increment(ref _last):d20}";
}

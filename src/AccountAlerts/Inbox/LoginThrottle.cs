namespace AccountAlerts.Inbox;

/// <summary>Slows guessing down: after some wrong passwords nobody may try for a while, whoever it was.</summary>
public sealed class LoginThrottle(TimeProvider clock)
{
    public const int Tries = 5;

    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(1);

    private readonly Queue<long> failures = new();
    private readonly Lock gate = new();

    /// <summary>True if a try is allowed now.</summary>
    public bool MayTry()
    {
        lock (gate)
        {
            while (failures.TryPeek(out long at) && clock.GetElapsedTime(at) >= Window)
                failures.Dequeue();
            return failures.Count < Tries;
        }
    }

    public void Failed()
    {
        lock (gate)
            failures.Enqueue(clock.GetTimestamp());
    }
}

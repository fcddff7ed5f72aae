namespace AccountAlerts.Engine.Rhythm;

/// <summary>
/// Something that the clock makes due: a digest, a reminder, a look for what was forgotten. It is asked again and again, by any replica,
/// and decides from what is stored whether to do anything; what it does, it commits under a name that is taken only once.
/// </summary>
public interface IDueWork
{
    /// <summary>For logs and metrics.</summary>
    string Name { get; }

    /// <summary>How often to ask, by the real clock; at least a second.</summary>
    TimeSpan Every { get; }

    /// <param name="now">By the product's clock.</param>
    /// <returns>How many things were done.</returns>
    Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation);
}

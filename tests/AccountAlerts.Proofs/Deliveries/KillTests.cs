using AccountAlerts.Proofs.Running;
using Xunit.Abstractions;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>Killed between every pair of steps of a delivery. <c>bench/proof kills</c> is the long form.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private static readonly int Rounds = Length.Of("ACCOUNTALERTS_ROUNDS", KillMoment.All.Count);
    private static readonly int Seed = Length.Of("ACCOUNTALERTS_SEED", 20260603);

    [Fact]
    public Task Killed_at_any_step_of_a_delivery_nothing_is_lost_doubled_or_stuck_on_SQLite() => KillProof.RunAsync(Rounds, Seed, null, output.WriteLine);

    [Fact]
    public async Task Killed_at_any_step_of_a_delivery_nothing_is_lost_doubled_or_stuck_on_PostgreSQL() =>
        await KillProof.RunAsync(Rounds, Seed, await PostgresDatabase.CreateAsync(), output.WriteLine);
}

using AccountAlerts.Proofs.Chat;
using AccountAlerts.Proofs.Running;
using Xunit.Abstractions;

namespace AccountAlerts.Proofs.Deliveries;

/// <summary>Killed between every pair of steps of a delivery. <c>bench/proof kills</c> is the long form.</summary>
public abstract class KillTests(ITestOutputHelper output)
{
    private static readonly int Rounds = Length.Of("ACCOUNTALERTS_ROUNDS", KillMoment.All.Count);
    private static readonly int Seed = Length.Of("ACCOUNTALERTS_SEED", 20260603);

    [Fact]
    public async Task Killed_at_any_step_of_a_delivery_nothing_is_lost_doubled_or_stuck() =>
        await KillProof.RunAsync(await ChatAsync(), Rounds, Seed, await DatabaseAsync(), output.WriteLine);

    private protected virtual Task<IChatServer> ChatAsync() => WebhookChat.StartAsync();

    /// <returns>Null for a file.</returns>
    private protected abstract Task<Database?> DatabaseAsync();
}

public sealed class SqliteKillTests(ITestOutputHelper output) : KillTests(output)
{
    private protected override Task<Database?> DatabaseAsync() => Task.FromResult<Database?>(null);
}

public sealed class PostgresKillTests(ITestOutputHelper output) : KillTests(output)
{
    private protected override async Task<Database?> DatabaseAsync() => await PostgresDatabase.CreateAsync();
}

public sealed class TeamsKillTests(ITestOutputHelper output) : KillTests(output)
{
    private protected override Task<IChatServer> ChatAsync() => TeamsChat.StartAsync();

    private protected override Task<Database?> DatabaseAsync() => Task.FromResult<Database?>(null);
}

public sealed class TeamsOnPostgresKillTests(ITestOutputHelper output) : KillTests(output)
{
    private protected override Task<IChatServer> ChatAsync() => TeamsChat.StartAsync();

    private protected override async Task<Database?> DatabaseAsync() => await PostgresDatabase.CreateAsync();
}

public sealed class SlackKillTests(ITestOutputHelper output) : KillTests(output)
{
    private protected override Task<IChatServer> ChatAsync() => SlackChat.StartAsync();

    private protected override Task<Database?> DatabaseAsync() => Task.FromResult<Database?>(null);
}

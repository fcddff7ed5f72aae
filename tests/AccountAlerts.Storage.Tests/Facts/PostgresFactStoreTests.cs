using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Tests.Postgres;
using AccountAlerts.TestKit.Contracts;

namespace AccountAlerts.Storage.Tests.Facts;

public sealed class PostgresFactStoreTests : FactStoreContract
{
    protected override Task<FactsUnderTest> CreateAsync(params string[] sourceOrder) =>
        PostgresFacts.CreateAsync(new FactStoreOptions { SourceOrder = sourceOrder });
}

/// <summary>The same exam with next to no memory: every import goes through its temporary file.</summary>
public sealed class SpillingPostgresFactStoreTests : FactStoreContract
{
    protected override Task<FactsUnderTest> CreateAsync(params string[] sourceOrder) =>
        PostgresFacts.CreateAsync(new FactStoreOptions { SourceOrder = sourceOrder, StagingBytes = 100 });
}

internal static class PostgresFacts
{
    public static async Task<FactsUnderTest> CreateAsync(FactStoreOptions options)
    {
        PostgresStore store = await PostgresStore.RentAsync();
        return new FactsUnderTest(new FactStore(store.Database, options), new FactReader(store.Database, options), store.DisposeAsync);
    }
}

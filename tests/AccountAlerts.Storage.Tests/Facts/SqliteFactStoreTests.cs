using AccountAlerts.Storage.Facts;
using AccountAlerts.TestKit.Contracts;

namespace AccountAlerts.Storage.Tests.Facts;

public sealed class SqliteFactStoreTests : FactStoreContract
{
    protected override Task<FactsUnderTest> CreateAsync(params string[] sourceOrder) =>
        SqliteFacts.CreateAsync(new FactStoreOptions { SourceOrder = sourceOrder });
}

/// <summary>The same exam with next to no memory: every import goes through its temporary file.</summary>
public sealed class SpillingSqliteFactStoreTests : FactStoreContract
{
    protected override Task<FactsUnderTest> CreateAsync(params string[] sourceOrder) =>
        SqliteFacts.CreateAsync(new FactStoreOptions { SourceOrder = sourceOrder, StagingBytes = 100 });
}

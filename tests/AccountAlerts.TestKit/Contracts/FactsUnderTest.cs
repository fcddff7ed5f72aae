using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.TestKit.Contracts;

/// <summary>A store under exam, with the few verbs that its exam needs.</summary>
public sealed class FactsUnderTest(IFactStore store, IFactReader reader, Func<ValueTask> dispose) : IAsyncDisposable
{
    public IFactStore Store => store;

    public IFactReader Reader => reader;

    /// <summary>The clock of the imports.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    public ImportHeader Header(FactStream stream, string source = "import", string? hash = null) => new(source, stream, "test.csv", hash, Now);

    public async Task<ImportResult> ImportAsync(FactStream stream, IEnumerable<Cell[]> rows, string source = "import", string? hash = null)
    {
        await using IFactImport import = await store.BeginAsync(Header(stream, source, hash), CancellationToken.None);
        foreach (Cell[] row in rows)
            import.Add(row);
        return await import.CommitAsync(CancellationToken.None);
    }

    public Task AccountAsync(string id, DateTimeOffset? at = null, params (string, object?)[] cells)
    {
        Now = at ?? Now;
        return ImportAsync(FactStream.Accounts, [ContractRow.Of(FactStream.Accounts, [("account_id", id), ("name", id.ToUpperInvariant()), .. cells])]);
    }

    public Task HistoryAsync(string id, DateOnly from, params (string, object?)[] cells) => ImportAsync(
        FactStream.AccountHistory, [ContractRow.Of(FactStream.AccountHistory, [("account_id", id), ("effective_on", from), .. cells])]);

    public Task PersonAsync(string account, string person, DateTimeOffset at, params (string, object?)[] cells)
    {
        Now = at;
        return ImportAsync(FactStream.People, [ContractRow.Of(FactStream.People, [("account_id", account), ("person_id", person), .. cells])]);
    }

    /// <param name="rows">Days count from 1 = 2026-06-01.</param>
    public async Task<ImportResult> UsageAsync(params (string Account, string Person, int Day, string Metric, double Value)[] rows)
    {
        await using IFactImport import = await store.BeginAsync(Header(FactStream.Usage), CancellationToken.None);
        int dayZero = new DateOnly(2026, 5, 31).DayNumber;
        foreach ((string account, string person, int day, string metric, double value) in rows)
            import.AddUsage(account, person, dayZero + day, metric, value);
        return await import.CommitAsync(CancellationToken.None);
    }

    public async Task<IReadOnlyList<string>> ExportAsync(FactStream stream)
    {
        var rows = new List<string>();
        await foreach (Cell[] row in store.ExportAsync(stream, CancellationToken.None))
            rows.Add(ContractRow.Show(row));
        return rows;
    }

    /// <summary>Imports what another store exports.</summary>
    public async Task CopyAsync(FactsUnderTest from, FactStream stream)
    {
        await using IFactImport import = await store.BeginAsync(Header(stream), CancellationToken.None);
        await foreach (Cell[] row in from.Store.ExportAsync(stream, CancellationToken.None))
            import.Add(row);
        await import.CommitAsync(CancellationToken.None);
    }

    public async Task<IReadOnlyList<AccountRef>> AccountsAsync()
    {
        await using IFactSession session = await reader.OpenAsync(CancellationToken.None);
        return await session.AccountsAsync(CancellationToken.None);
    }

    public async Task<AccountFacts> ReadAsync(string accountId)
    {
        await using IFactSession session = await reader.OpenAsync(CancellationToken.None);
        AccountRef account = (await session.AccountsAsync(CancellationToken.None)).Single(candidate => candidate.AccountId == accountId);
        return Assert.Single(await session.ReadAsync([account.Id], CancellationToken.None));
    }

    public async Task<AccountMatching> MatchingAsync()
    {
        await using IFactSession session = await reader.OpenAsync(CancellationToken.None);
        return await session.MatchingAsync(CancellationToken.None);
    }

    public async Task<StoredHorizon> HorizonAsync(DateOnly asOf)
    {
        await using IFactSession session = await reader.OpenAsync(CancellationToken.None);
        return await session.HorizonAsync(asOf, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => dispose();
}

using System.Diagnostics;
using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage;
using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Benchmarks.Facts;

/// <summary>
/// The store alone, without reading files: imports made-up accounts, reads all of them, takes in one more day. Sizes are those
/// of the peers' data A: accounts x days x metrics.
/// </summary>
internal static class FactStoreLoad
{
    private const int PeoplePerAccount = 20;

    private static readonly DateOnly LastDay = new(2026, 6, 30);
    private static readonly string[] Metrics = ["logins", "active_users", "reports", "exports", "api_calls", "imports", "shares", "comments"];

    public static async Task RunAsync(int accounts, int days, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("facts-bench").FullName;
        try
        {
            await using ServiceProvider services = new ServiceCollection()
                .AddLogging().AddBenchStore(Path.Combine(folder, "facts.db")).AddFacts(new FactStoreOptions()).BuildServiceProvider();
            await services.GetRequiredService<ISqlSchema>().PrepareAsync(CancellationToken.None);
            await MeasureAsync(services, accounts, days, output);
            foreach (string file in Directory.GetFiles(folder))
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file),-12} {new FileInfo(file).Length / 1e6,8:0.0} MB"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory  {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6,8:0.0} MB"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(ServiceProvider services, int accounts, int days, TextWriter output)
    {
        IFactStore store = services.GetRequiredService<IFactStore>();
        IFactReader reader = services.GetRequiredService<IFactReader>();
        await TimeAsync(output, "accounts", accounts, () => RowsAsync(store, FactStream.Accounts, accounts, AddAccount));
        await TimeAsync(output, "people", accounts * PeoplePerAccount, () => RowsAsync(store, FactStream.People, accounts * PeoplePerAccount, AddPerson));
        await TimeAsync(output, "usage", (long)accounts * days * Metrics.Length, () => UsageAsync(store, accounts, LastDay.AddDays(1 - days), days));
        await TimeAsync(output, "tickets", accounts * 2, () => RowsAsync(store, FactStream.Tickets, accounts * 2, AddTicket));
        for (int i = 0; i < 3; i++)
            await TimeAsync(output, "read, 1 session", accounts, () => ReadAsync(reader, 0, 1));
        for (int i = 0; i < 3; i++)
        {
            await TimeAsync(output, "read, 2 sessions", accounts, () => Task.WhenAll(
                Task.Run(() => ReadAsync(reader, 0, 2)), Task.Run(() => ReadAsync(reader, 1, 2))));
        }

        await TimeAsync(output, "next day", (long)accounts * Metrics.Length, () => UsageAsync(store, accounts, LastDay.AddDays(1), 1));
        await TimeAsync(output, "day after", (long)accounts * Metrics.Length, () => UsageAsync(store, accounts, LastDay.AddDays(2), 1));
    }

    private static async Task TimeAsync(TextWriter output, string what, long rows, Func<Task> work)
    {
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await work();
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-18}{rows,9} rows {took.TotalMilliseconds,8:0} ms {cpu.TotalMilliseconds,8:0} ms cpu {took.TotalNanoseconds / rows,8:0} ns/row"));
    }

    private static ImportHeader Header(FactStream stream) =>
        new("import", stream, "bench", null, new DateTimeOffset(LastDay.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));

    private static async Task RowsAsync(IFactStore store, FactStream stream, int count, Action<IFactImport, int> add)
    {
        await using IFactImport import = await store.BeginAsync(Header(stream), CancellationToken.None);
        for (int i = 0; i < count; i++)
            add(import, i);
        await import.CommitAsync(CancellationToken.None);
    }

    private static string AccountId(int number) => string.Create(CultureInfo.InvariantCulture, $"A{number:000000}");

    private static void AddAccount(IFactImport import, int i)
    {
        var row = new Cell[FactContract.Of(FactStream.Accounts).Columns.Count];
        row[0] = Cell.Of(AccountId(i));
        row[1] = Cell.Of(string.Create(CultureInfo.InvariantCulture, $"Company {i}"));
        row[3] = Cell.Of(i % 3 == 0 ? "small" : "enterprise");
        row[5] = Cell.Of((double)(i % 400));
        row[6] = Cell.Of(i % 400 * 240d);
        row[9] = Cell.Of(LastDay.AddDays(-400));
        row[10] = Cell.Of(LastDay.AddDays(i % 365));
        row[11] = Cell.Of(string.Create(CultureInfo.InvariantCulture, $"csm{i % 40}@example.com"));
        import.Add(row);
    }

    private static void AddPerson(IFactImport import, int i)
    {
        string account = AccountId(i / PeoplePerAccount);
        var row = new Cell[FactContract.Of(FactStream.People).Columns.Count];
        row[0] = Cell.Of(account);
        row[1] = Cell.Of(string.Create(CultureInfo.InvariantCulture, $"{account}-{i % PeoplePerAccount}"));
        row[4] = Cell.Of(i % PeoplePerAccount == 0 ? "champion" : "user");
        row[5] = Cell.Of(i % 3 == 0 ? "sales" : "finance");
        row[7] = Cell.Of(LastDay.AddDays(-(i % 7 == 0 ? 40 : i % 5)));
        import.Add(row);
    }

    private static void AddTicket(IFactImport import, int i)
    {
        var row = new Cell[FactContract.Of(FactStream.Tickets).Columns.Count];
        row[0] = Cell.Of(string.Create(CultureInfo.InvariantCulture, $"T{i}"));
        row[1] = Cell.Of(AccountId(i / 2));
        row[3] = Cell.Of(new DateTimeOffset(LastDay.AddDays(-(i % 90)).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        row[5] = Cell.Of("p3");
        import.Add(row);
    }

    private static async Task UsageAsync(IFactStore store, int accounts, DateOnly first, int days)
    {
        await using IFactImport import = await store.BeginAsync(Header(FactStream.Usage), CancellationToken.None);
        Span<char> accountId = stackalloc char[7];
        for (int account = 0; account < accounts; account++)
        {
            accountId.TryWrite(CultureInfo.InvariantCulture, $"A{account:000000}", out _);
            for (int day = 0; day < days; day++)
            {
                for (int metric = 0; metric < Metrics.Length; metric++)
                    import.AddUsage(accountId, [], first.DayNumber + day, Metrics[metric], ((account * 31) + (day * 7) + (metric * 13)) % 400);
            }
        }

        await import.CommitAsync(CancellationToken.None);
    }

    /// <summary>Reads every n-th slice of 64 accounts, and keeps nothing.</summary>
    private static async Task ReadAsync(IFactReader reader, int worker, int workers)
    {
        await using IFactSession session = await reader.OpenAsync(CancellationToken.None);
        int[][] slices = [.. (await session.AccountsAsync(CancellationToken.None)).Select(account => account.Id).Chunk(64)];
        long entries = 0;
        for (int slice = worker; slice < slices.Length; slice += workers)
        {
            foreach (AccountFacts facts in await session.ReadAsync(slices[slice], CancellationToken.None))
                entries += facts.Usage.Entries.Length;
        }

        if (entries == 0)
            throw new InvalidOperationException("Nothing was read.");
    }
}

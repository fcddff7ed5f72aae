using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.Demo;

/// <summary>Writes what became known in a span of days, one import per stream, one company at a time.</summary>
internal sealed class DemoWriter(string source, DemoBeginning beginning, IFactStore store, DateTimeOffset now)
{
    private readonly Fleet _fleet = new(beginning);
    private readonly UsageGenerator _usage = new(beginning.Calendar);
    private readonly DemoRows _rows = new(beginning.Calendar, new UsageGenerator(beginning.Calendar));

    /// <param name="known">The day up to which everything is stored already; null before the first poll.</param>
    /// <param name="through">The last day to tell.</param>
    /// <returns>Null if the stream has nothing new.</returns>
    public Task<FileReport?> WriteAsync(FactStream stream, int? known, int through, CancellationToken cancellation) => stream switch
    {
        FactStream.Usage => WriteUsageAsync(known, through, cancellation),
        FactStream.Team => WriteRowsAsync(stream, known is null ? DemoRows.Team() : [], cancellation),
        _ => WriteRowsAsync(stream, _fleet.Companies().SelectMany(company => _rows.Changed(stream, company, known, through)), cancellation),
    };

    private async Task<FileReport?> WriteUsageAsync(int? known, int through, CancellationToken cancellation)
    {
        int from = known + 1 ?? beginning.Calendar.FirstDay;
        await using IFactImport import = await store.BeginAsync(Header(FactStream.Usage), cancellation);
        foreach (Company company in _fleet.Companies())
        {
            cancellation.ThrowIfCancellationRequested();
            _usage.Write(company, from, through, import);
        }

        return Report(FactStream.Usage, await import.CommitAsync(cancellation));
    }

    private async Task<FileReport?> WriteRowsAsync(FactStream stream, IEnumerable<Cell[]> rows, CancellationToken cancellation)
    {
        using IEnumerator<Cell[]> each = rows.GetEnumerator();
        if (!each.MoveNext())
            return null;
        await using IFactImport import = await store.BeginAsync(Header(stream), cancellation);
        do
        {
            cancellation.ThrowIfCancellationRequested();
            import.Add(each.Current);
        }
        while (each.MoveNext());
        return Report(stream, await import.CommitAsync(cancellation));
    }

    private ImportHeader Header(FactStream stream) => new(source, stream, Label(stream), ContentHash: null, now);

    private static FileReport Report(FactStream stream, ImportResult result) =>
        new(Label(stream), stream, result.Rows, Rejected: 0, Unchanged: false, Refusal: null, RejectsPath: null, Warnings: [], result.Accounts);

    private static string Label(FactStream stream) => $"demo {FactContract.Of(stream).Name}";
}

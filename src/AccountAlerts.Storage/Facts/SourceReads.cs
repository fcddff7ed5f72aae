using AccountAlerts.Engine.Evaluation.Guard;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>When each source was last read completely, stream by stream, by the sources' names.</summary>
public sealed class SourceReads(SqlDatabase database) : ISourceReads
{
    public Task<IReadOnlyList<SourceRead>> ListAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var reader = database.Read();
        using var rows = reader.Prepare("SELECT s.name, r.stream, r.at FROM stream_reads r JOIN sources s ON s.id = r.source WHERE s.name <> ? ORDER BY s.name, r.stream");
        rows.Bind(1, FactContract.Chat);
        var streams = FactContract.All.ToDictionary(contract => contract.Name, contract => contract.Stream);
        var reads = new List<SourceRead>();
        while (rows.Step())
            reads.Add(new SourceRead(rows.Text(0), streams[rows.Text(1)], DateTimeOffset.FromUnixTimeMilliseconds(rows.Int64(2))));
        return Task.FromResult<IReadOnlyList<SourceRead>>(reads);
    }
}

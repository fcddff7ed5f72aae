using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>When each source was last read completely, stream by stream.</summary>
internal static class StreamReads
{
    public static void Mark(SqlSession session, string source, IReadOnlyCollection<FactStream> streams, DateTimeOffset at)
    {
        int id = new NameTable(session, "sources").IdOf(source);
        foreach (FactStream stream in streams)
            Mark(session, id, FactContract.Of(stream).Name, at);
    }

    public static void Mark(SqlSession session, int source, string stream, DateTimeOffset at)
    {
        using var mark = session.Prepare(
            """
            INSERT INTO stream_reads (id, source, stream, at) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM stream_reads), ?, ?, ?)
            ON CONFLICT (source, stream) DO UPDATE SET at = CASE WHEN excluded.at > stream_reads.at THEN excluded.at ELSE stream_reads.at END
            """);
        mark.Bind(1, source).Bind(2, stream).Bind(3, at.ToUnixTimeMilliseconds()).Run();
    }
}

using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>How much each source is trusted: the lowest is the most. What teammates say first, then the operator's order, the command line, and the rest as they came.</summary>
internal sealed class SourceRanks
{
    private readonly Dictionary<int, int> _ranks = [];

    public SourceRanks(SqlSession session, IReadOnlyList<string> order)
    {
        using var sources = session.Prepare("SELECT id, name FROM sources");
        while (sources.Step())
            _ranks[sources.Int32(0)] = Rank(sources.Int32(0), sources.Text(1), order);
    }

    public int this[int source] => _ranks.GetValueOrDefault(source, int.MaxValue);

    /// <summary>The rank as an expression over a column that holds a source.</summary>
    public string Sql(string column) =>
        _ranks.Count == 0 ? "CAST(NULL AS bigint)" : $"CASE {column} {string.Join(' ', _ranks.Select(rank => $"WHEN {rank.Key} THEN {rank.Value}"))} END";

    private static int Rank(int id, string name, IReadOnlyList<string> order)
    {
        if (name == FactContract.Chat)
            return -1;
        for (int i = 0; i < order.Count; i++)
        {
            if (order[i] == name)
                return i;
        }

        return name == FactStoreOptions.CommandLineSource ? order.Count : order.Count + id;
    }
}

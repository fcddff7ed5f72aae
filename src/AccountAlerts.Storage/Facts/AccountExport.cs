using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// Accounts as they are known now, and what was true of them when. Of several sources the one that wins a column goes out.
/// A version that an import made is told only where it changed something, so importing an export and exporting again adds nothing.
/// </summary>
internal static class AccountExport
{
    private static readonly int Width = AccountColumns.All.Count;

    public static IEnumerable<Cell[]> Accounts(SqlSession session, SourceRanks ranks)
    {
        using var values = session.Prepare($"SELECT id, {AccountColumns.Names} FROM account_values WHERE id BETWEEN ? AND ?");
        using var versions = new VersionQuery(session, ranks);
        int today = LastImportDay(session);
        foreach ((int id, string accountId) in FactExport.Accounts(session))
        {
            if (Current(values, ranks, id) is not { } cells)
                continue;
            List<StoredVersion> known = versions.Of(id);
            for (int i = 0; i < Width; i++)
            {
                if (AccountColumns.IsDated[i] && Effective(known, i, today) is { Kind: not CellKind.Empty } dated)
                    cells[i] = dated;
            }

            yield return [Cell.Of(accountId), .. cells];
        }
    }

    public static IEnumerable<Cell[]> History(SqlSession session, SourceRanks ranks)
    {
        using var versions = new VersionQuery(session, ranks);
        foreach ((int id, string accountId) in FactExport.Accounts(session))
        {
            List<StoredVersion> known = versions.Of(id);
            foreach (int day in known.Select(version => version.Day).Distinct())
            {
                if (Row(known, day) is { } cells)
                    yield return [Cell.Of(accountId), Cell.Of((double)day), .. cells];
            }
        }
    }

    /// <returns>What the day's rows say; null if they only repeat.</returns>
    private static Cell[]? Row(List<StoredVersion> known, int day)
    {
        bool worth = known.Exists(version => version.Day == day && version.FromHistory);
        var cells = new Cell[Width];
        for (int i = 0; i < Width; i++)
        {
            Cell said = known.Where(version => version.Day == day && version.FromHistory).OrderBy(version => version.Rank)
                .Select(version => version.Cells[i]).FirstOrDefault(cell => cell.Kind != CellKind.Empty);
            if (!AccountColumns.IsDated[i])
            {
                cells[i] = said;
                continue;
            }

            Cell now = Effective(known, i, day);
            if (now == said || now != Effective(known, i, day - 1))
                cells[i] = now;
            worth |= cells[i].Kind != CellKind.Empty;
        }

        return worth ? cells : null;
    }

    /// <summary>The most trusted source that has a value, at its newest.</summary>
    private static Cell Effective(List<StoredVersion> known, int column, int day) => known
        .Where(version => version.Day <= day && version.Cells[column].Kind != CellKind.Empty)
        .OrderBy(version => version.Rank).ThenByDescending(version => version.Day).ThenByDescending(version => version.FromHistory)
        .Select(version => version.Cells[column]).FirstOrDefault();

    private static Cell[]? Current(SqlStatement values, SourceRanks ranks, int account)
    {
        var bySource = new List<(int Rank, Cell[] Cells)>();
        values.Reset().Bind(1, FactKeys.Row(account, 0)).Bind(2, FactKeys.LastRow(account));
        while (values.Step())
            bySource.Add((ranks[FactKeys.OrdinalOfRow(values.Int64(0))], AccountStatements.ReadCells(values, 1)));
        if (bySource.Count == 0)
            return null;
        bySource.Sort((a, b) => a.Rank.CompareTo(b.Rank));
        return [.. Enumerable.Range(0, Width).Select(i => bySource.Select(source => source.Cells[i]).FirstOrDefault(cell => cell.Kind != CellKind.Empty))];
    }

    // The store's own "now": an export must not depend on when it is made.
    private static int LastImportDay(SqlSession session)
    {
        using var statement = session.Prepare("SELECT coalesce(max(at), 0) FROM imports");
        statement.Step();
        return DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(statement.Int64(0)).UtcDateTime).DayNumber;
    }

    private sealed record StoredVersion(int Day, int Rank, bool FromHistory, Cell[] Cells);

    private sealed class VersionQuery(SqlSession session, SourceRanks ranks) : IDisposable
    {
        private readonly SqlStatement _versions = session.Prepare(            $"SELECT source, effective_on, from_history, {AccountColumns.Names} FROM account_versions WHERE id BETWEEN ? AND ? ORDER BY effective_on");

        public List<StoredVersion> Of(int account)
        {
            var versions = new List<StoredVersion>();
            _versions.Reset().Bind(1, FactKeys.Row(account, 0)).Bind(2, FactKeys.LastRow(account));
            while (_versions.Step())
            {
                versions.Add(new StoredVersion(
                    _versions.Int32(1), ranks[_versions.Int32(0)], _versions.Int32(2) != 0, AccountStatements.ReadCells(_versions, 3)));
            }

            return versions;
        }

        public void Dispose() => _versions.Dispose();
    }
}

using AccountAlerts.Storage.Alerts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Merges packed months into the stored ones.</summary>
internal sealed class UsageWriter(FactWriter writer)
{
    private readonly SqlStatement _find = writer.Prepare("SELECT series FROM usage_months WHERE id = ?");
    private readonly SqlStatement _insert = writer.Prepare("INSERT INTO usage_months (id, series) VALUES (?, ?)");
    private readonly SqlStatement _update = writer.Prepare("UPDATE usage_months SET series = ?2 WHERE id = ?1");
    private readonly UsageMonthBuilder _builder = new();
    private Dictionary<long, byte[]>? _ahead;

    /// <summary>Reads what these accounts have in months from one to another; until the next call no other account's months are merged.</summary>
    public void ReadAhead(IEnumerable<int> accounts, int fromMonth, int toMonth)
    {
        if (!writer.Session.IsRemote)
            return;
        _ahead = [];
        using SqlStatement rows = writer.Session.Prepare(
            $"SELECT r.id, r.series FROM {FactKeys.MonthsOfAccounts("usage_months", "?2", "?3")} WHERE {writer.Session.Dialect.IsAmong("a.id", "?1")}");
        rows.Bind(1, AlertJson.Write(accounts)).Bind(2, fromMonth).Bind(3, toMonth);
        while (rows.Step())
            _ahead[rows.Int64(0)] = rows.Bytes(1).ToArray();
    }

    /// <summary>Adds a block's values to the account's month; where both have a value, the block's stays.</summary>
    /// <param name="metrics">The store's numbers for those of the block; empty if they are the same.</param>
    /// <param name="persons">Likewise for persons.</param>
    public void Merge(int account, int month, ReadOnlySpan<byte> block, ReadOnlySpan<int> metrics, ReadOnlySpan<int> persons)
    {
        long key = FactKeys.Month(account, month);
        bool stored = Find(key, out ReadOnlySpan<byte> before);
        ReadOnlySpan<byte> result = block;
        bool same = false;
        if (stored || !metrics.IsEmpty || !persons.IsEmpty)
        {
            _builder.Clear();
            _builder.Add(before);
            _builder.Add(block, metrics, persons);
            result = _builder.Pack();
            same = stored && result.SequenceEqual(before);
        }

        if (_ahead is null)
            _find.Reset();
        else if (!same)
            _ahead[key] = result.ToArray();
        if (same)
            return;
        (stored ? _update : _insert).Bind(1, key).Bind(2, result).Queue();
        writer.Changed.Add(account);
    }

    private bool Find(long key, out ReadOnlySpan<byte> series)
    {
        bool stored;
        if (_ahead is not null)
        {
            stored = _ahead.TryGetValue(key, out byte[]? ahead);
            series = ahead;
            return stored;
        }

        stored = _find.Bind(1, key).Step();
        series = stored ? _find.Bytes(0) : [];
        return stored;
    }
}

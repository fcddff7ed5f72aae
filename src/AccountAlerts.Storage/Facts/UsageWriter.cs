using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Merges packed months into the stored ones.</summary>
internal sealed class UsageWriter(FactWriter writer)
{
    private readonly SqlStatement _find = writer.Prepare("SELECT series FROM usage_months WHERE id = ?");
    private readonly SqlStatement _insert = writer.Prepare("INSERT INTO usage_months (id, series) VALUES (?, ?)");
    private readonly SqlStatement _update = writer.Prepare("UPDATE usage_months SET series = ?2 WHERE id = ?1");
    private readonly UsageMonthBuilder _builder = new();

    /// <summary>Adds a block's values to the account's month; where both have a value, the block's stays.</summary>
    /// <param name="metrics">The store's numbers for those of the block; empty if they are the same.</param>
    /// <param name="persons">Likewise for persons.</param>
    public void Merge(int account, int month, ReadOnlySpan<byte> block, ReadOnlySpan<int> metrics, ReadOnlySpan<int> persons)
    {
        long key = FactKeys.Month(account, month);
        _find.Bind(1, key);
        bool stored = _find.Step();
        ReadOnlySpan<byte> result = block;
        bool same = false;
        if (stored || !metrics.IsEmpty || !persons.IsEmpty)
        {
            _builder.Clear();
            ReadOnlySpan<byte> before = stored ? _find.Bytes(0) : [];
            _builder.Add(before);
            _builder.Add(block, metrics, persons);
            result = _builder.Pack();
            same = stored && result.SequenceEqual(before);
        }

        _find.Reset();
        if (same)
            return;
        (stored ? _update : _insert).Bind(1, key).Bind(2, result).Queue();
        writer.Changed.Add(account);
    }
}

using AccountAlerts.Domain.Accounts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>All usage of one account at a time.</summary>
internal sealed class StoredUsage(SqlSession session) : IDisposable
{
    private readonly SqlStatement _months = session.Prepare("SELECT id, series FROM usage_months WHERE id BETWEEN ? AND ? ORDER BY id");
    private UsageEntry[] _entries = new UsageEntry[1024];

    public UsageEntry[] Of(int account)
    {
        int count = 0;
        _months.Reset().Bind(1, FactKeys.Month(account, 0)).Bind(2, FactKeys.LastMonth(account));
        while (_months.Step())
            UsageMonth.Unpack(_months.Bytes(1), FactKeys.MonthOf(_months.Int64(0)), ref _entries, ref count);
        return _entries[..count];
    }

    public void Dispose() => _months.Dispose();
}

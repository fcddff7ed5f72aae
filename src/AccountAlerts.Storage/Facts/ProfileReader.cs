using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Reads accounts' profiles and versions in one pass: of several sources the most trusted that has a value wins a column.</summary>
internal sealed class ProfileReader(SqlSession session, SourceRanks ranks, TextCache texts) : IDisposable
{
    private readonly AccountCursor _values = new(session, "account_values", AccountColumns.Names, FactKeys.AccountOfRow);
    private readonly AccountCursor _versions = new(
        session, "account_versions", $"source, effective_on, from_history, {AccountColumns.Names}", FactKeys.AccountOfRow);
    private readonly Cell[] _merged = new Cell[AccountColumns.All.Count];
    private readonly int[] _mergedRank = new int[AccountColumns.All.Count];
    private readonly Cell[] _past = new Cell[AccountColumns.All.Count];

    public void Seek(int first, int last)
    {
        _values.Seek(FactKeys.Row(first, 0), FactKeys.LastRow(last));
        _versions.Seek(FactKeys.Row(first, 0), FactKeys.LastRow(last));
    }

    public (AccountProfile Profile, IReadOnlyList<AccountVersion> Versions) Read(int account, string accountId)
    {
        ReadValues(account);
        List<AccountVersion> versions = ReadVersions(account);
        var profile = new AccountProfile(
            accountId, _merged[AccountColumns.Name].Text ?? accountId, _merged[AccountColumns.Domain].Text, _merged[AccountColumns.Country].Text,
            _merged[AccountColumns.Currency].Text, _merged[AccountColumns.ParentId].Text, Tags(_merged[AccountColumns.Tags].Text),
            Cells.Day(_merged[AccountColumns.CreatedOn]), _merged[AccountColumns.Segment].Text);
        return (profile, versions);
    }

    public void Dispose()
    {
        _values.Dispose();
        _versions.Dispose();
    }

    private static string[] Tags(string? tags) => string.IsNullOrEmpty(tags) ? [] : tags.Split(';');

    private void ReadValues(int account)
    {
        Array.Clear(_merged);
        for (; _values.IsAt(account); _values.Next())
        {
            int rank = ranks[FactKeys.OrdinalOfRow(_values.Key)];
            for (int i = 0; i < _merged.Length; i++)
            {
                if (_values.Row.IsNull(i + 1) || (_merged[i].Kind != CellKind.Empty && _mergedRank[i] <= rank))
                    continue;
                _merged[i] = Read(_values.Row, i + 1, i);
                _mergedRank[i] = rank;
            }
        }
    }

    private List<AccountVersion> ReadVersions(int account)
    {
        if (!_versions.IsAt(account))
            return [];
        var versions = new List<AccountVersion>(4);
        Array.Clear(_past);
        DateOnly newest = DateOnly.MinValue;
        for (; _versions.IsAt(account); _versions.Next())
        {
            AccountVersion version = ReadVersion();
            versions.Add(version);
            if (version.FromHistory)
                KeepPast(version.EffectiveOn, ref newest);
        }

        // What accounts rows never said is taken from the history rows.
        for (int i = 0; i < _merged.Length; i++)
        {
            if (_merged[i].Kind == CellKind.Empty)
                _merged[i] = _past[i];
        }

        if (versions.Count > 1)
            versions.Sort(Compare);
        return versions;
    }

    private AccountVersion ReadVersion()
    {
        const int Columns = 4;
        SqlStatement row = _versions.Row;
        Cell Of(int index) => Read(row, index + Columns, index);
        Cell seats = Of(AccountColumns.Seats);
        Cell arr = Of(AccountColumns.Arr);
        return new AccountVersion(
            Cells.Day(row.Int64(2)), ranks[row.Int32(1)], row.Int32(3) != 0, Of(AccountColumns.Segment).Text, Of(AccountColumns.Plan).Text,
            seats.Kind == CellKind.Number ? (int)Math.Clamp(seats.Number, int.MinValue, int.MaxValue) : null,
            arr.Kind == CellKind.Number ? arr.Number : null, Cells.Day(Of(AccountColumns.RenewalOn)), Of(AccountColumns.OwnerEmail).Text, Lifecycle(Of(AccountColumns.Lifecycle).Text));
    }

    private void KeepPast(DateOnly day, ref DateOnly newest)
    {
        bool newer = day >= newest;
        for (int i = 0; i < _past.Length; i++)
        {
            if ((newer || _past[i].Kind == CellKind.Empty) && !_versions.Row.IsNull(i + 4))
                _past[i] = Read(_versions.Row, i + 4, i);
        }

        if (newer)
            newest = day;
    }

    private Cell Read(SqlStatement row, int column, int index)
    {
        ColumnKind kind = AccountColumns.All[index].Kind;
        return Cells.IsText(kind) && !row.IsNull(column) ? Cell.Of(texts[row.Bytes(column)]) : Cells.Read(row, column, kind);
    }

    private static Lifecycle? Lifecycle(string? word) => word switch
    {
        null => null,
        "trial" => Domain.Accounts.Lifecycle.Trial,
        "onboarding" => Domain.Accounts.Lifecycle.Onboarding,
        "active" => Domain.Accounts.Lifecycle.Active,
        "renewing" => Domain.Accounts.Lifecycle.Renewing,
        "churned" => Domain.Accounts.Lifecycle.Churned,
        _ => throw new InvalidDataException($"The store holds an account with the lifecycle '{word}'."),
    };

    private static int Compare(AccountVersion a, AccountVersion b)
    {
        int byDay = a.EffectiveOn.CompareTo(b.EffectiveOn);
        if (byDay != 0)
            return byDay;
        int byRank = a.SourceRank.CompareTo(b.SourceRank);
        return byRank != 0 ? byRank : a.FromHistory.CompareTo(b.FromHistory);
    }
}

using System.Buffers;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Reads all facts of accounts, by one pass over each table. Ask in ascending order of the keys.</summary>
internal sealed class AccountReader : IDisposable
{
    private readonly SqlSession _session;
    private readonly List<AccountCursor> _rows = [];
    private readonly TextCache _texts = new();
    private readonly FactRows _map;
    private readonly AccountCursor _accounts;
    private readonly ProfileReader _profiles;
    private readonly PeopleReader _people;
    private readonly AccountCursor _usage;
    private readonly AccountCursor _tickets;
    private readonly AccountCursor _feedback;
    private readonly AccountCursor _invoices;
    private readonly AccountCursor _touchpoints;
    private readonly AccountCursor _milestones;
    private readonly AccountCursor _context;
    private readonly AccountCursor _contracts;
    private readonly AccountCursor _opportunities;
    private readonly AccountCursor _outcomes;
    private readonly AccountCursor _said;

    /// <summary>Lent: a reader of its own for every answer would be a large object each time.</summary>
    private UsageEntry[] _entries = ArrayPool<UsageEntry>.Shared.Rent(4096);

    public AccountReader(SqlSession session, SourceRanks ranks)
    {
        _session = session;
        _map = new FactRows(_texts);
        _accounts = new AccountCursor(session, "accounts", "account_id", key => (int)key);
        _profiles = new ProfileReader(session, ranks, _texts);
        _people = new PeopleReader(session, _texts);
        _usage = new AccountCursor(session, "usage_months", "series", FactKeys.AccountOfMonth);
        _tickets = Rows(FactStream.Tickets);
        _feedback = Rows(FactStream.Feedback);
        _invoices = Rows(FactStream.Invoices);
        _touchpoints = Rows(FactStream.Touchpoints);
        _milestones = Rows(FactStream.Milestones);
        _context = Rows(FactStream.Context);
        _contracts = Rows(FactStream.Contracts);
        _opportunities = Rows(FactStream.Opportunities);
        _outcomes = Rows(FactStream.Outcomes);
        _said = Rows(FactStream.Said);
    }

    /// <summary>Begins a pass over the accounts from one key to another.</summary>
    public void Seek(int first, int last)
    {
        _accounts.Seek(first, last);
        _usage.Seek(FactKeys.Month(first, 0), FactKeys.LastMonth(last));
        _profiles.Seek(first, last);
        _people.Seek(first, last);
        foreach (AccountCursor cursor in _rows)
            cursor.Seek(FactKeys.Row(first, 0), FactKeys.LastRow(last));
    }

    /// <param name="buffers">Where the use is to lie; null to give it memory of its own.</param>
    /// <returns>Null if there is no such account.</returns>
    public AccountFacts? Read(int account, UsageBuffers? buffers)
    {
        if (!_accounts.IsAt(account))
            return null;
        string accountId = _accounts.Row.Text(1);
        (AccountProfile profile, IReadOnlyList<AccountVersion> versions) = _profiles.Read(account, accountId);
        return new AccountFacts
        {
            Id = account,
            Profile = profile,
            Versions = versions,
            People = _people.Read(account),
            Usage = Usage(account, buffers),
            Tickets = _tickets.Rows(account, _map.Ticket),
            Feedback = _feedback.Rows(account, _map.Feedback),
            Invoices = _invoices.Rows(account, _map.Invoice),
            Touchpoints = _touchpoints.Rows(account, _map.Touchpoint),
            Milestones = _milestones.Rows(account, _map.Milestone),
            Context = _context.Rows(account, _map.Context),
            Contracts = _contracts.Rows(account, _map.Contract),
            Opportunities = _opportunities.Rows(account, _map.Opportunity),
            Outcomes = _outcomes.Rows(account, _map.Outcome),
            Said = Said(account),
        };
    }

    public void Dispose()
    {
        _accounts.Dispose();
        _usage.Dispose();
        _profiles.Dispose();
        _people.Dispose();
        _rows.ForEach(cursor => cursor.Dispose());
        ArrayPool<UsageEntry>.Shared.Return(_entries);
        _entries = [];
    }

    private AccountCursor Rows(FactStream stream)
    {
        RowTable table = RowTable.Of(stream);
        var cursor = new AccountCursor(
            _session, table.Name, string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\"")), FactKeys.AccountOfRow);
        _rows.Add(cursor);
        return cursor;
    }

    /// <summary>What two sources tell under one id is one thing: an export that came back. Of two of one instant the one that came later is the last word.</summary>
    private IReadOnlyList<SaidFact> Said(int account)
    {
        IReadOnlyList<SaidFact?> rows = _said.Rows(account, _map.Said);
        return rows.Count == 0
            ? []
            : [.. rows.OfType<SaidFact>().DistinctBy(said => said.SaidId).OrderBy(said => said.At)];
    }

    private UsageHistory Usage(int account, UsageBuffers? buffers)
    {
        ref UsageEntry[] entries = ref _entries;
        if (buffers is not null)
            entries = ref buffers.Next();
        int count = 0;
        for (; _usage.IsAt(account); _usage.Next())
            UsageMonth.Unpack(_usage.Row.Bytes(1), FactKeys.MonthOf(_usage.Key), ref entries, ref count);
        if (count == 0)
            return UsageHistory.None;
        if (buffers is not null)
            return new UsageHistory(entries.AsMemory(0, count));
        UsageEntry[] own = GC.AllocateUninitializedArray<UsageEntry>(count);
        entries.AsSpan(0, count).CopyTo(own);
        return new UsageHistory(own);
    }
}

using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Finds the store's key of an account, and makes one for an id that no row has used before.</summary>
internal sealed class AccountWriter(FactWriter writer)
{
    private readonly SqlStatement _alias = writer.Prepare("SELECT account FROM account_aliases WHERE source = ? AND external_id = ?");
    private readonly SqlStatement _find = writer.Prepare("SELECT id, named FROM accounts WHERE account_id = ?");
    private readonly SqlStatement _insert = writer.Prepare("INSERT INTO accounts (id, account_id, named) VALUES (?, ?, ?)");
    private readonly SqlStatement _name = writer.Prepare("UPDATE accounts SET named = 1 WHERE id = ?");
    private readonly SqlStatement _merge = writer.Prepare("UPDATE accounts SET merged_into = ?2 WHERE id = ?1 AND merged_into IS DISTINCT FROM ?2");
    // Reading one name in a pass over all of them takes a quarter of the time that looking it up takes.
    private const int PassedForOneFound = 4;

    private Dictionary<string, (int Id, bool Named)>? _known;
    private long _next = writer.NextId("accounts");

    /// <summary>Prepares for the names of so many accounts: all there are are read at once where that is cheaper than asking for each.</summary>
    public void ReadAhead(int accounts)
    {
        if (writer.Session.IsRemote || accounts * (long)PassedForOneFound >= _next)
            _known ??= ReadAll(writer);
    }

    /// <param name="names">True if the row is the account's own: until one is, its other facts wait for it unseen.</param>
    /// <param name="isNew">True if nothing can be stored of the account yet.</param>
    public int IdOf(string accountId, bool names, out bool isNew)
    {
        isNew = false;
        (int id, bool named) = Find(accountId);
        if (id == 0)
        {
            id = (int)_next++;
            isNew = true;
            _insert.Bind(1, id).Bind(2, accountId).Bind(3, names ? 1 : 0).Queue();
        }
        else if (names && !named)
        {
            _name.Bind(1, id).Queue();
            writer.Changed.Add(id);
        }

        if (_known is not null)
            _known[accountId] = (id, named || names);
        return id;
    }

    /// <summary>From now on what is stored of one account is told as part of another. Nothing moves, so a merge can be undone.</summary>
    public void Merge(int account, string into)
    {
        int target = IdOf(into, names: false, out _);
        if (target == account)
            _merge.Bind(1, account).BindNull(2).Run();
        else
            _merge.Bind(1, account).Bind(2, target).Run();
        writer.Changed.Add(account);
        writer.Changed.Add(target);
    }

    // An alias of this source, else an account's own id.
    private (int Id, bool Named) Find(string accountId)
    {
        if (_known is not null)
            return _known.GetValueOrDefault(accountId);
        int id = _alias.Bind(1, writer.Source).Bind(2, accountId).Step() ? _alias.Int32(0) : 0;
        _alias.Reset();
        if (id != 0)
            return (id, true);
        (int, bool) found = _find.Bind(1, accountId).Step() ? (_find.Int32(0), _find.Int32(1) != 0) : default;
        _find.Reset();
        return found;
    }

    private static Dictionary<string, (int Id, bool Named)> ReadAll(FactWriter writer)
    {
        var known = new Dictionary<string, (int, bool)>(StringComparer.Ordinal);
        using (SqlStatement accounts = writer.Session.Prepare("SELECT account_id, id, named FROM accounts"))
        {
            while (accounts.Step())
                known[accounts.Text(0)] = (accounts.Int32(1), accounts.Int32(2) != 0);
        }

        using SqlStatement aliases = writer.Session.Prepare("SELECT external_id, account FROM account_aliases WHERE source = ?");
        for (aliases.Bind(1, writer.Source); aliases.Step();)
            known[aliases.Text(0)] = (aliases.Int32(1), true);
        return known;
    }
}

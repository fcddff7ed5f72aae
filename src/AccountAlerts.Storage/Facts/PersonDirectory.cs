using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Everybody of one account, by id. Ordinals are never given back.</summary>
internal sealed class AccountPeople
{
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);

    public int Next { get; private set; } = 1;

    public bool TryFind(string personId, out int ordinal) => _ordinals.TryGetValue(personId, out ordinal);

    public void Add(string personId, int ordinal)
    {
        _ordinals[personId] = ordinal;
        Next = Math.Max(Next, ordinal + 1);
    }
}

/// <summary>Finds persons' ordinals within their account, and makes a person of an id that only usage, tickets or feedback name.</summary>
internal sealed class PersonDirectory(FactWriter writer)
{
    private readonly SqlStatement _ofAccount = writer.Prepare("SELECT id, person_id FROM people WHERE id BETWEEN ? AND ?");
    private readonly SqlStatement _insert = writer.Prepare("INSERT INTO people (id, import, person_id, named) VALUES (?, ?, ?, 0)");

    private readonly Dictionary<int, AccountPeople> _ahead = [];

    /// <summary>Reads everybody of these accounts, to be asked for next.</summary>
    public void ReadAhead(IEnumerable<int> accounts)
    {
        if (!writer.Session.IsRemote)
            return;
        _ahead.Clear();
        int[] asked = [.. accounts];
        foreach (int account in asked)
            _ahead[account] = new AccountPeople();
        using SqlStatement people = Facts.ReadAhead.OfAccounts(writer.Session, "people", "r.id, r.person_id", asked);
        while (people.Step())
            _ahead[FactKeys.AccountOfRow(people.Int64(0))].Add(people.Text(1), FactKeys.OrdinalOfRow(people.Int64(0)));
    }

    public AccountPeople Of(int account)
    {
        if (_ahead.TryGetValue(account, out AccountPeople? known))
            return known;
        var people = new AccountPeople();
        _ofAccount.Bind(1, FactKeys.Row(account, 0)).Bind(2, FactKeys.LastRow(account));
        while (_ofAccount.Step())
            people.Add(_ofAccount.Text(1), FactKeys.OrdinalOfRow(_ofAccount.Int64(0)));
        _ofAccount.Reset();
        return people;
    }

    /// <summary>The ordinal of a person; the next one, and a row, for somebody new.</summary>
    /// <param name="people">The account's, kept up to date.</param>
    public int OrdinalOf(int account, AccountPeople people, string personId)
    {
        if (people.TryFind(personId, out int ordinal))
            return ordinal;
        ordinal = people.Next;
        people.Add(personId, ordinal);
        _insert.Bind(1, FactKeys.Row(account, ordinal)).Bind(2, writer.Import).Bind(3, personId).Queue();
        writer.Changed.Add(account);
        writer.ChangedPeople.Add(account);
        return ordinal;
    }
}

using AccountAlerts.Domain.Accounts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// Which customer an account is that facts name and no accounts row does, by its own name where that is a domain, and by the addresses of its
/// people, who are often known by their address alone: all that name a customer must name the same one. Worked out anew after each import, so
/// the order in which sources deliver does not matter.
/// </summary>
internal sealed class AddressMatches
{
    private const string NoAddress = "its people have no e-mail addresses";

    private readonly Dictionary<int, int> _into = [];
    private readonly Dictionary<int, string> _why = [];

    /// <param name="rootOf">The account that stands for a known one.</param>
    public AddressMatches(SqlSession session, Func<int, int> rootOf)
    {
        var names = new List<(int Account, string Name)>();
        using (var unknown = session.Prepare("SELECT id, account_id FROM accounts WHERE named = 0 AND merged_into IS NULL ORDER BY id"))
        {
            while (unknown.Step())
                names.Add((unknown.Int32(0), unknown.Text(1)));
        }

        if (names.Count == 0)
            return;
        var owners = Owners(session, rootOf);
        var found = new SortedDictionary<int, SortedDictionary<string, int>>();
        foreach (var (account, name) in names)
        {
            _why[account] = NoAddress;
            Look(account, MailDomain.OfSite(name), owners, found);
        }

        using var people = session.Prepare($"""
            SELECT r.id, coalesce(r.email, r.person_id) FROM {FactKeys.RowsOfAccounts("people")}
            WHERE a.named = 0 AND a.merged_into IS NULL AND (r.email IS NOT NULL OR r.person_id LIKE '%@%') ORDER BY r.id
            """);
        while (people.Step())
            Look(FactKeys.AccountOfRow(people.Int64(0)), MailDomain.OfAddress(people.Text(1)), owners, found);

        foreach (var (account, domains) in found)
        {
            int[] candidates = [.. domains.Values.Distinct()];
            if (candidates is [> 0 and var one])
                _into[account] = one;
            else
                _why[account] = $"its people have addresses of several customers ({string.Join(", ", domains.Keys.Take(3))})";
        }

        foreach (int account in _into.Keys)
            _why.Remove(account);
    }

    /// <summary>By unknown account, the customer that it is.</summary>
    public IReadOnlyDictionary<int, int> Into => _into;

    /// <summary>Of every other unknown account, why nobody can say whose it is.</summary>
    public IReadOnlyDictionary<int, string> Why => _why;

    private void Look(int account, string? domain, Dictionary<string, int> owners, SortedDictionary<int, SortedDictionary<string, int>> found)
    {
        if (domain is null)
            return;
        if (MailDomain.IsPublic(domain))
        {
            if (_why[account] == NoAddress)
                _why[account] = "its people have addresses of public mail services only";
        }
        else if (!owners.TryGetValue(domain, out int owner))
        {
            _why[account] = $"no customer has the domain {domain}";
        }
        else
        {
            if (!found.TryGetValue(account, out var domains))
                found[account] = domains = new SortedDictionary<string, int>(StringComparer.Ordinal);
            // A domain of two customers names neither: 0 is nobody's key.
            domains[domain] = owner;
        }
    }

    /// <summary>By domain, whose it is; 0 where several customers have it.</summary>
    private static Dictionary<string, int> Owners(SqlSession session, Func<int, int> rootOf)
    {
        var owners = new Dictionary<string, int>(StringComparer.Ordinal);
        using var domains = session.Prepare("SELECT id, domain FROM account_values WHERE domain IS NOT NULL ORDER BY id");
        while (domains.Step())
        {
            if (MailDomain.OfSite(domains.Text(1)) is not { } domain || MailDomain.IsPublic(domain))
                continue;
            int owner = rootOf(FactKeys.AccountOfRow(domains.Int64(0)));
            owners[domain] = owners.GetValueOrDefault(domain, owner) == owner ? owner : 0;
        }

        return owners;
    }
}

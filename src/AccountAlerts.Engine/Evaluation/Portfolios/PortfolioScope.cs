using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Portfolios;

/// <summary>Whose accounts are meant.</summary>
/// <param name="Owners">In lower case; null for everybody's, and those without an owner.</param>
public sealed record PortfolioScope(string Title, string? Whose, IReadOnlySet<string>? Owners)
{
    public bool Holds(string? owner) => Owners is null || (owner is not null && Owners.Contains(owner));
}

/// <summary>How looking for it ended.</summary>
public abstract record ScopeMatch
{
    public sealed record One(PortfolioScope Scope) : ScopeMatch;

    /// <summary>Several are meant, or nobody is: addresses and names to choose from, three at most where nobody is meant.</summary>
    public sealed record Choose(string Text, IReadOnlyList<(string Email, string Name)> Teammates) : ScopeMatch;
}

/// <summary>Understands "portfolio", "portfolio dana", "team portfolio", "portfolio all". Pure.</summary>
public static class PortfolioScopes
{
    private static readonly string[] Everybody = ["all", "everybody", "everyone", "us", "all of us", "company", "everything", "all accounts"];
    private static readonly string[] Team = ["team", "my team", "our team", "the team"];
    private static readonly string[] Own = ["me", "mine", "my"];

    /// <param name="whose">As typed; null for who asks.</param>
    /// <param name="owners">Addresses of everybody who has accounts.</param>
    public static ScopeMatch Of(string? whose, string asker, TeamDirectory team, IReadOnlyCollection<string> owners)
    {
        ArgumentNullException.ThrowIfNull(team);
        var me = team.Of(asker);
        if (whose is null)
        {
            return One(me.Role switch
            {
                TeamRole.Manager => OfTeam(me, team, "team"),
                _ when owners.Contains(me.Email, StringComparer.OrdinalIgnoreCase) || me.Role == TeamRole.Csm => Single(me, null),
                _ => All(),
            });
        }

        string said = whose.Trim().ToLowerInvariant();
        if (Everybody.Contains(said))
            return One(All());
        if (Own.Contains(said))
            return One(Single(me, me.Email));
        if (Team.Contains(said))
            return One(OfTeam(me.Role == TeamRole.Manager || me.ManagerEmail is not { } manager ? me : team.Of(manager), team, "team"));
        return Named(whose, team, owners);
    }

    private static ScopeMatch Named(string whose, TeamDirectory team, IReadOnlyCollection<string> owners)
    {
        var known = team.All.Select(mate => mate.Email).Concat(owners).Distinct(StringComparer.OrdinalIgnoreCase).Select(team.Of).ToList();
        AccountRef[] names = [.. known.Select((mate, index) => new AccountRef(index, mate.Email, mate.Name))];
        switch (AccountNames.Find(whose, names))
        {
            case NameMatch.One { Account.Id: var index }:
                var mate = known[index];
                return One(mate.Role == TeamRole.Manager ? OfTeam(mate, team, mate.Email) : Single(mate, mate.Email));
            case NameMatch.Several several:
                return new ScopeMatch.Choose("Whose portfolio do you mean?", [.. several.Accounts.Select(one => (one.AccountId, one.Name))]);
            case NameMatch.None none:
                return new ScopeMatch.Choose(
                    $"There is no teammate \"{PlainText.Clean(whose, 60)}\".{(none.Nearest.Count > 0 ? " Did you mean one of these?" : "")}",
                    [.. none.Nearest.Select(one => (one.AccountId, one.Name))]);
            default:
                throw new InvalidOperationException("A match without a rule.");
        }
    }

    private static ScopeMatch.One One(PortfolioScope scope) => new(scope);

    private static PortfolioScope All() => new("All of us", "all", null);

    private static PortfolioScope Single(Teammate mate, string? whose) => new(PlainText.Clean(mate.Name), whose, Set([mate.Email]));

    private static PortfolioScope OfTeam(Teammate manager, TeamDirectory team, string whose) =>
        new($"{PlainText.Clean(manager.Name)}'s team", whose, Set(ReviewLoader.PeopleOf(manager.Email, team).Select(mate => mate.Email).Append(manager.Email)));

    private static HashSet<string> Set(IEnumerable<string> emails) => [.. emails.Select(email => email.ToLowerInvariant())];
}

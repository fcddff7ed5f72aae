using System.Globalization;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Routing;

/// <summary>Of which accounts the roles that alerts and rules ask for lead to nobody, by the same look-up that routes them.</summary>
public sealed class RoleCheck(AlertCatalogue catalogue, RoutingRules rules, AccountBook book)
{
    public async Task<IReadOnlyList<Finding>> FindAsync(IFactSession session, TeamDirectory team, CancellationToken cancellation)
    {
        // Whose accounts are is known once they were evaluated.
        if (team.All.Count == 0 || await book.HeadAsync(cancellation) is not { } head)
            return [];
        var accounts = new List<(AccountSnapshot Account, IReadOnlyList<AccountTeamMember> Team)>();
        foreach (var (owner, lines) in await book.PagesAsync(head.Day, cancellation))
        {
            foreach (var line in lines.Where(line => !line.Churned))
                accounts.Add((Head(line, owner == AccountBook.NoOwner ? null : owner, head.Day), await session.AccountTeamAsync(line.Id, cancellation)));
        }

        var resolver = new RoleResolver(team, rules);
        var findings = new List<Finding>();
        foreach (var (role, askedBy) in Asked())
        {
            string[] found = [.. accounts.Select(account => resolver.Resolve(role, account.Account, account.Team).Found)];
            int owner = found.Count(how => how == RouteReasons.InsteadOwner);
            int nobody = found.Count(how => how == RouteReasons.Nobody);
            if (owner + nobody > 0)
                findings.Add(new Finding(FindingLevel.Warning, role, Sentence(role, team, found.Length, owner, nobody) + $" Asked for by {Listed(askedBy)}."));
        }

        return findings;
    }

    /// <summary>Roles but the owner's, which has the pool to fall back on.</summary>
    private IEnumerable<(string Role, IEnumerable<string> By)> Asked() => catalogue.Current.Triggers.Where(trigger => trigger.Mode == TriggerMode.Live)
        .SelectMany(trigger => trigger.Audience.Select(role => (Role: role, By: trigger.Name)))
        .Concat(rules.InOrder.SelectMany(rule => rule.To.Select(to => (
            Role: to.StartsWith(Roles.Prefix, StringComparison.OrdinalIgnoreCase) ? to[Roles.Prefix.Length..] : to, By: $"Routing:{rule.Name}"))))
        .Where(asked => Roles.All.Contains(asked.Role, StringComparer.OrdinalIgnoreCase) && !asked.Role.Equals(Roles.Owner, StringComparison.OrdinalIgnoreCase))
        .GroupBy(asked => asked.Role.ToLowerInvariant(), asked => asked.By)
        .OrderBy(role => role.Key, StringComparer.Ordinal).Select(role => (role.Key, (IEnumerable<string>)role));

    private static string Sentence(string role, TeamDirectory team, int all, int owner, int nobody)
    {
        int members = Roles.TeamRoleOf(role) is { } teamRole ? team.All.Count(mate => mate.Role == teamRole) : 0;
        string why = role == Roles.Manager ? "no manager is known"
            : members == 0 ? "nobody has this role" : "several teammates have this role, and no row of account_team says whose it is";
        string goes = (owner, nobody) switch
        {
            (_, 0) => "what is for them goes to the owner",
            (0, _) => "what is for them goes to nobody",
            _ => string.Create(CultureInfo.InvariantCulture, $"what is for them goes to the owner, and for {nobody} without an owner to nobody"),
        };
        string mend = role == Roles.Manager ? "Add manager_email to the team file" : "Add rows to account_team";
        return string.Create(CultureInfo.InvariantCulture, $"{why} for {owner + nobody} of {all} accounts: {goes}. {mend}, or set Routing:Audiences:{role}.");
    }

    /// <summary>As much of an account as the look-up asks for.</summary>
    private static AccountSnapshot Head(BookLine line, string? owner, DateOnly day) => new(
        line.Id, line.AccountId, line.Name, day, null, line.Arr, line.Currency, line.DaysToDecision, owner, line.Confidential, line.Score, line.Band, null, "", false, [], false);

    private static string Listed(IEnumerable<string> names)
    {
        string[] all = [.. names.Distinct().Order(StringComparer.Ordinal)];
        return all.Length <= 3 ? string.Join(", ", all) : $"{string.Join(", ", all[..3])} and {all.Length - 3} more";
    }
}

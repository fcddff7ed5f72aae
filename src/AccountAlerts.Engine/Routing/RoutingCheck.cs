using System.Globalization;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Routing;

/// <summary>What arrives at every teammate and channel, which channels get too much, and which roles lead to nobody.</summary>
public sealed class RoutingCheck(IFactReader reader, ITellings tellings, AlertCatalogue catalogue, RoutingRules rules, TimeProvider clock) : ICheck
{
    /// <summary>How far back is counted.</summary>
    private const int Days = 28;

    /// <summary>A channel that gets more cards a day is not read any more.</summary>
    private const int MostInAChannel = 10;

    public string Title => "Routing";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        await using var session = await reader.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        var now = clock.GetUtcNow();
        var told = await tellings.SinceAsync(now.AddDays(-Days), cancellation);
        double weeks = told.Count == 0 ? 1 : Math.Max(1, (now - told.Min(telling => telling.DecidedAt)).TotalDays / 7);
        var readers = team.All.Select(mate => mate.Email.ToLowerInvariant()).Append(rules.Pool)
            .Concat(rules.Audiences.Values.Concat(rules.InOrder.SelectMany(rule => rule.To)).Where(Roles.IsChannel).Select(channel => channel.ToLowerInvariant()))
            .Concat(told.Select(telling => telling.Reader)).Distinct().Order(StringComparer.Ordinal).ToList();
        var findings = new List<Finding>();
        var rows = new List<IReadOnlyList<string>>();
        foreach (string who in readers)
        {
            var theirs = told.Where(telling => telling.Reader == who).ToList();
            int cards = theirs.Where(telling => telling is { Way: TellingWay.Card, ToldIn: not null }).Select(telling => telling.ToldIn).Distinct().Count();
            rows.Add([who, PerWeek(cards, weeks), PerWeek(theirs.Count(telling => telling.Way == TellingWay.Digest), weeks), PerWeek(theirs.Count(telling => telling.Way is TellingWay.Held or TellingWay.Silent), weeks)]);
            if (Roles.IsChannel(who) && cards / (weeks * 7) > MostInAChannel)
                findings.Add(new Finding(FindingLevel.Warning, who, string.Create(
                    CultureInfo.InvariantCulture, $"gets {cards / (weeks * 7):0} cards a day; more than {MostInAChannel} are not read. Narrow its routes, or send them As digest.")));
        }

        await AddRolesAsync(findings, session, team, cancellation);
        return new CheckReport(new CheckTable(["reader", "cards a week", "rows a week", "kept back a week"], rows), findings);
    }

    private async Task AddRolesAsync(List<Finding> findings, IFactSession session, TeamDirectory team, CancellationToken cancellation)
    {
        var asking = catalogue.Current.Triggers.Where(trigger => trigger.Mode == TriggerMode.Live)
            .SelectMany(trigger => trigger.Audience.Select(role => (Role: role, By: trigger.Name)))
            .Concat(rules.InOrder.SelectMany(rule => rule.To.Select(to => (
                Role: to.StartsWith(Roles.Prefix, StringComparison.OrdinalIgnoreCase) ? to[Roles.Prefix.Length..] : to, By: $"Routing:{rule.Name}"))))
            .Where(asked => Roles.All.Contains(asked.Role, StringComparer.OrdinalIgnoreCase))
            .GroupBy(asked => asked.Role.ToLowerInvariant(), asked => asked.By);
        foreach (var role in asking.OrderBy(role => role.Key, StringComparer.Ordinal))
        {
            if (team.All.Count == 0 || await LeadsSomewhereAsync(role.Key, session, team, cancellation))
                continue;
            bool several = Roles.TeamRoleOf(role.Key) is { } teamRole && team.All.Any(mate => mate.Role == teamRole);
            findings.Add(new Finding(
                FindingLevel.Warning, role.Key,
                (several ? "several teammates have this role, and no row of account_team says whose account is whose" : "nobody has this role")
                    + $": what is for them goes to the account's owner. Add rows to account_team, or set Routing:Audiences:{role.Key}. Asked for by {Listed(role)}."));
        }
    }

    private async Task<bool> LeadsSomewhereAsync(string role, IFactSession session, TeamDirectory team, CancellationToken cancellation)
    {
        if (role == Roles.Owner || rules.Audiences.ContainsKey(role))
            return true;
        if (role == Roles.Manager && team.All.Any(mate => mate.ManagerEmail is { Length: > 0 }))
            return true;
        if (Roles.TeamRoleOf(role) is { } teamRole && team.OnlyMember(teamRole) is not null)
            return true;
        foreach (var account in await session.AccountsAsync(cancellation))
        {
            if ((await session.AccountTeamAsync(account.Id, cancellation)).Any(member => member.Role.Equals(role, StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }

    private static string Listed(IEnumerable<string> names)
    {
        string[] all = [.. names.Distinct().Order(StringComparer.Ordinal)];
        return all.Length <= 3 ? string.Join(", ", all) : $"{string.Join(", ", all[..3])} and {all.Length - 3} more";
    }

    private static string PerWeek(int count, double weeks) => (count / weeks).ToString("0.#", CultureInfo.InvariantCulture);
}

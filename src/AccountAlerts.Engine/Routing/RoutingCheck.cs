using System.Globalization;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Engine.Routing;

/// <summary>What arrived at every teammate and channel in four weeks, which channels get too much, rules that cannot be meant, and roles that lead to nobody.</summary>
public sealed class RoutingCheck(IFactReader reader, ITellings tellings, RoleCheck roles, RoutingRules rules, TimeProvider clock) : ICheck
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

        findings.AddRange(RuleFindings(team));
        findings.AddRange(await roles.FindAsync(session, team, cancellation));
        return new CheckReport(new CheckTable(["reader", "cards a week", "rows a week", "kept back a week"], rows), findings);
    }

    /// <summary>What a rule says that nobody can have meant, whether anything was sent by it yet or not.</summary>
    private IEnumerable<Finding> RuleFindings(TeamDirectory team)
    {
        RouteRule? first = null;
        foreach (var rule in rules.InOrder)
        {
            string where = $"Routing:{rule.Name}";
            if (first is not null)
                yield return new Finding(FindingLevel.Warning, where, $"is never asked: Routing:{first.Name} comes before it and has no condition. Give it a lower Order, or that one a condition.");
            if (first is null && rule.FitsEverything && rule.Way != RouteWay.Off)
            {
                foreach (string channel in rule.To.Where(Roles.IsChannel))
                    yield return new Finding(FindingLevel.Warning, channel, $"is wide: {where} has no condition, so every alert of every account goes there. Narrow the rule by kind, severity, segment, tag, owner or ARR.");
            }

            foreach (string address in rule.To.Where(to => !Roles.IsChannel(to) && Roles.IsAddress(to) && team.All.Count > 0 && !team.Knows(to)))
                yield return new Finding(FindingLevel.Warning, where, $"names {address}, who is not on the team: their hours are UTC, and nobody stands in for them. Add them to the team file, or correct the address.");
            if (rule.FitsEverything)
                first ??= rule;
        }
    }

    private static string PerWeek(int count, double weeks) => (count / weeks).ToString("0.#", CultureInfo.InvariantCulture);
}

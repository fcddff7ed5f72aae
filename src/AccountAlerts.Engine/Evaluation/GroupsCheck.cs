using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Which accounts have others below them, and where that makes no sense.</summary>
public sealed class GroupsCheck(IFactReader reader) : ICheck
{
    private const int Listed = 20;

    public string Title => "Groups";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        await using IFactSession session = await reader.OpenAsync(cancellation);
        AccountTree tree = await session.TreeAsync(cancellation);
        if (!tree.Heads.Any() && tree.Circles.Count == 0)
            return new CheckReport(null, []);
        var names = (await session.AccountsAsync(cancellation)).ToDictionary(account => account.Id, account => PlainText.Clean(account.AccountId));
        var sizes = tree.Heads.Select(head => (Name: names.GetValueOrDefault(head, "-"), Count: tree.Under(head).Count))
            .OrderByDescending(group => group.Count).ThenBy(group => group.Name, StringComparer.Ordinal).Take(Listed);
        return new CheckReport(
            new CheckTable(["account", "accounts"], [.. sizes.Select(group => (IReadOnlyList<string>)[group.Name, group.Count.ToString(CultureInfo.InvariantCulture)])]),
            [
                .. tree.Circles.Select(circle => new Finding(
                    FindingLevel.Warning, "accounts",
                    $"parent_id goes in a circle: {string.Join(" -> ", circle.Append(circle[0]).Select(id => names.GetValueOrDefault(id, "-")))}. {names.GetValueOrDefault(circle[0], "-")} counts as the one above the others; mend it at the source.")),
            ]);
    }
}

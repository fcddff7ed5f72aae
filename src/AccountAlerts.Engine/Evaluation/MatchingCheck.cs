using System.Globalization;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Whether the CRM and the product mean the same accounts: what is on one side only is scored without use, or not at all.</summary>
public sealed class MatchingCheck(IFactReader reader) : ICheck
{
    private const int Listed = 20;
    private const int LongestName = 60;

    public string Title => "Matching";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        await using IFactSession session = await reader.OpenAsync(cancellation);
        AccountMatching matching = await session.MatchingAsync(cancellation);

        // Before there is any use there is nothing to match.
        if (matching.WithUse + matching.Unknown.Count == 0)
            return new CheckReport(null, []);
        return new CheckReport(
            new CheckTable(
                ["accounts", "count", "share", "which"],
                [
                    ["known and in use", Text(matching.WithUse), Share(matching.WithUse, matching.Accounts), ""],
                    ["known, without use", Text(matching.WithoutUse.Count), Share(matching.WithoutUse.Count, matching.Accounts), Some(matching.WithoutUse.Select(account => account.AccountId))],
                    ["use matched by mail domain", Text(matching.ByAddress.Count), "", Some(matching.ByAddress.Select(match => $"{match.Name} = {match.AccountId}"))],
                    ["in use, unknown", Text(matching.Unknown.Count), "", Some(matching.Unknown.Select(use => use.Name))],
                ]),
            [.. Findings(matching)]);
    }

    private static IEnumerable<Finding> Findings(AccountMatching matching)
    {
        if (matching.WithUse < matching.Accounts && matching.Accounts > 0)
        {
            yield return new Finding(
                FindingLevel.Warning, "accounts",
                $"{Share(matching.WithUse, matching.Accounts)} of the accounts have use ({Text(matching.WithUse)} of {Text(matching.Accounts)}). Without: {Some(matching.WithoutUse.Select(account => account.AccountId))}. "
                + "If they use the product under another id, give the account its domain and people their e-mail, or send a row of that id with merged_into.");
        }

        foreach (IGrouping<string, UnmatchedUse> why in matching.Unknown.GroupBy(use => use.Why).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(Listed))
        {
            yield return new Finding(
                FindingLevel.Warning, "usage",
                $"Use of {Text(why.Count())} that no accounts row names counts for nobody: {why.Key}. {Some(why.Select(use => use.Name))}. "
                + "Send an accounts row for each, or one with merged_into, or give the customer that domain.");
        }
    }

    private static string Some(IEnumerable<string> names)
    {
        string[] all = [.. names.Select(name => PlainText.Clean(name, LongestName))];
        return string.Join(", ", all.Take(Listed)) + (all.Length > Listed ? $" and {Text(all.Length - Listed)} more" : "");
    }

    private static string Share(int part, int all) =>
        all == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1000.0 * part / all) / 10:0.#} %");

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using AccountAlerts.Domain.Fleet;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Evaluation.Notices;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>What is held for many customers at once, and which sources are silent.</summary>
public sealed class GuardCheck(IProductValues values, NoticeBoard board, GuardOptions options) : ICheck
{
    public string Title => "Guard";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        var book = await GuardBook.LoadAsync(values, cancellation);
        GuardHold[] holds = [.. book.Holds.Values.OrderBy(hold => hold.Key, StringComparer.Ordinal)];
        var findings = new List<Finding>();
        if (!options.Enabled)
            findings.Add(new Finding(FindingLevel.Note, "Guard:Enabled", "The guard is off: many customers who drop at once are told at once."));
        findings.AddRange(holds.Where(hold => !hold.IsOver).Select(hold => new Finding(
            FindingLevel.Warning, GuardNotices.Named(hold.Name),
            string.Create(CultureInfo.InvariantCulture, $"Held since {hold.Since:yyyy-MM-dd HH:mm} UTC: {hold.Accounts} at once. Check the data, then release it or name the cause on its message."))));
        foreach (string key in await board.OpenAsync(SourceNotices.Prefix, cancellation))
            findings.Add(new Finding(FindingLevel.Warning, key[SourceNotices.Prefix.Length..], "No data for longer than Evaluation:HoldFor: what rests on it is left out and not told. Look at the source."));
        return new CheckReport(
            holds.Length == 0 ? null : new CheckTable(["held", "what", "since", "accounts", "ended"], [.. holds.Select(Row)]), findings);
    }

    private static string[] Row(GuardHold hold) =>
    [
        GuardNotices.Named(hold.Name), hold.Thing.ToString().ToLowerInvariant(), hold.Since.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        hold.Accounts.ToString(CultureInfo.InvariantCulture), hold.EndReason ?? "-",
    ];
}

using System.Globalization;
using AccountAlerts.Engine.Checks;

namespace AccountAlerts.Engine.Delivery;

/// <summary>How delivery stands: what waits, what is refused, what should have gone out.</summary>
public sealed class DeliveryCheck(IDeliveryDesk desk, TimeProvider clock) : ICheck
{
    private const int MostNamed = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public string Title => "Delivery";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        var overview = await desk.OverviewAsync(MostNamed, cancellation);
        var overdue = await desk.OverdueAsync(clock.GetUtcNow(), Patience, cancellation);
        return new CheckReport(
            new CheckTable(
                ["platform", "waiting", "blocked", "oldest"],
                [.. overview.Queues.Select(queue => (IReadOnlyList<string>)[queue.Platform, Text(queue.Pending), Text(queue.Blocked), queue.Oldest is { } oldest ? $"{oldest.TotalSeconds:0} s" : ""])]),
            [.. Findings(overview, overdue)]);
    }

    private static IEnumerable<Finding> Findings(DeliveryOverview overview, OverdueMessages overdue)
    {
        foreach (var broken in overview.Broken.Take(MostNamed))
        {
            string place = broken.Conversation.Length == 0 ? broken.Platform : $"{broken.Platform} {broken.Conversation}";
            yield return new Finding(
                FindingLevel.Fault, place, $"takes no messages: {broken.Reason}. {broken.Waiting} wait. Mend it, or try again on the inbox's page Delivery.");
        }

        if (overview.Broken.Count > MostNamed)
            yield return new Finding(FindingLevel.Fault, "destinations", $"{overview.Broken.Count - MostNamed} more take no messages; the inbox's page Delivery lists them.");
        if (overview.DeadInAll > 0)
        {
            yield return new Finding(
                FindingLevel.Warning, "messages", $"{overview.DeadInAll} were refused for good; the inbox's page Delivery says why and can send them again.");
        }

        if (overdue.Due + overdue.Leases > 0)
            yield return new Finding(FindingLevel.Warning, "messages", $"{overdue.Due + overdue.Leases} conversations have had a message due for more than 5 minutes. Is the service running?");
        if (overdue.CardsWithoutMessage + overdue.Untold > 0)
            yield return new Finding(FindingLevel.Fault, "alerts", $"{overdue.CardsWithoutMessage + overdue.Untold} should be on a card that was sent, and are not.");
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}

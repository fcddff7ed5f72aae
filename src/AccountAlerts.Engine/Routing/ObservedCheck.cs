using System.Globalization;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Checks;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Routing;

/// <summary>What the alerts that are only watched would have sent: the question before one is switched on.</summary>
public sealed class ObservedCheck(ITellings tellings, AlertCatalogue catalogue, TimeProvider clock) : ICheck
{
    public string Title => "Observed";

    public async Task<CheckReport> RunAsync(CancellationToken cancellation)
    {
        string[] watched = [.. catalogue.Current.Triggers.Where(trigger => trigger.Mode == TriggerMode.Observe).Select(trigger => trigger.Name)];
        if (watched.Length == 0)
            return new CheckReport(null, []);
        var since = clock.GetUtcNow().AddDays(-ObservedAlerts.Days);
        var counted = ObservedAlerts.Of(await tellings.SinceAsync(since, cancellation)).ToDictionary(alert => alert.Trigger, StringComparer.Ordinal);
        ObservedAlert[] rows = [.. watched.Select(name => counted.GetValueOrDefault(name) ?? new ObservedAlert(name, 0, 0, 0))];
        var total = string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Sum(row => row.Times)} would have gone out in the last {ObservedAlerts.Days} days. Set mode: live in the file of one that people should hear of.");
        return new CheckReport(
            new CheckTable(["alert", "times", "customers", "people"], [.. rows.Select(Row)]), [new Finding(FindingLevel.Note, "Observed alerts", total)]);
    }

    private static string[] Row(ObservedAlert alert) =>
    [
        alert.Trigger, alert.Times.ToString(CultureInfo.InvariantCulture), alert.Customers.ToString(CultureInfo.InvariantCulture),
        alert.Readers.ToString(CultureInfo.InvariantCulture),
    ];
}

using System.Globalization;
using AccountAlerts.Proofs.Running;

namespace AccountAlerts.Proofs.Load;

/// <summary>The load runs of <c>bench/alerts</c>: each case on each database, and beside it Alertmanager in the same run.</summary>
internal static class AlertLoad
{
    private const int Alerts = 10_000;

    /// <param name="arguments">The folder of the published product; then, optionally, words that a case's name must have.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var program = Product.Published(arguments[0]);
        string[] words = arguments[1..];
        LoadCase[] cases =
        [
            new("10,000 conversations", Alerts, Alerts),
            new("100 conversations", Alerts, 100),
            new("10,000 conversations, every tenth request 429", Alerts, Alerts, RefuseEvery: 10),
            new("100 conversations, every tenth request 429", Alerts, 100, RefuseEvery: 10),
            new("100 conversations, a message per second each", Alerts, 100, PerConversation: TimeSpan.FromSeconds(1)),
        ];
        foreach (var load in cases.Where(load => words.All(word => load.Name.Contains(word, StringComparison.Ordinal))))
            Print("SQLite", load, await AlertRun.RunAsync(load, program));
        foreach (int every in new[] { 0, 10 })
            Print("Alertmanager", new LoadCase(every == 0 ? "10,000 groups" : "10,000 groups, every tenth request 429", Alerts, Alerts), await AlertmanagerRun.RunAsync(Alerts, every));
        return 0;
    }

    private static void Print(string who, LoadCase load, LoadFigures figures) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{load.Name,-48} {who,-12} first {figures.First.TotalSeconds,6:0.000} s  last {figures.Last.TotalSeconds,7:0.000} s  {figures.PerSecond,6:0}/s  {figures.PeakMegabytes,4} MB  429: {figures.Refused}  lost {figures.Lost}  doubled {figures.Doubled}  early {figures.Early}"));
}

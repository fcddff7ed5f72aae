using System.Globalization;
using AccountAlerts.Proofs.Running;
using AccountAlerts.TestKit.Postgres;

namespace AccountAlerts.Proofs.Load;

/// <summary>The load runs of <c>bench/alerts</c>: each case on each database, and Alertmanager before and after them in the same run.</summary>
internal static class AlertLoad
{
    private const int Alerts = 10_000;

    private static readonly LoadCase[] Cases =
    [
        new("10,000 conversations", Alerts, Alerts),
        new("100 conversations", Alerts, 100),
        new("10,000 conversations, every tenth request 429", Alerts, Alerts, RefuseEvery: 10),
        new("100 conversations, every tenth request 429", Alerts, 100, RefuseEvery: 10),
        new("100 conversations, one message a second each", Alerts, 100, PerConversation: TimeSpan.FromSeconds(1)),
    ];

    /// <param name="arguments">The folder of the published product; then, optionally, words that a case's line must have, the database's name included.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var program = Product.Published(arguments[0]);
        Console.WriteLine($"{"case",-48} {"by",-13} {"first",8} {"last",9} {"rate",8} {"of Alertm.",10} {"CPU",7} {"peak",7}   429  lost  doubled  early");
        double before = await CompareAsync();
        await using (var server = await PostgresServer.StartAsync(durable: true))
        {
            foreach (var load in Cases)
            {
                if (IsWanted(load, "SQLite"))
                    Print("SQLite", load, await AlertRun.RunAsync(load, program), before);
                if (!IsWanted(load, "PostgreSQL"))
                    continue;
                await using var database = await server.CreateAsync();
                Print("PostgreSQL", load, await AlertRun.RunAsync(load, program, new PostgresDatabase(database)), before);
            }
        }

        // On a shared machine the first and the last minute may differ.
        await CompareAsync();
        return 0;

        bool IsWanted(LoadCase load, string database) =>
            arguments.Skip(1).All(word => $"{load.Name}, {database}".Contains(word, StringComparison.Ordinal));
    }

    /// <returns>Messages per second without refusals.</returns>
    private static async Task<double> CompareAsync()
    {
        var plain = await AlertmanagerRun.RunAsync(Alerts, 0);
        Print("Alertmanager", new LoadCase("10,000 groups", Alerts, Alerts), plain, plain.PerSecond);
        Print("Alertmanager", new LoadCase("10,000 groups, every tenth request 429", Alerts, Alerts), await AlertmanagerRun.RunAsync(Alerts, 10), plain.PerSecond);
        return plain.PerSecond;
    }

    private static void Print(string who, LoadCase load, LoadFigures figures, double alertmanager)
    {
        string floor = load.Floor > TimeSpan.Zero
            ? string.Create(CultureInfo.InvariantCulture, $"   {figures.Last / load.Floor:0.000} x the minimum of {load.Floor.TotalSeconds:0} s")
            : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{load.Name,-48} {who,-13} {figures.First.TotalSeconds,6:0.00} s {figures.Last.TotalSeconds,7:0.00} s {figures.PerSecond,6:0}/s {figures.PerSecond / alertmanager,10:0.00} {figures.Processor.TotalSeconds,5:0.0} s {figures.PeakMegabytes,4} MB {figures.Refused,5} {figures.Lost,5} {figures.Doubled,8} {figures.Early,6}{floor}"));
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Sources.DropFolder;
using AccountAlerts.Sources.DropFolder.Reading;
using AccountAlerts.Storage;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Benchmarks.Whole;

/// <summary>
/// What a running service needs, by the product's own classes: the import of a folder, evaluations of everything with all evidence, one more
/// day taken in, and the evaluation after it. One line of JSON per figure.
/// </summary>
internal static class WarmEvaluation
{
    private const int Repeats = 15;
    private const int HoldForDays = 14;

    public static async Task RunAsync(string folder, DateOnly day, TextWriter output)
    {
        string scratch = Directory.CreateTempSubdirectory("evaluate-bench").FullName;
        try
        {
            if (day != DataFolder.LastDay)
            {
                string cut = Path.Combine(scratch, "cut");
                CutFolder.Write(folder, cut, day);
                folder = cut;
            }

            var clock = new StandingClock();
            await using ServiceProvider services = Services(Path.Combine(scratch, "facts.db"), clock);
            await services.GetRequiredService<ISqlSchema>().PrepareAsync(CancellationToken.None);
            await services.GetRequiredService<AlertCatalogue>().RefreshAsync(remember: false, CancellationToken.None);
            await MeasureAsync(services, clock, folder, day, output);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task MeasureAsync(ServiceProvider services, StandingClock clock, string folder, DateOnly day, TextWriter output)
    {
        var import = new FolderImport(services.GetRequiredService<IFactStore>(), Path.Combine(folder, "failed"), FileLimits.Default);
        var fleet = services.GetRequiredService<IFleetEvaluator>();

        clock.Now = Noon(day);
        Report(output, "import", day, await TimeAsync(() => import.RunAsync(folder, clock.Now, null, CancellationToken.None)));
        Report(output, "evaluate-first", day, await TimeAsync(() => EvaluateAsync(fleet, day)));
        var warm = new List<Took>();
        for (int i = 0; i < Repeats; i++)
            warm.Add(await TimeAsync(() => EvaluateAsync(fleet, day)));
        Report(output, "evaluate-warm", day, warm.OrderBy(took => took.Seconds).ElementAt(Repeats / 2));

        IReadOnlyList<string> accounts = await AccountsAsync(services.GetRequiredService<IFactReader>());
        Report(output, "why-beside", day, await TimeAsync(() =>
            WhyLoad.RunAsync(services.GetRequiredService<IReports>(), accounts, day, () => EvaluateAsync(fleet, day))));

        DateOnly next = day.AddDays(1);
        clock.Now = Noon(next);
        Took taken = await TimeAsync(() => import.RunAsync(Path.Combine(folder, "next-day"), clock.Now, null, CancellationToken.None));
        Took evaluated = await TimeAsync(() => EvaluateAsync(fleet, next));
        Report(output, "next-day-import", next, taken);
        Report(output, "next-day-evaluate", next, evaluated);
        Report(output, "next-day", next, new Took(taken.Seconds + evaluated.Seconds, taken.CpuSeconds + evaluated.CpuSeconds, evaluated.Result));
        using var process = Process.GetCurrentProcess();
        Report(output, "memory", next, new Took(0, 0, new { peak_mb = process.PeakWorkingSet64 >> 20 }));
    }

    private static async Task<IReadOnlyList<string>> AccountsAsync(IFactReader facts)
    {
        await using IFactSession session = await facts.OpenAsync(CancellationToken.None);
        return [.. (await session.AccountsAsync(CancellationToken.None)).Select(account => account.AccountId)];
    }

    private static ServiceProvider Services(string database, StandingClock clock) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(clock)
        .AddSingleton(MoneyRates.Only("EUR"))
        .AddBenchStore(database)
        .AddFacts(new FactStoreOptions())
        .AddAlerts()
        .AddTemplating(Templates())
        .AddEvaluation(catalogue => new EvaluationRules(DefaultHealthModels.All, [], () => catalogue.Current.Triggers, HoldForDays))
        .BuildServiceProvider();

    /// <summary>The triggers that the product ships.</summary>
    private static string Templates()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "templates", "alerts")))
                return Path.Combine(folder.FullName, "templates");
        }

        throw new DirectoryNotFoundException("There is no folder templates/alerts above the benchmark's binaries; build it inside the repository.");
    }

    private static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);

    private static async Task<object> EvaluateAsync(IFleetEvaluator fleet, DateOnly day)
    {
        int accounts = 0, firing = 0, evidence = 0;
        await foreach ((int held, int said) in fleet.RunAsync(day, EvidenceDetail.Always, (_, evaluation) => Count(evaluation.Triggers), CancellationToken.None))
        {
            accounts++;
            firing += held;
            evidence += said;
        }

        return new { accounts, firing, evidence };
    }

    private static (int Firing, int Evidence) Count(IReadOnlyList<TriggerResult> triggers) =>
        (triggers.Count(trigger => trigger.State == TriggerState.Firing), triggers.Sum(trigger => trigger.Evidence.Count));

    private static async Task<Took> TimeAsync<T>(Func<Task<T>> work)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan cpu = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        T result = await work();
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        return new Took(took.TotalSeconds, (process.TotalProcessorTime - cpu).TotalSeconds, result is ImportReport report ? Rows(report) : result);
    }

    private static object Rows(ImportReport report) => report.Refused
        ? throw new InvalidOperationException($"The folder was refused: {report.Refusal ?? string.Join("; ", report.Files.Select(file => file.Refusal))}")
        : new { rows = report.Files.Sum(file => file.Rows) };

    private static void Report(TextWriter output, string figure, DateOnly day, Took took) => output.WriteLine(JsonSerializer.Serialize(new
    {
        figure,
        day = day.ToString("O", CultureInfo.InvariantCulture),
        seconds = Math.Round(took.Seconds, 3),
        cpu_seconds = Math.Round(took.CpuSeconds, 3),
        result = took.Result,
    }));

    private sealed record Took(double Seconds, double CpuSeconds, object? Result);

    /// <summary>Stands at the day that is measured; elapsed times are real.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

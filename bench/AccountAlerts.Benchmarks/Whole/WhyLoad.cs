using System.Diagnostics;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Benchmarks.Whole;

/// <summary>Asks why of one account after the other while everybody is evaluated again and again.</summary>
internal static class WhyLoad
{
    private const int Questions = 600;
    private const int SinceDays = 7;

    // What runs first is compiled while it runs.
    private const int NotCounted = 100;

    /// <returns>Milliseconds of each question at the median, the 99th percentile and the most, and how many evaluations ran meanwhile.</returns>
    public static async Task<object> RunAsync(IReports reports, IReadOnlyList<string> accounts, DateOnly day, Func<Task> evaluate)
    {
        using var over = new CancellationTokenSource();
        int evaluations = 0;
        Task beside = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                await evaluate();
                evaluations++;
            }
        });
        var chance = new Random(7);
        var took = new List<double>(Questions);
        for (int question = 0; question < Questions + NotCounted; question++)
        {
            string account = accounts[chance.Next(accounts.Count)];
            long start = Stopwatch.GetTimestamp();
            if (await reports.WhyAsync(account, day, SinceDays, CancellationToken.None) is not WhyReport.Found)
                throw new InvalidOperationException($"There was no answer about {account}.");
            if (question >= NotCounted)
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        await over.CancelAsync();
        await beside;
        took.Sort();
        return new { questions = took.Count, p50_ms = At(took, 0.5), p99_ms = At(took, 0.99), most_ms = At(took, 1), evaluations };
    }

    private static double At(List<double> sorted, double share) => Math.Round(sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(sorted.Count * share) - 1)], 1);
}

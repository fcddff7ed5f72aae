using System.Diagnostics;
using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Benchmarks.Alerts;

/// <summary>What one evaluation stores when everything changes at once: new alerts, each with its card and message, in one commit; then all of them resolved.</summary>
internal static class CommitLoad
{
    private static readonly DateTimeOffset Now = new(2026, 6, 5, 9, 0, 0, TimeSpan.Zero);

    public static async Task RunAsync(int alerts, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("commit-bench").FullName;
        try
        {
            await using ServiceProvider services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
                .AddOptions().AddBenchStore(Path.Combine(folder, "alerts.db")).AddAlerts().BuildServiceProvider();
            await services.GetRequiredService<ISqlSchema>().PrepareAsync(CancellationToken.None);
            IAlertStore store = services.GetRequiredService<IAlertStore>();
            // A small one first: what is measured is the work, not the compiler.
            await CommitAsync(store, 0, 100);
            long start = Stopwatch.GetTimestamp();
            await CommitAsync(store, 1000, alerts);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"commit of {alerts} new alerts {Stopwatch.GetElapsedTime(start).TotalMilliseconds,8:0} ms"));
            start = Stopwatch.GetTimestamp();
            IReadOnlyList<AccountFile> files = await store.ReadAsync([.. Enumerable.Range(1000, alerts)], CancellationToken.None);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"read of {files.Count} accounts' files {Stopwatch.GetElapsedTime(start).TotalMilliseconds,8:0} ms"));
            start = Stopwatch.GetTimestamp();
            TickStart tick = await store.BeginTickAsync(CancellationToken.None);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"begin of a tick over {tick.Alerts.Count} accounts {Stopwatch.GetElapsedTime(start).TotalMilliseconds,8:0} ms"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CommitAsync(IAlertStore store, int firstAccount, int alerts)
    {
        TickStart tick = await store.BeginTickAsync(CancellationToken.None);
        int[] accounts = [.. Enumerable.Range(firstAccount, alerts)];
        CommitOutcome outcome = await store.CommitAsync(
            new AlertCommit { At = Now, Epoch = tick.Epoch, Alerts = [.. accounts.Select(Opened)], Cards = [.. accounts.Select(CardOf)] }, CancellationToken.None);
        if (outcome is not CommitOutcome.Stored)
            throw new InvalidOperationException($"The commit ended as {outcome}.");
    }

    private static AlertChange Opened(int account)
    {
        var alert = new Alert
        {
            Key = KeyOf(account), Episode = 1, Kind = TriggerKind.Risk, SubjectLabel = "Company", OpenedAt = Now, ChangedAt = Now,
            Status = new AlertStatus { State = AlertState.Open, Severity = Severity.High, Mark = new Mark(Severity.High, 50), Owner = "dana@example.com" },
        };
        var words = new CauseWords("The champion is silent", [], ["silent for 9 days"], "Call them", ["Call", "Write"], new DateOnly(2026, 6, 8), null);
        return new AlertChange(new Transition(null, alert, "it holds", Transition.Evaluation, Now, true), words);
    }

    private static CardChange CardOf(int account)
    {
        var card = new Card
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"CARD{account:00000000000000000}"), AccountId = account, Kind = TriggerKind.Risk,
            Conversation = new Conversation("webhook", "default", string.Create(CultureInfo.InvariantCulture, $"c{account % 100}")),
            Generation = 1, Causes = [new CardCause(1, KeyOf(account), 1, 1)], CreatedAt = Now,
        };
        return new CardChange(card, new Message { Text = $"Company {account}: the champion is silent", Blocks = [] }, Priority.FirstAlert);
    }

    private static AlertKey KeyOf(int account) => new(account, "champion-silent", SubjectKind.Account, string.Create(CultureInfo.InvariantCulture, $"A{account:000000}"));
}

using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Rhythm;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Looks every minute for what is due and not sent, whatever the reason, and keeps what it found where people and watches can read it.</summary>
public sealed partial class DeliveryAuditor(
    IDeliveryDesk desk, IProductValues values, IOptions<EvaluationOptions> evaluation, ILogger<DeliveryAuditor> logger) : IDueWork
{
    /// <summary>Where the end of the last evaluation is remembered, as an instant of the product's clock.</summary>
    public const string EvaluationScope = "$evaluation";
    public const string EvaluatedAt = "at";

    /// <summary>How long something may be due before it is a finding.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>How long a dead letter keeps the heartbeat away unless somebody sends it again.</summary>
    private static readonly TimeSpan DeadFor = TimeSpan.FromDays(1);

    public string Name => "delivery.audit";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var before = await AuditReport.LastAsync(values, cancellation);
        var overdue = await desk.OverdueAsync(now, Patience, cancellation);
        var findings = Findings(overdue, now).Select(finding => finding with { Since = SinceOf(finding, before) }).ToList();
        var report = new AuditReport(now, findings, await QuietAsync(now, cancellation));
        await values.SetAsync(AuditReport.Scope, AuditReport.Key, report.Write(), cancellation);

        foreach (var finding in findings.Where(finding => finding.Since == now))
            Log.Found(logger, finding.Code, finding.Text);
        foreach (var gone in before?.Findings.Where(old => findings.TrueForAll(finding => finding.Code != old.Code)) ?? [])
            Log.Over(logger, gone.Code);
        var overview = await desk.OverviewAsync(0, cancellation);
        DeliveryMetrics.Look(overview.Queues, overview.DeadInAll, overview.Broken.Count, findings.Sum(finding => finding.Count));
        return findings.Count(finding => finding.Since == now);
    }

    private static IEnumerable<AuditFinding> Findings(OverdueMessages overdue, DateTimeOffset now)
    {
        if (overdue.Due > 0)
        {
            yield return new AuditFinding(
                "due", overdue.Due,
                $"{Conversations(overdue.Due)} with a message that could have gone out for more than {Patience.TotalMinutes:0} minutes, the longest for {overdue.Longest?.TotalMinutes:0}. Is the service running, and can it write to its database?",
                now);
        }

        if (overdue.Leases > 0)
        {
            yield return new AuditFinding(
                "lease", overdue.Leases,
                $"{Conversations(overdue.Leases)} in the hands of a process that does not answer for more than {Patience.TotalMinutes:0} minutes after its time was over.", now);
        }

        if (overdue.CardsWithoutMessage > 0)
            yield return new AuditFinding("card-without-message", overdue.CardsWithoutMessage, $"{overdue.CardsWithoutMessage} cards that no message stands for.", now);
        if (overdue.Untold > 0)
            yield return new AuditFinding("untold", overdue.Untold, $"{overdue.Untold} alerts that were to be told by a card and are on none.", now);
    }

    private static string Conversations(int count) => count == 1 ? "1 conversation" : $"{count} conversations";

    private static DateTimeOffset SinceOf(AuditFinding finding, AuditReport? before) =>
        before?.Findings.FirstOrDefault(old => old.Code == finding.Code)?.Since ?? finding.Since;

    /// <summary>What is no finding of the outbox, and yet no reason to say that all is well.</summary>
    private async Task<string?> QuietAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (await desk.FreshlyDeadAsync(DeadFor, cancellation) is > 0 and int dead)
            return dead == 1 ? "a message was refused for good within the last day" : $"{dead} messages were refused for good within the last day";
        if (await values.GetAsync(EvaluationScope, EvaluatedAt, cancellation) is not { } text || !InstantText.TryRead(text, out var at))
            return "nothing was evaluated yet";
        var age = now - at;
        return age > 2 * evaluation.Value.Every ? $"the last evaluation was {age.TotalMinutes:0} minutes ago" : null;
    }

    private static partial class Log
    {
        [LoggerMessage(2011, LogLevel.Error, "Due and not sent ({Code}): {Text}")]
        public static partial void Found(ILogger logger, string code, string text);

        [LoggerMessage(2012, LogLevel.Information, "Nothing is due and not sent any more ({Code}).")]
        public static partial void Over(ILogger logger, string code);
    }
}

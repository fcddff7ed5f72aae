using System.Buffers;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation.Fleet;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Answers the command line from facts; nothing is stored.</summary>
public sealed class Reports(IFactReader reader, IFleetEvaluator fleet, ScoreExplainer explainer, AccountGroups groups) : IReports
{
    private const int WeeksOfCourse = 8;

    private const int WriteSize = 256 * 1024;

    private const int LongLine = 16 * 1024;

    public async Task WriteEvaluationsAsync(DateOnly asOf, Stream output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(output);

        // Lines are made by the workers; here they only pass by, in order, gathered so that the system is not called for each.
        var inGroups = await groups.OfAllAsync(asOf, cancellation);
        var gathered = new ArrayBufferWriter<byte>(WriteSize + LongLine);
        await foreach (byte[] line in fleet.RunAsync(asOf, EvidenceDetail.Always, (_, evaluation) => EvaluationJson.LineWithEnd(evaluation, inGroups.GetValueOrDefault(evaluation.Id)), cancellation))
        {
            gathered.Write(line);
            if (gathered.WrittenCount < WriteSize)
                continue;
            await output.WriteAsync(gathered.WrittenMemory, cancellation);
            gathered.ResetWrittenCount();
        }

        await output.WriteAsync(gathered.WrittenMemory, cancellation);
    }

    public async Task<WhyReport> WhyAsync(string account, DateOnly asOf, int sinceDays, CancellationToken cancellation)
    {
        IReadOnlyList<AccountRef> accounts;
        await using (IFactSession session = await reader.OpenAsync(cancellation))
            accounts = await session.AccountsAsync(cancellation);

        switch (AccountNames.Find(account, accounts))
        {
            case NameMatch.One(var found) when await explainer.WhyAsync(found.Id, asOf, sinceDays, WeeksOfCourse + 1, cancellation) is { } explanation:
                return new WhyReport.Found(WhyMessage.Of(explanation), WhyJson.Write(explanation));
            case NameMatch.Several(var several):
                return new WhyReport.Several([.. several.Select(Listed)]);
            case NameMatch.None(var nearest):
                return new WhyReport.Unknown([.. nearest.Select(Listed)]);
            default:
                return new WhyReport.Unknown([]);
        }
    }

    private static string Listed(AccountRef account) => $"{PlainText.Clean(account.AccountId)} ({PlainText.Clean(account.Name)})";
}

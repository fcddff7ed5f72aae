using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Models;
using AccountAlerts.Engine.Evaluation.Notices;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>What the guard looks things up in.</summary>
public sealed record GuardSources(IProductValues Values, IAlertOpenings Openings, ISourceReads Reads, IFactReader Facts);

/// <summary>Holds what many customers show at once, and what rests on a source without data, until somebody or the data says what it is.</summary>
public sealed class FleetGuard(GuardSources sources, NoticeBoard board, AlertCatalogue catalogue, EvaluationRules rules, GuardOptions options, HealthModelBook? models = null) : IFleetGuard
{
    public async Task<IFleetWatch> BeginAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        TeamDirectory team;
        await using (var session = await sources.Facts.OpenAsync(cancellation))
            team = await session.DirectoryAsync(cancellation);
        var inForce = models is null ? new ModelsInForce(new ModelTimeline(rules.Models), null, false) : await models.ReadAsync(cancellation);
        var scene = new GuardScene(catalogue.Current.Triggers, inForce, options.Enabled ? options.Limits : null, team, now);
        return new FleetWatch(scene, await GuardBook.LoadAsync(sources.Values, cancellation), sources, board);
    }

    public async Task<IFleetHolds> CurrentAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var holds = await GuardBook.HoldsAsync(sources.Values, cancellation);
        string[] silent = [.. await board.OpenAsync(SourceNotices.Prefix, cancellation)];
        var reads = silent.Length == 0 ? [] : await sources.Reads.ListAsync(cancellation);
        var streams = reads.Where(read => silent.Contains(SourceNotices.Prefix + read.Source)).Select(read => read.Stream).ToHashSet();
        return GuardScene.HoldsOf([.. holds.Values], catalogue.Current.Triggers, streams);
    }
}

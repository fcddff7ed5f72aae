using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Rhythm;

namespace AccountAlerts.Engine.Delivery;

/// <summary>
/// Tells operations, on another way than the broken one, that a destination takes nothing; and remembers since when, so that a person who
/// cannot be reached for a working day is treated as away.
/// </summary>
public sealed class BrokenDestinations(
    IDeliveryDesk desk, IProductValues values, IAlertStore alerts, IFactReader facts, IRandomIds ids, IEnumerable<IOperationsNotice> notices) : IDueWork
{
    /// <summary>Values by conversation (as it prints): since when nothing reaches it, by the product's clock; see <see cref="InstantText"/>.</summary>
    public const string UnreachableScope = "$unreachable";

    /// <summary>Which news outside ways were told.</summary>
    private const string ToldScope = "$operations-told";

    public string Name => "delivery.broken";

    public TimeSpan Every => TimeSpan.FromSeconds(15);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var broken = (await desk.CountAsync(cancellation)).Broken;
        var known = await values.ListAsync(UnreachableScope, cancellation);
        var current = broken.ToDictionary(KeyOf, StringComparer.Ordinal);
        foreach (string mended in known.Keys.Where(key => !current.ContainsKey(key)))
            await values.SetAsync(UnreachableScope, mended, null, cancellation);
        foreach (string key in current.Keys.Where(key => !known.ContainsKey(key)))
            await values.TrySetAsync(UnreachableScope, key, null, InstantText.Write(now), cancellation);

        int told = 0;
        foreach (var destination in broken)
            told += await TellAsync(destination, now, cancellation);
        return told;
    }

    private static string KeyOf(BrokenDestination destination) =>
        new Conversation(destination.Platform, destination.Workspace, destination.Conversation).ToString();

    private async Task<int> TellAsync(BrokenDestination destination, DateTimeOffset now, CancellationToken cancellation)
    {
        string news = $"broken/{KeyOf(destination)}/{destination.Since.ToUnixTimeMilliseconds()}";
        var message = OperationsWords.Broken(destination);
        int told = 0;
        foreach (var (notice, index) in notices.Select((notice, index) => (notice, index)))
        {
            string way = $"{index}/{news}";
            if (await values.GetAsync(ToldScope, way, cancellation) is null && await notice.TellAsync(news, message, cancellation))
            {
                await values.SetAsync(ToldScope, way, InstantText.Write(now), cancellation);
                told++;
            }
        }

        // The inbox is where operations can do something about it. It cannot itself be what is broken: it is in this database.
        await using var session = await facts.OpenAsync(cancellation);
        string reader = (await session.DirectoryAsync(cancellation)).OnlyMember(TeamRole.Operations)?.Email ?? RoutingRules.DefaultPool;
        var outcome = await alerts.CommitAsync(
            new AlertCommit
            {
                At = now,
                Once = news,
                Posts = [new Post(news, ids.Next(), null, InboxPlatform.ConversationOf(reader), message, Priority.Alert)],
            },
            cancellation);
        return outcome is CommitOutcome.Stored ? told + 1 : told;
    }
}

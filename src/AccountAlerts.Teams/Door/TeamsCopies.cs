using System.Collections.Concurrent;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Teams.Wire;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Teams.Door;

/// <summary>
/// Messages whose arrival nobody could tell. They are found when somebody first uses them: a card of which no other message is known is kept up
/// to date from then on; the copy of one that was posted again points to the other. What was done on either counts for the card.
/// </summary>
public sealed partial class TeamsCopies(IDeliveryDesk desk, TeamsPlatform teams, ILogger<TeamsCopies> logger) : IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Task, byte> _underWay = new();

    /// <summary>Looks, after the answer was given, whether what somebody used is a copy.</summary>
    public void Saw(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (activity is not { ReplyToId: { } message, Conversation.Id: { } conversation, Value: { } value } || TenantOf(activity) is not { } tenant)
            return;
        string? pressed = value.Text("action", "data", "button", "value") ?? value.Text("button", "value");
        if (pressed is null || CardHandle.Parse(pressed) is not { } card)
            return;
        var task = AdoptAsync(PlaceOf(activity, tenant, conversation), new MessageId(conversation, message), card.Key);
        _underWay[task] = 0;
        _ = task.ContinueWith(ended => _underWay.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_underWay.Keys).WaitAsync(StopWithin, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task AdoptAsync(Conversation place, MessageId used, string key)
    {
        try
        {
            if (await desk.FoundAsync(key, place, used.ToString(), CancellationToken.None))
            {
                Log.Found(logger, used.Activity);
                return;
            }

            if (await desk.DoubledAsync(key, CancellationToken.None) is not { } counts || counts.MessageId == used.ToString())
                return;
            if (await teams.PointAsync(place.Workspace, used, MessageId.Read(counts.MessageId), CancellationToken.None) is not DeliveryOutcome.Delivered)
                return;
            await desk.SettleDoubleAsync(key, CancellationToken.None);
            Log.Adopted(logger, used.Activity);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // It is tried again when somebody uses it again.
            Log.NotAdopted(logger, used.Activity, fault);
        }
    }

    /// <summary>Where a card stands that is used there.</summary>
    private static Conversation PlaceOf(Activity activity, string tenant, string conversation) => new(
        TeamsPlatform.PlatformName, tenant,
        Inbound.TeamsAnswers.IsPersonal(activity) && activity.From?.AadObjectId is { Length: > 0 } person ? person : conversation.Split(';')[0]);

    private static string? TenantOf(Activity activity) => Installations.TeamsPeople.TenantOf(activity);

    private static partial class Log
    {
        [LoggerMessage(3521, LogLevel.Information, "Message {Message} in Teams was a copy; it points to the one that counts.")]
        public static partial void Adopted(ILogger logger, string message);

        [LoggerMessage(3522, LogLevel.Warning, "Message {Message} in Teams is a copy, and could not be made to say so.")]
        public static partial void NotAdopted(ILogger logger, string message, Exception fault);

        [LoggerMessage(3523, LogLevel.Information, "Message {Message} in Teams is there after all; it is kept up to date from now on.")]
        public static partial void Found(ILogger logger, string message);
    }
}

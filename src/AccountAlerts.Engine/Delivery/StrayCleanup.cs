using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Rhythm;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Engine.Delivery;

/// <summary>
/// Takes away the copies of messages that were posted twice: a process that was paused between its last look at the lease and its send leaves
/// such. Where nothing can be taken away, the copy says that it does not count.
/// </summary>
public sealed partial class StrayCleanup(IDeliveryDesk desk, IEnumerable<IChatPlatform> platforms, ILogger<StrayCleanup> logger) : IDueWork
{
    /// <summary>What a copy says from then on.</summary>
    private static readonly Message Void = Saying("This was posted twice by mistake. The other message is kept up to date.");

    public string Name => "delivery.strays";

    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        int settled = 0;
        foreach (var stray in await desk.StraysAsync(cancellation))
        {
            // Without a recorded message nobody knows yet which of the two counts.
            var platform = platforms.FirstOrDefault(known => known.Name == stray.Conversation.Platform);
            if (stray.Recorded is null || platform is null || await EndOfAsync(platform, stray, stray.Recorded, cancellation) is not { } end)
                continue;
            if (!await desk.SettleStrayAsync(stray, end, cancellation))
                continue;
            if (end != StrayEnd.None)
                DeliveryMetrics.PerhapsDoubled(stray.Conversation.Platform);
            Log.Settled(logger, stray.Id, stray.Conversation.Platform, end);
            settled++;
        }

        return settled;
    }

    /// <returns>Null to try again later.</returns>
    private static async Task<StrayEnd?> EndOfAsync(IChatPlatform platform, StrayCopy stray, string recorded, CancellationToken cancellation)
    {
        string[] copies;
        if (stray.MessageId.Length > 0)
        {
            copies = [stray.MessageId];
        }
        else if (await platform.FindAsync(stray.Conversation, stray.Key, cancellation) is LookUp.Found found)
        {
            copies = [found.MessageId, .. found.Copies];
        }
        else
        {
            return StrayEnd.Left;
        }

        copies = [.. copies.Where(copy => copy != recorded)];
        if (copies.Length == 0)
            return StrayEnd.None;
        foreach (string copy in copies)
        {
            switch (platform is IDeletesMessages deletes
                ? await deletes.DeleteAsync(stray.Conversation, copy, cancellation)
                : await platform.EditAsync(new OutboundMessage(stray.Conversation, stray.Key, Void), copy, cancellation))
            {
                case DeliveryOutcome.Delivered or DeliveryOutcome.MessageGone:
                    break;
                case DeliveryOutcome.RetryAfter or DeliveryOutcome.Unknown:
                    return null;
                default:
                    return StrayEnd.Left;
            }
        }

        return StrayEnd.CleanedUp;
    }

    private static Message Saying(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };

    private static partial class Log
    {
        [LoggerMessage(2031, LogLevel.Warning, "Message {Id} on {Platform} may have been shown twice: {End}.")]
        public static partial void Settled(ILogger logger, long id, string platform, StrayEnd end);
    }
}

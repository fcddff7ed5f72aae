using System.Security.Cryptography;
using System.Text;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Engine.Delivery;

/// <summary>A channel in which another organisation is present.</summary>
/// <param name="Reader">As routes call it.</param>
public sealed record SharedChannel(Conversation Place, string Reader);

/// <summary>Which channels of a platform are shared with another organisation.</summary>
public interface ISharedPlaces
{
    /// <summary>As people call the platform: "Slack".</summary>
    string Label { get; }

    /// <summary>Answered from memory.</summary>
    IEnumerable<SharedChannel> Shared { get; }
}

/// <summary>
/// Leaves channels in which another organisation is present by now: what was said there is deleted, whose customers it was about get it in
/// their own conversation, and operations are told.
/// </summary>
public sealed partial class SharedChannels(
    IEnumerable<ISharedPlaces> known, IEnumerable<IChatPlatform> platforms, IDeliveryDesk desk, IAlertStore alerts, IConversationBook book, IFactReader facts, IRandomIds ids,
    IEnumerable<IOperationsNotice> notices, TimeProvider clock, ILogger<SharedChannels> logger) : IDueWork
{
    public string Name => "delivery.shared";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation) => LeaveAsync(cancellation);

    /// <returns>How many channels were left.</returns>
    public async Task<int> LeaveAsync(CancellationToken cancellation)
    {
        int left = 0;
        foreach (var (label, channel) in known.SelectMany(places => places.Shared.Select(channel => (places.Label, channel))).ToList())
        {
            var place = channel.Place;
            var shown = await desk.ShownInAsync(place, cancellation);
            if (shown.Count == 0)
                continue;
            // Told first: after a crash the rest is done again, and what was told is told once.
            await TellAsync(channel, shown, cancellation);
            if (!await DeleteAsync(place, shown, cancellation))
                continue;
            await desk.LeaveAsync(place, cancellation);
            Log.Left(logger, label, place.Id, shown.Count);
            left++;
        }

        return left;
    }

    private async Task<bool> DeleteAsync(Conversation place, IReadOnlyList<ShownMessage> shown, CancellationToken cancellation)
    {
        if (platforms.FirstOrDefault(platform => platform.Name == place.Platform) is not IDeletesMessages deletes)
            return false;
        bool all = true;
        foreach (var message in shown)
        {
            // Whatever is in the way is looked at again in a minute; the others go meanwhile.
            if (await deletes.DeleteAsync(place, message.MessageId, cancellation) is not (DeliveryOutcome.Delivered or DeliveryOutcome.MessageGone))
                all = false;
        }

        return all;
    }

    private async Task TellAsync(SharedChannel channel, IReadOnlyList<ShownMessage> shown, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        string mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', shown.Select(message => message.Key)))))[..16];
        string news = $"{channel.Place.Platform}-shared/{channel.Place.Workspace}/{channel.Place.Id}/{mark}";
        var posts = new List<Post>();
        foreach (var owner in await RowsAsync(shown, team, cancellation))
        {
            string text = $"{channel.Reader} is shared with another organisation by now. What was said there about your customers was deleted, and comes to you";
            posts.Add(Say($"{news}/{owner.Key}", owner.Key, new Message
            {
                Text = text,
                Tone = Tone.Data,
                Blocks = [new Paragraph([new Span(text + ":")]), new RowList([.. owner])],
            }));
        }

        string told = $"{channel.Reader} is shared with another organisation by now: {shown.Count} messages of ours there are deleted, and nothing more is said there. Name another channel in Routing.";
        var message = new Message { Text = told, Tone = Tone.Data, Blocks = [new Paragraph([new Span(told)])] };
        string operations = team.OnlyMember(TeamRole.Operations)?.Email.ToLowerInvariant() ?? RoutingRules.DefaultPool;
        if (operations != channel.Reader)
            posts.Add(Say(news, operations, message));
        if (await alerts.CommitAsync(new AlertCommit { At = now, Once = news, Posts = posts }, cancellation) is not CommitOutcome.Stored)
            return;
        foreach (var notice in notices)
            await notice.TellAsync(news, message, cancellation);
    }

    /// <summary>What lived on the channel's cards, by owner.</summary>
    private async Task<ILookup<string, MessageRow>> RowsAsync(IReadOnlyList<ShownMessage> shown, TeamDirectory team, CancellationToken cancellation)
    {
        var rows = new List<(string Owner, MessageRow Row)>();
        foreach (var message in shown)
        {
            if (await alerts.FindCardAsync(message.Key, cancellation) is not { Phase: CardPhase.Live, AccountId: > 0 } card)
                continue;
            var file = (await alerts.ReadAsync([card.AccountId], cancellation))[0];
            if (file.Snapshot is not { OwnerEmail: { } owner } account)
                continue;
            var live = file.Alerts.Where(stored => stored.Alert.IsLive && card.Causes.Any(cause => cause.Alert == stored.Alert.Key && cause.Episode == stored.Alert.Episode));
            rows.AddRange(live.Select(stored => (owner, new MessageRow(
                [new Span(stored.Text.Title)], stored.Text.NextStep, CardButtons.ForRow(stored, account, team)))));
        }

        return rows.ToLookup(row => row.Owner, row => row.Row);
    }

    private Post Say(string key, string reader, Message message) => new(key, ids.Next(), null, book.Of(reader), message, Priority.Alert) { Reader = reader };

    private static partial class Log
    {
        [LoggerMessage(2051, LogLevel.Warning, "{Platform} channel {Channel} is shared with another organisation: {Count} messages were deleted there, and nothing more is said.")]
        public static partial void Left(ILogger logger, string platform, string channel, int count);
    }
}

using System.Collections.Concurrent;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Inbox;

/// <summary>Which conversations the inbox has, and how many live cards lie in each.</summary>
internal sealed class InboxDirectory(IFactReader facts, IInboxFeed feed)
{
    public const string Channel = "#customer-success";

    /// <summary>How many messages a page shows at most; older ones are closed or forgotten.</summary>
    public const int PageSize = 100;

    private readonly ConcurrentDictionary<string, (long Sequence, int Live)> counted = new(StringComparer.OrdinalIgnoreCase);

    public static Conversation Of(string id) => InboxPlatform.ConversationOf(id);

    public async Task<IReadOnlyList<Teammate>> TeamAsync(CancellationToken cancellation)
    {
        await using IFactSession session = await facts.OpenAsync(cancellation);
        IReadOnlyList<Teammate> team = await session.TeamAsync(cancellation);
        return [.. team.OrderBy(teammate => teammate.Role).ThenBy(teammate => teammate.Name, StringComparer.OrdinalIgnoreCase)];
    }

    public async Task<TeamDirectory> DirectoryAsync(CancellationToken cancellation)
    {
        await using IFactSession session = await facts.OpenAsync(cancellation);
        return await session.DirectoryAsync(cancellation);
    }

    public async Task<IReadOnlyList<InboxPlace>> PlacesAsync(IReadOnlyList<Teammate> team, CancellationToken cancellation)
    {
        var places = new List<InboxPlace> { await PlaceAsync(Channel, Channel, "", cancellation) };
        foreach (Teammate teammate in team)
            places.Add(await PlaceAsync(teammate.Email, teammate.Name, RoleName(teammate.Role), cancellation));
        return places;
    }

    /// <summary>A text that changes whenever any of the places does.</summary>
    public static string VersionOf(IEnumerable<InboxPlace> places) =>
        string.Join('.', places.Select(place => place.Sequence));

    private async Task<InboxPlace> PlaceAsync(string id, string name, string role, CancellationToken cancellation)
    {
        long sequence = await feed.LatestAsync(id, cancellation);

        // Read again only what changed: this runs for every open page every few seconds.
        if (!counted.TryGetValue(id, out (long Sequence, int Live) known) || known.Sequence != sequence)
        {
            IReadOnlyList<MailboxMessage> messages = await feed.ReadAsync(id, PageSize, cancellation);
            known = (sequence, messages.Count(message => IsLive(message.Message)));
            counted[id] = known;
        }

        return new InboxPlace(id, name, role, known.Live, sequence);
    }

    /// <summary>A card that still waits for somebody has buttons; a closed one has none.</summary>
    public static bool IsLive(Message message) => message.Tone != Tone.Done && message.Buttons.Any(button => button.Action is Actions.Acknowledge or Actions.Claim);

    public static string RoleName(TeamRole role) => role switch
    {
        TeamRole.Csm => "CSM",
        _ => role.ToString(),
    };
}

/// <summary>One entry of the navigation.</summary>
/// <param name="Id">A teammate's address, or a channel with its #.</param>
/// <param name="Live">Cards that wait for somebody.</param>
internal sealed record InboxPlace(string Id, string Name, string Role, int Live, long Sequence)
{
    public bool IsChannel => Id.StartsWith('#');

    public string Url => PathOf(Id);

    public static string PathOf(string id) => $"/inbox/{Uri.EscapeDataString(id)}";
}

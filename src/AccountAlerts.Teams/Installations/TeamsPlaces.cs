using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Teams.Api;
using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Installations;

/// <summary>Teams in which the app is, their channels, and group chats. Answers from memory.</summary>
public sealed class TeamsPlaces(ConnectorClient client, IProductValues values, TeamsMemory memory, TimeProvider machineClock) : ISharedPlaces
{
    private const string TeamScope = "$teams-teams";
    private const string ChannelScope = "$teams-channels";
    private const string ChatScope = "$teams-chats";

    private static readonly TimeSpan Known = TimeSpan.FromHours(1);

    private readonly TeamsRecords<TeamsTeam> _teams = new(TeamScope, values, memory, machineClock);
    private readonly TeamsRecords<TeamsChannel> _channels = new(ChannelScope, values, memory, machineClock);
    private readonly TeamsRecords<TeamsChat> _chats = new(ChatScope, values, memory, machineClock);

    public string Label => "Teams";

    public IEnumerable<SharedChannel> Shared => Channels.Where(channel => channel.IsShared)
        .Select(channel => new SharedChannel(new Conversation(TeamsPlatform.PlatformName, channel.Tenant, channel.ChannelId), $"#{channel.Name ?? channel.ChannelId}"));

    public IEnumerable<TeamsTeam> Teams => _teams.All;

    public IEnumerable<TeamsChannel> Channels => _channels.All;

    public TeamsTeam? Team(string tenant, string teamId) => _teams.Find($"{tenant}/{teamId}");

    public TeamsChannel? Channel(string tenant, string channelId) => _channels.Find($"{tenant}/{channelId}");

    public TeamsChat? Chat(Conversation place) => _chats.Find($"{place.Workspace}/{place.Id}");

    /// <summary>True for a thread of a channel that is known, not for the channel itself.</summary>
    public bool IsThread(Conversation place) => place.Id.Contains(';') && ChannelOf(place) is not null;

    /// <summary>Where the bot reaches a channel, a thread of one or a group chat; null where it does not.</summary>
    public Uri? ServiceOf(Conversation place) => ChannelOf(place) is { } channel ? channel.Lost ? null : ServiceOf(channel)
        : Chat(place) is { Lost: false } chat ? new Uri(chat.ServiceUrl) : null;

    /// <summary>Where the bot reaches a channel; null where it does not.</summary>
    public Uri? ServiceOf(TeamsChannel channel) =>
        Team(channel.Tenant, channel.TeamId) is { Installed: true } team ? new Uri(team.ServiceUrl) : null;

    /// <summary>Whether cards may go there.</summary>
    public bool IsOpen(TeamsChannel channel) => channel is { IsShared: false, Lost: false } && ServiceOf(channel) is not null;

    /// <summary>The channel that routes call so: <c>#customer-success</c>, <c>#team/channel</c> where several teams have one of that name, or its id.</summary>
    /// <returns>An open one if there is any.</returns>
    public TeamsChannel? Recall(string reader)
    {
        string name = reader.TrimStart('#');
        return Channels.Where(channel => channel.ChannelId.Equals(name, StringComparison.OrdinalIgnoreCase) || Plain(channel.Name) == Plain(name)
                || $"{Plain(Team(channel.Tenant, channel.TeamId)?.Name)}/{Plain(channel.Name)}" == Plain(name))
            .OrderBy(channel => IsOpen(channel) ? 0 : 1).FirstOrDefault();
    }

    public bool IsFresh(TeamsTeam team) => team.CheckedAt is { } at && machineClock.GetUtcNow() - at is var age && age < Known && age > -Known;

    public Task KeepAsync(TeamsTeam team, CancellationToken cancellation) => _teams.KeepAsync(team, cancellation);

    public Task KeepAsync(TeamsChannel channel, CancellationToken cancellation) => _channels.KeepAsync(channel, cancellation);

    public Task KeepAsync(TeamsChat chat, CancellationToken cancellation) => _chats.KeepAsync(chat, cancellation);

    /// <summary>What an answer tells of a place: that it is no more, or that the bot was removed from it. An event from there says otherwise later.</summary>
    public async Task LearnAsync(Conversation place, TeamsReply reply, CancellationToken cancellation)
    {
        bool removed = TeamsErrors.IsRemoved(reply);
        if (!removed && !TeamsErrors.IsLost(reply))
            return;
        if (Chat(place) is { } chat)
            await KeepAsync(chat with { Lost = true }, cancellation);
        if (ChannelOf(place) is not { } channel)
            return;
        if (!removed)
            await KeepAsync(channel with { Lost = true }, cancellation);
        else if (Team(channel.Tenant, channel.TeamId) is { } team)
            await KeepAsync(team with { Installed = false }, cancellation);
    }

    /// <summary>Asks Teams for the channels and members of a team.</summary>
    /// <param name="met">Told of every member.</param>
    /// <returns>False if Teams could not be asked; what is remembered stays.</returns>
    public async Task<bool> RefreshAsync(TeamsTeam team, Func<ChannelAccount, Task> met, CancellationToken cancellation)
    {
        var service = new Uri(team.ServiceUrl);
        var reply = await client.ChannelsAsync(service, team.Tenant, team.TeamId, cancellation);
        if (TeamsErrors.IsShutOut(reply) || TeamsErrors.IsLost(reply))
        {
            await KeepAsync(team with { Installed = false, CheckedAt = machineClock.GetUtcNow() }, cancellation);
            return false;
        }

        if (reply is not TeamsReply.Ok { Body: { } body })
            return false;
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in body.Items("conversations"))
        {
            if (item.Text("id") is not { Length: > 0 } id)
                continue;
            named.Add(id);
            var channel = Channel(team.Tenant, id) ?? new TeamsChannel(team.Tenant, team.TeamId, id);
            await KeepAsync(
                channel with { Name = item.Text("name") ?? (id == team.TeamId ? "General" : channel.Name), Type = item.Text("type") ?? channel.Type, Lost = false }, cancellation);
        }

        foreach (var gone in Channels.Where(channel => channel.Tenant == team.Tenant && channel.TeamId == team.TeamId && !channel.Lost && !named.Contains(channel.ChannelId)).ToList())
            await KeepAsync(gone with { Lost = true }, cancellation);
        var members = new List<ChannelAccount>();
        if (await client.MembersAsync(service, team.Tenant, team.TeamId, members.Add, cancellation) is not TeamsReply.Ok)
            return false;
        foreach (var member in members)
            await met(member);
        await KeepAsync((Team(team.Tenant, team.TeamId) ?? team) with { CheckedAt = machineClock.GetUtcNow() }, cancellation);
        return true;
    }

    private TeamsChannel? ChannelOf(Conversation place) => Channel(place.Workspace, place.Id.Split(';')[0]);

    private static string Plain(string? name) => (name ?? "").Trim().Replace(' ', '-').ToLowerInvariant();
}

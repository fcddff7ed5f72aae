using System.Text.Json;
using System.Text.Json.Serialization;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.People;

/// <summary>A channel as Slack said.</summary>
/// <param name="Reader">As routes call it, in lower case, with its #.</param>
/// <param name="Id">C... or G...; empty where there is none of that name, or none that the bot can see.</param>
/// <param name="Shared">True if another organisation is present: nothing is said there.</param>
public sealed record SlackChannel(string Team, string Reader, string Id, string Name, bool Shared, bool Archived, bool Member, bool Private, DateTimeOffset CheckedAt)
    : ISlackRecord
{
    /// <summary>Whether cards may go there.</summary>
    [JsonIgnore]
    public bool IsOpen => Id.Length > 0 && !Shared && !Archived;

    [JsonIgnore]
    public string Key => Reader;
}

/// <summary>The channels that routes name, by name or id. Answers from memory.</summary>
public sealed class SlackChannels(SlackCaller caller, SlackInstallations installations, IProductValues values, SlackMemory memory, TimeProvider machineClock)
    : ISharedPlaces
{
    private static readonly TimeSpan Known = TimeSpan.FromHours(1);
    private static readonly TimeSpan Unknown = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly SlackRecords<SlackChannel> _records = new(
        "$slack-channels", values, memory, machineClock, channel => channel.Id.Length == 0 ? Unknown : Known);

    public IReadOnlyCollection<SlackChannel> All => _records.All;

    public string Label => "Slack";

    public IEnumerable<SharedChannel> Shared => All.Where(channel => channel is { Shared: true, Id.Length: > 0 })
        .Select(channel => new SharedChannel(new Conversation(SlackPlatform.PlatformName, channel.Team, channel.Id), channel.Reader));

    public SlackChannel? Recall(string team, string reader) => _records.Find(team, reader);

    public bool IsFresh(SlackChannel? channel) => _records.IsFresh(channel);

    /// <summary>Asks Slack again for these channels of one workspace.</summary>
    /// <returns>False if Slack could not be asked for all of them; what is remembered stays.</returns>
    public async Task<bool> RefreshAsync(string team, IReadOnlyCollection<string> readers, CancellationToken cancellation)
    {
        bool all = true;
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (string reader in readers.Select(reader => reader.ToLowerInvariant()))
        {
            string? id = Recall(team, reader) is { Id.Length: > 0 } known ? known.Id : LooksLikeId(reader) ? reader[1..].ToUpperInvariant() : null;
            if (id is null)
            {
                unknown.Add(reader);
                continue;
            }

            var reply = await caller.CallAsync(team, "conversations.info", new Dictionary<string, string?> { ["channel"] = id }, Patience, cancellation);
            if (reply is SlackReply.Ok ok && ok.Body.At("channel") is { } channel && (LooksLikeId(reader) || NameOf(channel) == reader))
                await _records.KeepAsync(Read(channel, team, reader), cancellation);
            else if (reply is SlackReply.Ok or SlackReply.Refused { Error: "channel_not_found" or "method_not_supported_for_channel_type" })
                unknown.Add(reader);
            else
                all = false;
        }

        // The bot's own channels first: there are few of them.
        foreach (string method in (string[])["users.conversations", "conversations.list"])
        {
            if (unknown.Count == 0)
                break;
            all = await FindAsync(team, method, unknown, cancellation) && all;
        }

        foreach (string reader in all ? unknown : [])
            await _records.KeepAsync(new SlackChannel(team, reader, "", reader[1..], false, false, false, false, machineClock.GetUtcNow()), cancellation);
        return all;
    }

    /// <summary>Slack says that something happened to a channel.</summary>
    /// <returns>The readers whose channel it is.</returns>
    public async Task<IReadOnlyList<SlackChannel>> ChangedAsync(string team, string channelId, CancellationToken cancellation)
    {
        SlackChannel[] concerned = [.. All.Where(channel => channel.Team == team && channel.Id == channelId)];
        if (concerned.Length > 0)
            await RefreshAsync(team, [.. concerned.Select(channel => channel.Reader)], cancellation);
        return concerned;
    }

    private async Task<bool> FindAsync(string team, string method, HashSet<string> unknown, CancellationToken cancellation)
    {
        if (await WorkspacesAsync(team, cancellation) is not { } workspaces)
            return false;
        var found = new List<SlackChannel>();
        bool all = true;
        foreach (string? workspace in workspaces)
        {
            var arguments = new Dictionary<string, string?>
            {
                ["types"] = "public_channel,private_channel",
                ["exclude_archived"] = "false",
                ["limit"] = "200",
                ["team_id"] = workspace,
            };
            var end = await caller.PagesAsync(
                team, method, arguments,
                page =>
                {
                    foreach (var channel in page.Items("channels"))
                    {
                        if (unknown.Remove(NameOf(channel)))
                            found.Add(Read(channel, team, NameOf(channel)) with { Member = channel.Flag("is_member") || method == "users.conversations" });
                    }

                    return unknown.Count > 0;
                },
                Patience, cancellation);
            all = all && end is SlackReply.Ok;
        }

        foreach (var channel in found)
            await _records.KeepAsync(channel, cancellation);
        return all;
    }

    /// <summary>A token of a whole organisation lists the channels of one workspace at a time.</summary>
    /// <returns>Null stands for the token's only one; nothing at all if Slack could not be asked.</returns>
    private async Task<IReadOnlyList<string?>?> WorkspacesAsync(string team, CancellationToken cancellation)
    {
        if (installations.OfTeam(team)?.Team is not { OfOrganisation: true })
            return [null];
        var workspaces = new List<string?>();
        var end = await caller.PagesAsync(
            team, "auth.teams.list", new Dictionary<string, string?> { ["limit"] = "200" },
            page =>
            {
                workspaces.AddRange(page.Items("teams").Select(each => each.Text("id")).OfType<string>());
                return true;
            },
            Patience, cancellation);
        return end is SlackReply.Ok ? workspaces : null;
    }

    private SlackChannel Read(JsonElement channel, string team, string reader) => new(
        team, reader, channel.Text("id") ?? "", channel.Text("name") ?? reader[1..],
        channel.Flag("is_ext_shared") || channel.Flag("is_pending_ext_shared"), channel.Flag("is_archived"), channel.Flag("is_member"), channel.Flag("is_private"),
        machineClock.GetUtcNow());

    private static string NameOf(JsonElement channel) => "#" + channel.Text("name")?.ToLowerInvariant();

    private static bool LooksLikeId(string reader) =>
        reader.Length is >= 9 and <= 14 && reader[1] is 'c' or 'g' && reader.AsSpan(1).IndexOfAnyExceptInRange('0', 'z') < 0 && reader.AsSpan(1).IndexOfAnyInRange('0', '9') >= 0
        && reader.Skip(1).All(char.IsAsciiLetterOrDigit);
}

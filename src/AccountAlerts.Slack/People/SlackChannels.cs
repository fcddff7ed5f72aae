using System.Collections.Concurrent;
using System.Text.Json;
using AccountAlerts.Engine;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Installations;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.People;

/// <summary>A channel as Slack said.</summary>
/// <param name="Reader">As routes call it, in lower case, with its #.</param>
/// <param name="Id">C... or G...; empty where there is none of that name, or none that the bot can see.</param>
/// <param name="Shared">True if another organisation is present: nothing is said there.</param>
/// <param name="CheckedAt">By the machine's clock.</param>
public sealed record SlackChannel(string Team, string Reader, string Id, string Name, bool Shared, bool Archived, bool Member, bool Private, DateTimeOffset CheckedAt)
{
    /// <summary>Whether cards may go there.</summary>
    public bool IsOpen => Id.Length > 0 && !Shared && !Archived;
}

/// <summary>The channels that routes name, by name or id. Answers from memory.</summary>
public sealed class SlackChannels(SlackCaller caller, IProductValues values, SlackMemory memory, TimeProvider machineClock)
{
    /// <summary>By workspace and reader.</summary>
    private const string Scope = "$slack-channels";

    private static readonly TimeSpan Known = TimeSpan.FromHours(1);
    private static readonly TimeSpan Unknown = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<(string Team, string Reader), SlackChannel> _all = new();
    private readonly Lock _gate = new();
    private bool _loaded;

    public IReadOnlyCollection<SlackChannel> All
    {
        get
        {
            Load();
            return [.. _all.Values];
        }
    }

    public SlackChannel? Recall(string team, string reader)
    {
        Load();
        return _all.GetValueOrDefault((team, reader.ToLowerInvariant()));
    }

    public bool IsFresh(SlackChannel? channel) => channel is not null
        && machineClock.GetUtcNow() - channel.CheckedAt is var age && age < (channel.Id.Length == 0 ? Unknown : Known) && age > -Known;

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
                await KeepAsync(Read(channel, team, reader), cancellation);
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
            await KeepAsync(new SlackChannel(team, reader, "", reader[1..], false, false, false, false, machineClock.GetUtcNow()), cancellation);
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
        var found = new List<SlackChannel>();
        var arguments = new Dictionary<string, string?> { ["types"] = "public_channel,private_channel", ["exclude_archived"] = "false", ["limit"] = "200" };
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
        foreach (var channel in found)
            await KeepAsync(channel, cancellation);
        return end is SlackReply.Ok;
    }

    private SlackChannel Read(JsonElement channel, string team, string reader) => new(
        team, reader, channel.Text("id") ?? "", channel.Text("name") ?? reader[1..],
        channel.Flag("is_ext_shared") || channel.Flag("is_pending_ext_shared"), channel.Flag("is_archived"), channel.Flag("is_member"), channel.Flag("is_private"),
        machineClock.GetUtcNow());

    private static string NameOf(JsonElement channel) => "#" + channel.Text("name")?.ToLowerInvariant();

    private static bool LooksLikeId(string reader) =>
        reader.Length is >= 9 and <= 14 && reader[1] is 'c' or 'g' && reader.AsSpan(1).IndexOfAnyExceptInRange('0', 'z') < 0 && reader.AsSpan(1).IndexOfAnyInRange('0', '9') >= 0
        && reader.Skip(1).All(char.IsAsciiLetterOrDigit);

    private async Task KeepAsync(SlackChannel channel, CancellationToken cancellation)
    {
        _all[(channel.Team, channel.Reader)] = channel;
        if (memory.Keeps)
            await values.SetAsync(Scope, $"{channel.Team}/{channel.Reader}", JsonSerializer.Serialize(channel), cancellation);
    }

    private void Load()
    {
        if (Volatile.Read(ref _loaded))
            return;
        lock (_gate)
        {
            if (_loaded)
                return;
            foreach (string json in values.ListAsync(Scope, CancellationToken.None).GetAwaiter().GetResult().Values)
            {
                if (JsonSerializer.Deserialize<SlackChannel>(json) is { } channel)
                    _all.TryAdd((channel.Team, channel.Reader), channel);
            }

            Volatile.Write(ref _loaded, true);
        }
    }
}

using System.Globalization;

namespace AccountAlerts.TestKit.Slack;

/// <summary>One workspace where the app is installed. Its public members are what its administrator does.</summary>
public sealed class SlackWorkspace
{
    private readonly Lock _gate;
    private readonly TimeProvider _clock;
    private readonly string _mark;
    private long _lastTs;
    private int _next = 100;

    internal SlackWorkspace(Lock gate, TimeProvider clock, string mark, string name, SlackOrganisation? organisation = null)
    {
        (_gate, _clock, _mark, Name, Organisation) = (gate, clock, mark, name, organisation);
        Id = "T" + mark;
        Bot = organisation?.Bot ?? NewUser("", "accountalerts", "UTC", SlackUserFlags.Bot);
        UsersById[Bot.Id] = Bot;
        BotId = "B" + mark;
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>The company whose workspace it is, if the app is installed in all of that at once; else null.</summary>
    public SlackOrganisation? Organisation { get; }

    /// <summary>The app's own user.</summary>
    public SlackUser Bot { get; }

    public string BotId { get; }

    /// <summary>False for an app whose Messages tab is off: no direct message can be sent.</summary>
    public bool MessagesTab { get; set; } = true;

    /// <summary>False for an app whose Home tab is off.</summary>
    public bool HomeTab { get; set; } = true;

    internal Dictionary<string, SlackUser> UsersById { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, SlackChannel> ChannelsById { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, SlackChannel> DirectByUser { get; } = new(StringComparer.Ordinal);

    /// <summary>Open modals, the topmost last, by user.</summary>
    internal Dictionary<string, List<SlackView>> Modals { get; } = new(StringComparer.Ordinal);

    /// <param name="timeZone">An IANA name.</param>
    public SlackUser AddUser(string email, string name, string timeZone = "UTC", SlackUserFlags flags = SlackUserFlags.None)
    {
        lock (_gate)
            return NewUser(email, name, timeZone, flags);
    }

    /// <param name="name">Without #.</param>
    /// <param name="members">Everybody there but the bot, which is a member unless the flags say otherwise.</param>
    public SlackChannel AddChannel(string name, SlackChannelFlags flags = SlackChannelFlags.None, params SlackUser[] members)
    {
        lock (_gate)
        {
            var channel = new SlackChannel(NewId('C'), name, flags);
            channel.Members.UnionWith(members.Select(member => member.Id));
            if (!channel.Is(SlackChannelFlags.WithoutBot))
                channel.Members.Add(Bot.Id);
            ChannelsById.Add(channel.Id, channel);
            return channel;
        }
    }

    /// <summary>Somebody by their address.</summary>
    public SlackUser User(string email)
    {
        lock (_gate)
            return UsersById.Values.First(user => user.Email.Equals(email, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A channel by its name, without #.</summary>
    public SlackChannel Channel(string name)
    {
        lock (_gate)
            return ChannelsById.Values.First(channel => channel.Name == name && !channel.IsDirect);
    }

    public void Join(SlackChannel channel, SlackUser user)
    {
        lock (_gate)
            channel.Members.Add(user.Id);
    }

    public void Leave(SlackChannel channel, SlackUser user)
    {
        lock (_gate)
            channel.Members.Remove(user.Id);
    }

    /// <summary>The direct message of a user with the bot; opened when it is not there yet.</summary>
    public SlackChannel DirectMessage(SlackUser user)
    {
        lock (_gate)
            return Direct(user);
    }

    internal SlackChannel Direct(SlackUser user)
    {
        if (DirectByUser.TryGetValue(user.Id, out var known))
            return known;
        var direct = new SlackChannel(NewId('D'), "", SlackChannelFlags.None, user);
        direct.Members.UnionWith([user.Id, Bot.Id]);
        ChannelsById.Add(direct.Id, direct);
        DirectByUser.Add(user.Id, direct);
        return direct;
    }

    /// <summary>Six decimals, and never the same twice.</summary>
    internal string NewTs()
    {
        long micros = _clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        _lastTs = Math.Max(_lastTs + 1, micros);
        return string.Create(CultureInfo.InvariantCulture, $"{_lastTs / 1_000_000}.{_lastTs % 1_000_000:D6}");
    }

    internal string NewId(char kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{_mark}{_next++:D5}");

    private SlackUser NewUser(string email, string name, string timeZone, SlackUserFlags flags)
    {
        var user = new SlackUser(NewId('U'), (flags & SlackUserFlags.Stranger) != 0 ? "TSTRANGE" : Id, email, name, timeZone, flags);
        UsersById.Add(user.Id, user);
        return user;
    }
}

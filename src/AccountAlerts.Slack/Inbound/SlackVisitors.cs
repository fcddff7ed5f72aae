using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Slack.People;

namespace AccountAlerts.Slack.Inbound;

/// <summary>Who stands behind a user id.</summary>
public abstract record SlackVisitor
{
    /// <param name="Email">Lower case; as the engine knows them.</param>
    /// <param name="Welcome">Something to tell them first; null for nothing.</param>
    public sealed record Known(string Email, string? Welcome) : SlackVisitor;

    /// <summary>A guest, a stranger, a bot, somebody who left or who is not on the team: nothing is shown to them and nothing done.</summary>
    /// <param name="Why">What they are told.</param>
    public sealed record Nobody(Message Why) : SlackVisitor;

    /// <summary>Slack does not say, now.</summary>
    public sealed record Unclear : SlackVisitor;
}

/// <summary>From Slack's user ids to teammates.</summary>
public sealed class SlackVisitors(SlackPeople people, SlackGuests guests, OneOfUs oneOfUs, AlertingMode mode, IFactReader facts, TimeProvider machineClock)
{
    /// <summary>How long a fresh demo takes at most until its people are there; whoever writes before waits for them.</summary>
    private static readonly TimeSpan DemoBegins = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public async Task<SlackVisitor> WhoAsync(string team, string user, CancellationToken cancellation)
    {
        if (await people.OfAsync(team, user, cancellation) is not { } person)
            return new SlackVisitor.Unclear();
        if (person.Standing != SlackStanding.Member)
            return new SlackVisitor.Nobody(Sayings.Nobody);
        if (person.Email is { } email && await oneOfUs.IsAsync(email, cancellation))
            return new SlackVisitor.Known(email, null);
        return mode.Demo ? await GuestAsync(team, user, cancellation) : new SlackVisitor.Nobody(Sayings.Nobody);
    }

    private async Task<IReadOnlyList<Teammate>> MatesAsync(CancellationToken cancellation)
    {
        for (long began = machineClock.GetTimestamp(); ; await Task.Delay(Look, machineClock, cancellation))
        {
            await using var session = await facts.OpenAsync(cancellation);
            var mates = await session.TeamAsync(cancellation);
            if (mates.Count > 0 || machineClock.GetElapsedTime(began) > DemoBegins)
                return mates;
        }
    }

    private async Task<SlackVisitor> GuestAsync(string team, string user, CancellationToken cancellation)
    {
        if (guests.RoleOf(team, user) is { } role)
            return new SlackVisitor.Known(role, null);
        var mate = await guests.BindAsync(
            team, user, await MatesAsync(cancellation), taken => people.Recall(team, taken) is { Standing: SlackStanding.Member }, cancellation);
        return mate is null
            ? new SlackVisitor.Nobody(Sayings.DemoIsFull)
            : new SlackVisitor.Known(mate.Email.ToLowerInvariant(), $"This is a demo with invented customers. From now on you are {mate.Name}, and what concerns {mate.Name} comes to you here.");
    }
}

using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Slack.People;

namespace AccountAlerts.Slack.Inbound;

/// <summary>Who stands behind a user id.</summary>
public abstract record SlackVisitor
{
    /// <param name="Email">Lower case; as the engine knows them.</param>
    /// <param name="Welcome">Something to tell them first; null for nothing.</param>
    public sealed record Known(string Email, string? Welcome) : SlackVisitor;

    /// <summary>A guest, a stranger, a bot, somebody who left or who is not on the team: nothing is shown to them and nothing done.</summary>
    public sealed record Nobody : SlackVisitor;

    /// <summary>Slack does not say, now.</summary>
    public sealed record Unclear : SlackVisitor;
}

/// <summary>From Slack's user ids to teammates.</summary>
public sealed class SlackVisitors(SlackPeople people, DemoGuests guests, OneOfUs oneOfUs, AlertingMode mode, IFactReader facts)
{
    public async Task<SlackVisitor> WhoAsync(string team, string user, CancellationToken cancellation)
    {
        if (await people.OfAsync(team, user, cancellation) is not { } person)
            return new SlackVisitor.Unclear();
        if (person.Standing != SlackStanding.Member)
            return new SlackVisitor.Nobody();
        if (person.Email is { } email && await oneOfUs.IsAsync(email, cancellation))
            return new SlackVisitor.Known(email, null);
        return mode.Demo ? await GuestAsync(team, user, cancellation) : new SlackVisitor.Nobody();
    }

    private async Task<SlackVisitor> GuestAsync(string team, string user, CancellationToken cancellation)
    {
        if (guests.RoleOf(team, user) is { } role)
            return new SlackVisitor.Known(role, null);
        await using var session = await facts.OpenAsync(cancellation);
        var mate = await guests.BindAsync(
            team, user, await session.TeamAsync(cancellation), taken => people.Recall(team, taken) is { Standing: SlackStanding.Member }, cancellation);
        return mate is null
            ? new SlackVisitor.Nobody()
            : new SlackVisitor.Known(mate.Email.ToLowerInvariant(), $"This is a demo with invented customers. From now on you are {mate.Name}, and what concerns {mate.Name} comes to you here.");
    }
}

using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Teams.Installations;
using AccountAlerts.Teams.People;
using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Inbound;

/// <summary>From whoever Teams names to teammates. Only what Teams itself says of somebody counts, never what an event claims of a name.</summary>
public sealed class TeamsVisitors(TeamsPeople people, TeamsGuests guests, OneOfUs oneOfUs, AlertingMode mode, IFactReader facts)
{
    public async Task<TeamsVisitor> WhoAsync(Activity activity, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (activity.From?.AadObjectId is not { Length: > 0 })
            return new TeamsVisitor.Nobody();
        if (await people.OfAsync(activity, cancellation) is not { } person)
            return new TeamsVisitor.Unclear();
        if (person.Standing == TeamsStanding.Outsider)
            return new TeamsVisitor.Nobody();
        if (person.Email is { } email && await oneOfUs.IsAsync(email, cancellation))
            return new TeamsVisitor.Known(email, null);
        if (mode.Demo)
            return await GuestAsync(person, cancellation);
        return person.Email is null ? new TeamsVisitor.Unclear() : new TeamsVisitor.Nobody();
    }

    private async Task<TeamsVisitor> GuestAsync(TeamsPerson person, CancellationToken cancellation)
    {
        if (guests.RoleOf(person.Tenant, person.AadId) is { } role)
            return new TeamsVisitor.Known(role, null);
        await using var session = await facts.OpenAsync(cancellation);
        var mate = await guests.BindAsync(
            person.Tenant, person.AadId, await session.TeamAsync(cancellation), taken => people.Recall(taken) is { Standing: TeamsStanding.Reached }, cancellation);
        return mate is null
            ? new TeamsVisitor.Nobody()
            : new TeamsVisitor.Known(mate.Email.ToLowerInvariant(), $"This is a demo with invented customers. From now on you are {mate.Name}, and what concerns {mate.Name} comes to you here.");
    }
}

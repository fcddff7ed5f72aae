using System.Collections.Concurrent;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Teams.Api;
using AccountAlerts.Teams.Installations;

namespace AccountAlerts.Teams.People;

/// <summary>
/// Keeps in mind who of the team is in Teams, where and in which zone: channels and members of the teams that have the app, and who somebody
/// is whose chat is known. Who is known and was never seen in a chat is tried once a day: the app may have come while nobody listened.
/// </summary>
public sealed class TeamsRoster(
    TeamsPeople people, TeamsPlaces places, ConnectorClient client, NamedReaders named, AlertingMode mode, IPreferences preferences, TimeProvider machineClock) : IDueWork
{
    /// <summary>Questions of one run, so that what people are told always comes first.</summary>
    private const int MostQuestions = 20;

    private static readonly TimeSpan TryEvery = TimeSpan.FromDays(1);

    /// <summary>Zones that are written down already.</summary>
    private readonly ConcurrentDictionary<string, string> _said = new(StringComparer.Ordinal);

    public string Name => "teams.roster";

    public TimeSpan Every => TimeSpan.FromSeconds(15);

    public Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation) => RefreshAsync(cancellation);

    /// <returns>How many questions were asked.</returns>
    public async Task<int> RefreshAsync(CancellationToken cancellation)
    {
        int asked = 0;
        foreach (var team in places.Teams.Where(team => team.Installed && !places.IsFresh(team)).ToList())
        {
            if (asked >= MostQuestions)
                return asked;
            asked += 2;
            var service = new Uri(team.ServiceUrl);
            await places.RefreshAsync(team, member => people.MetAsync(team.Tenant, service, member, cancellation), cancellation);
        }

        foreach (var person in people.All.Where(person => person is { Standing: TeamsStanding.Reached, Chat: not null } && !people.IsFresh(person)).ToList())
        {
            if (asked >= MostQuestions)
                return asked;
            asked++;
            await people.AskAsync(person, new Uri(person.ServiceUrl), person.Chat!, cancellation);
        }

        if (!mode.Demo)
            asked += await TryAsync(MostQuestions - asked, cancellation);
        await RememberAsync(cancellation);
        return asked;
    }

    private async Task<int> TryAsync(int most, CancellationToken cancellation)
    {
        var wanted = (await named.PeopleAsync(cancellation)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        int tried = 0;
        foreach (var person in people.All.Where(person => person.Email is { } email && wanted.Contains(email) && MayBeThere(person)).ToList())
        {
            if (tried >= most)
                break;
            tried++;
            var reply = await client.CreateChatAsync(new Uri(person.ServiceUrl), person.Tenant, null, person.AadId, cancellation);
            var now = people.Recall(person.Tenant, person.AadId) ?? person;
            if (reply is TeamsReply.Ok { Body: { } body } && body.Text("id") is { Length: > 0 } chat)
                await people.KeepAsync(now with { Chat = chat, Standing = TeamsStanding.Reached, TriedAt = null }, cancellation);
            else if (TeamsErrors.IsShutOut(reply) || TeamsErrors.IsLost(reply))
                await people.KeepAsync(now with { TriedAt = machineClock.GetUtcNow() }, cancellation);
        }

        return tried;
    }

    private bool MayBeThere(TeamsPerson person) => person.Standing is TeamsStanding.NotInstalled or TeamsStanding.Removed or TeamsStanding.Blocked
        && (person.TriedAt is not { } at || (machineClock.GetUtcNow() - at).Duration() > TryEvery);

    /// <summary>What Teams says of zones counts where the team file says nothing.</summary>
    private async Task RememberAsync(CancellationToken cancellation)
    {
        foreach (var person in people.All)
        {
            if (person is not { Email: { } email, Zone: { } zone, Standing: not TeamsStanding.Outsider } || (_said.TryGetValue(email, out string? said) && said == zone))
                continue;
            await preferences.ChangeAsync(email, wanted => wanted with { PlatformZone = zone }, cancellation);
            _said[email] = zone;
        }
    }
}

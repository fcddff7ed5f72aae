using System.Collections.Immutable;
using System.Globalization;
using AccountAlerts.Engine;
using AccountAlerts.Teams.Api;
using AccountAlerts.Teams.Settings;
using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Installations;

/// <summary>Who is who: by address for what is sent, by the directory's id for what comes in. Answers from memory; Teams is asked once a day.</summary>
public sealed class TeamsPeople(ConnectorClient client, TeamsOptions options, IProductValues values, TeamsMemory memory, TimeProvider machineClock)
{
    /// <summary>By tenant and directory id.</summary>
    private const string Scope = "$teams-people";

    private const string Guest = "guest";
    private const string Anonymous = "anonymous";

    /// <summary>How long a person stays as they were.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromDays(1);

    private readonly TeamsRecords<TeamsPerson> _records = new(Scope, values, memory, machineClock);

    /// <summary>Asked for every account of an evaluation.</summary>
    private volatile Index? _index;

    public IEnumerable<TeamsPerson> All => _records.All;

    /// <summary>From memory alone.</summary>
    public TeamsPerson? Recall(string tenant, string aadId) => _records.Find(TeamsPerson.KeyOf(tenant, aadId));

    /// <summary>From memory alone; of several tenants the one in which they are reached.</summary>
    public TeamsPerson? Recall(string email)
    {
        var now = _records.Snapshot;
        var index = _index;
        if (index?.Of != now)
            _index = index = new Index(now, now.Values.Where(person => person.Email is not null).ToLookup(person => person.Email!, StringComparer.OrdinalIgnoreCase));
        return index.ByEmail[email].OrderBy(person => person.Standing == TeamsStanding.Reached ? 0 : 1).FirstOrDefault();
    }

    /// <summary>Whose personal chat it is; from memory alone.</summary>
    public TeamsPerson? OfChat(string tenant, string chat) => All.FirstOrDefault(person => person.Chat == chat && person.Tenant == tenant);

    public bool IsFresh(TeamsPerson? person) => person?.CheckedAt is { } at && machineClock.GetUtcNow() - at is var age && age < Known && age > -Known;

    public Task KeepAsync(TeamsPerson person, CancellationToken cancellation) => _records.KeepAsync(person, cancellation);

    /// <summary>Who sent an event: as remembered, or as Teams says where it was not asked for a day.</summary>
    /// <returns>Null for somebody without a directory id, or of whom nothing can be told now.</returns>
    public async Task<TeamsPerson?> OfAsync(Activity activity, CancellationToken cancellation)
    {
        if (TenantOf(activity) is not { } tenant || activity.From?.AadObjectId is not { Length: > 0 } aadId)
            return null;
        var known = Recall(tenant, aadId);
        if (known is null || IsFresh(known) || activity.Conversation?.Id is not { } conversation || !Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var service))
            return known;
        return await AskAsync(known, service, conversation, cancellation) ?? known;
    }

    /// <summary>Asks Teams who somebody is.</summary>
    /// <param name="conversation">One that they are in.</param>
    /// <returns>Null if Teams could not be asked; what is remembered stays.</returns>
    public async Task<TeamsPerson?> AskAsync(TeamsPerson person, Uri service, string conversation, CancellationToken cancellation)
    {
        var reply = await client.MemberAsync(service, person.Tenant, conversation, person.UserId.Length > 0 ? person.UserId : person.AadId, cancellation);
        if (reply is not TeamsReply.Ok { Body: { } body } || TeamsJson.Read<ChannelAccount>(body) is not { } account)
            return null;
        // The event may have said more meanwhile.
        var now = With(Recall(person.Tenant, person.AadId) ?? person, account);
        await KeepAsync(now, cancellation);
        return now;
    }

    /// <summary>Somebody from a team's list of members.</summary>
    public async Task MetAsync(string tenant, Uri service, ChannelAccount account, CancellationToken cancellation)
    {
        if ((account.AadObjectId ?? account.ObjectId) is { Length: > 0 } aadId)
            await KeepAsync(With(Recall(tenant, aadId) ?? new TeamsPerson(tenant, aadId, service.AbsoluteUri), account), cancellation);
    }

    /// <returns>Null where an event names none.</returns>
    public static string? TenantOf(Activity activity) => (activity.Conversation?.TenantId ?? activity.ChannelData?.Tenant?.Id)?.ToLower(CultureInfo.InvariantCulture);

    /// <summary>Where to try somebody of whom no event came yet.</summary>
    internal Uri? ServiceOf(string tenant)
    {
        string? known = All.Where(person => person.Tenant == tenant).Select(person => person.ServiceUrl).FirstOrDefault();
        return known is null ? options.ServiceInForce : new Uri(known);
    }

    private sealed record Index(ImmutableSortedDictionary<string, TeamsPerson> Of, ILookup<string, TeamsPerson> ByEmail);

    private TeamsPerson With(TeamsPerson person, ChannelAccount account)
    {
        string? address = account.Email is { Length: > 0 } email ? email : account.UserPrincipalName;
        bool outside = account.UserRole is Guest or Anonymous || (account.TenantId is { Length: > 0 } home && !home.Equals(person.Tenant, StringComparison.OrdinalIgnoreCase));
        return person with
        {
            UserId = account.Id ?? person.UserId,
            Email = string.IsNullOrWhiteSpace(address) ? person.Email : address.Trim().ToLowerInvariant(),
            Name = account.Name ?? person.Name,
            Standing = outside ? TeamsStanding.Outsider : person.Standing == TeamsStanding.Outsider ? TeamsStanding.NotInstalled : person.Standing,
            CheckedAt = machineClock.GetUtcNow(),
        };
    }
}

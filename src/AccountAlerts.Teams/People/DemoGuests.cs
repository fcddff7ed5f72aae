using AccountAlerts.Engine;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Teams.People;

/// <summary>Somebody of a tenant who plays one of the demo's invented teammates.</summary>
public sealed record DemoGuest(string Tenant, string AadId);

/// <summary>In the demo nobody has the invented addresses: whoever writes to the bot becomes the first free CSM.</summary>
public sealed class DemoGuests(IProductValues values)
{
    /// <summary>By the invented teammate's address: tenant and person.</summary>
    private const string Scope = "$teams-demo";

    private volatile IReadOnlyDictionary<string, string>? _bound;

    public DemoGuest? Find(string email) => Bound().TryGetValue(email.ToLowerInvariant(), out string? place) && place.Split('/') is [var tenant, var person]
        ? new DemoGuest(tenant, person)
        : null;

    /// <returns>Whom somebody plays; null if nobody yet.</returns>
    public string? RoleOf(string tenant, string aadId) =>
        Bound().Where(bound => bound.Value == $"{tenant}/{aadId}").Select(bound => bound.Key).FirstOrDefault();

    /// <returns>Whom somebody plays from now on; null if everybody is taken.</returns>
    /// <param name="taken">True for teammates who are in Teams themselves.</param>
    public async Task<Teammate?> BindAsync(string tenant, string aadId, IEnumerable<Teammate> mates, Func<string, bool> taken, CancellationToken cancellation)
    {
        foreach (var mate in mates.Where(mate => mate.Role == TeamRole.Csm).OrderBy(mate => mate.Email, StringComparer.Ordinal))
        {
            string email = mate.Email.ToLowerInvariant();
            if (taken(email) || !await values.TrySetAsync(Scope, email, null, $"{tenant}/{aadId}", cancellation))
                continue;
            _bound = null;
            return mate;
        }

        return null;
    }

    // Asked where nobody can wait; values answer from memory or a local file.
    private IReadOnlyDictionary<string, string> Bound() => _bound ??= values.ListAsync(Scope, CancellationToken.None).GetAwaiter().GetResult();
}

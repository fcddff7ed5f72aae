using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Conversations;

/// <summary>Somebody of a workspace or tenant who plays one of the demo's invented teammates.</summary>
public sealed record DemoGuest(string Workspace, string User);

/// <summary>In the demo nobody has the invented addresses: whoever writes to the bot becomes the first free CSM. Each platform has guests of its own.</summary>
/// <param name="platform">In whose name they are remembered.</param>
public abstract class DemoGuests(string platform, IProductValues values)
{
    /// <summary>By the invented teammate's address: workspace and user.</summary>
    private readonly string _scope = $"${platform}-demo";

    private volatile IReadOnlyDictionary<string, string>? _bound;

    public DemoGuest? Find(string email) => Bound().TryGetValue(email.ToLowerInvariant(), out string? place) && place.Split('/') is [var workspace, var user]
        ? new DemoGuest(workspace, user)
        : null;

    /// <returns>Whom somebody plays; null if nobody yet.</returns>
    public string? RoleOf(string workspace, string user) =>
        Bound().Where(bound => bound.Value == $"{workspace}/{user}").Select(bound => bound.Key).FirstOrDefault();

    /// <returns>Whom somebody plays from now on; null if everybody is taken.</returns>
    /// <param name="taken">True for teammates who are on the platform themselves.</param>
    public async Task<Teammate?> BindAsync(string workspace, string user, IEnumerable<Teammate> mates, Func<string, bool> taken, CancellationToken cancellation)
    {
        foreach (var mate in mates.Where(mate => mate.Role == TeamRole.Csm).OrderBy(mate => mate.Email, StringComparer.Ordinal))
        {
            string email = mate.Email.ToLowerInvariant();
            if (taken(email) || !await values.TrySetAsync(_scope, email, null, $"{workspace}/{user}", cancellation))
                continue;
            _bound = null;
            return mate;
        }

        return null;
    }

    // Asked where nobody can wait; values answer from memory or a local file.
    private IReadOnlyDictionary<string, string> Bound() => _bound ??= values.ListAsync(_scope, CancellationToken.None).GetAwaiter().GetResult();
}

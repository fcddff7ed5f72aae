using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Everybody who may be told something: whom a chat platform has to know.</summary>
public sealed class NamedReaders(IFactReader facts, AccountBook book, RoutingRules routing, DigestOptions digest)
{
    /// <summary>Every channel that the settings name, in lower case, each once.</summary>
    public IEnumerable<string> Channels =>
        routing.Audiences.Values.Concat(routing.InOrder.SelectMany(rule => rule.To)).Concat(digest.Review.Channels).Append(routing.Pool)
            .Where(Roles.IsChannel).Select(channel => channel.ToLowerInvariant()).Distinct(StringComparer.Ordinal);

    /// <summary>Addresses of everybody on the team, and of whoever has accounts; lower case, each once.</summary>
    public async Task<IReadOnlyList<string>> PeopleAsync(CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.TeamAsync(cancellation);
        var owners = (await book.HeadAsync(cancellation))?.Owners ?? [];
        return [.. team.Select(mate => mate.Email.ToLowerInvariant()).Concat(owners).Where(Roles.IsAddress).Distinct(StringComparer.Ordinal)];
    }
}

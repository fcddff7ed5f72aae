namespace AccountAlerts.Engine.Routing;

/// <summary>Who reads what is somebody's.</summary>
/// <param name="Reader">Lower case.</param>
/// <param name="For">Whose it is, if <paramref name="Reader"/> stands in for them; null if it is their own.</param>
/// <param name="Until">The day on which they are back, where it is known.</param>
public sealed record StandIn(string Reader, string? For, DateOnly? Until)
{
    /// <summary>Why nothing reaches whose it is, to be read after a name: "not installed". Null for who is away.</summary>
    public string? Why { get; init; }
}

/// <summary>Finds the next person for somebody who is away or cannot be reached: the cover, then the manager, and so on upwards. Never a channel.</summary>
/// <param name="unreachable">Why somebody cannot be reached, to be read after a name; null for who can.</param>
public sealed class StandIns(AwayTeam away, Func<string, string?> unreachable, DateTimeOffset now)
{
    /// <summary>Of an address that takes nothing, whatever the reason.</summary>
    public const string TakesNothing = "who cannot be reached";

    public StandIn Of(string reader)
    {
        if (Roles.IsChannel(reader) || IsHere(reader))
            return new StandIn(reader, null, null);

        var team = away.Team;
        var absence = away.Of(reader, now);
        var asked = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { reader };
        var walked = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        // A team file may make two people each other's manager.
        for (string? person = reader; person is not null && walked.Add(person); person = team.Of(person).ManagerEmail)
        {
            foreach (string? next in new[] { away.Of(person, now)?.Cover ?? team.Of(person).BackupEmail, team.Of(person).ManagerEmail })
            {
                if (next is { Length: > 0 } && Roles.IsAddress(next) && asked.Add(next) && IsHere(next))
                    return new StandIn(next.ToLowerInvariant(), reader, absence?.Until) { Why = absence is null ? unreachable(reader) : null };
            }
        }

        // Nobody is left: it waits for whose it is, and the pages show it.
        return new StandIn(reader, null, null);
    }

    private bool IsHere(string reader) => away.Of(reader, now) is null && unreachable(reader) is null;
}

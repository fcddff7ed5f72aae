using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using NodaTime;

namespace AccountAlerts.Engine.Routing;

/// <summary>That somebody is away.</summary>
/// <param name="Until">The first day back, in the teammate's own zone.</param>
/// <param name="Cover">Who takes over, by address; null where nobody was named: then the backup of the team file does, else the manager.</param>
public sealed record Absence(DateOnly Until, string? Cover);

/// <summary>Who is away: what teammates said themselves, over what the team file says. Read once for each round of decisions.</summary>
public sealed class Absences(IProductValues values)
{
    /// <summary>Where it is remembered; the key is the address in lower case.</summary>
    public const string Scope = "$away";

    public async Task<AwayTeam> ReadAsync(TeamDirectory team, CancellationToken cancellation) =>
        new(team, await values.RememberAsync(Scope, ReadAll, cancellation));

    /// <summary>What everybody said, from what is stored.</summary>
    public static IReadOnlyDictionary<string, SaidAbsence> ReadAll(IReadOnlyDictionary<string, string> stored)
    {
        var said = new Dictionary<string, SaidAbsence>(StringComparer.OrdinalIgnoreCase);
        foreach (var (email, json) in stored)
        {
            if (JsonSerializer.Deserialize<SaidAbsence>(json, MessageJson.Options) is { } one)
                said[email] = one;
        }

        return said;
    }

    /// <summary>"Away until the 8th, Lee covers": what to store, with whatever else the act changes.</summary>
    public static ProductValue Leave(string email, DateOnly until, string? cover) =>
        Store(email, new SaidAbsence(until, cover?.ToLowerInvariant(), null));

    /// <summary>"I am back": it also overrules the day that the team file names, or else the chat platform, until it names another.</summary>
    /// <param name="status">The day that the platform names.</param>
    public static ProductValue Return(Teammate teammate, DateOnly? status = null) =>
        (teammate.AwayUntil ?? status) is { } file ? Store(teammate.Email, new SaidAbsence(null, null, file)) : new ProductValue(Scope, Key(teammate.Email), null);

    private static ProductValue Store(string email, SaidAbsence said) =>
        new(Scope, Key(email), JsonSerializer.Serialize(said, MessageJson.Options));

    private static string Key(string email) => email.Trim().ToLowerInvariant();
}

/// <summary>What somebody said of their own absence.</summary>
/// <param name="Overrules">The team file's day that no longer counts, since they are back.</param>
public sealed record SaidAbsence(DateOnly? Until, string? Cover, DateOnly? Overrules);

/// <summary>The team, knowing who is away. Pure.</summary>
public sealed class AwayTeam(TeamDirectory team, IReadOnlyDictionary<string, SaidAbsence> said)
{
    public TeamDirectory Team => team;

    /// <returns>Null for somebody who is there, and for channels.</returns>
    public Absence? Of(string reader, DateTimeOffset now)
    {
        if (IsChannel(reader))
            return null;
        var mate = team.Of(reader);
        var today = Instant.FromDateTimeOffset(now).InZone(team.ZoneOf(reader)).Date.ToDateOnly();
        var own = said.GetValueOrDefault(reader);
        if (own?.Until > today)
            return new Absence(own.Until.Value, own.Cover ?? mate.BackupEmail?.ToLowerInvariant());
        if (mate.AwayUntil > today && mate.AwayUntil != own?.Overrules)
            return new Absence(mate.AwayUntil.Value, mate.BackupEmail?.ToLowerInvariant());
        return team.PreferencesOf(reader).PlatformAwayUntil is { } status && status > today && status != own?.Overrules
            ? new Absence(status, mate.BackupEmail?.ToLowerInvariant())
            : null;
    }

    /// <summary>
    /// Who reads what is meant for somebody: they themselves, or while they are away the cover, else the manager, and so on upwards; where
    /// nobody of these is there, it waits for them.
    /// </summary>
    public string ReaderFor(string reader, DateTimeOffset now)
    {
        var asked = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (string? person = reader; person is not null && asked.Add(person); person = team.Of(person).ManagerEmail)
        {
            if (Of(person, now) is not { } absence)
                return person.ToLowerInvariant();
            if (absence.Cover is { } cover && asked.Add(cover) && Of(cover, now) is null)
                return cover;
        }

        return reader.ToLowerInvariant();
    }

    private static bool IsChannel(string reader) => reader.StartsWith('#');
}

using System.Text.Json;

namespace AccountAlerts.Engine.Routing;

/// <summary>Somebody of ours is away.</summary>
/// <param name="Until">The local day on which they are back.</param>
/// <param name="Cover">Address of who takes theirs; null: the backup that the team file names.</param>
public sealed record Absence(DateOnly Until, string? Cover);

/// <summary>Who said to be away, beside what the team file says; kept among the product's values.</summary>
public sealed class Absences(IReadOnlyDictionary<string, Absence> said)
{
    /// <summary>Scope of <see cref="IProductValues"/>; the key is the e-mail address in lower case.</summary>
    public const string Scope = "$away";

    public static Absences None { get; } = new(new Dictionary<string, Absence>());

    public static async Task<Absences> LoadAsync(IProductValues values, CancellationToken cancellation)
    {
        var said = new Dictionary<string, Absence>(StringComparer.OrdinalIgnoreCase);
        foreach (var (email, text) in await values.ListAsync(Scope, cancellation))
            said[email] = JsonSerializer.Deserialize<Absence>(text) ?? throw new JsonException($"What is stored of {email}'s absence is the word null.");
        return new Absences(said);
    }

    /// <summary>What to store for somebody who says so; null: back, or never away.</summary>
    public static ProductValue Value(string email, Absence? absence) =>
        new(Scope, email.ToLowerInvariant(), absence is null ? null : JsonSerializer.Serialize(absence));

    /// <summary>What somebody said themselves beats the team file.</summary>
    /// <param name="today">Their local day.</param>
    /// <returns>Null for somebody who is here.</returns>
    public Absence? Of(Teammate mate, DateOnly today)
    {
        if (said.TryGetValue(mate.Email, out var own))
            return today < own.Until ? own with { Cover = own.Cover ?? mate.BackupEmail } : null;
        return mate.AwayUntil is { } back && today < back ? new Absence(back, mate.BackupEmail) : null;
    }
}

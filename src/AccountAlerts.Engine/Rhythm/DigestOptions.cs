using System.ComponentModel.DataAnnotations;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>What a digest with nothing in it does.</summary>
public enum EmptyDigest
{
    /// <summary>It says so in one line.</summary>
    Line,

    /// <summary>It stays away.</summary>
    Silent,
}

/// <summary>Settings under <c>Digest</c>: the morning list of each teammate, and the weekly review.</summary>
public sealed class DigestOptions : IValidatableObject
{
    public const string Section = "Digest";

    /// <summary>Whether teammates get one. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>When, in each teammate's own time, on working days. Default 08:00.</summary>
    public TimeOnly Hour { get; set; } = new(8, 0);

    /// <summary>How long it waits for yesterday's numbers; then it says how far they reach. Default 09:30.</summary>
    public TimeOnly WaitUntil { get; set; } = new(9, 30);

    /// <summary>When there is nothing to say. Default <see cref="EmptyDigest.Line"/>.</summary>
    public EmptyDigest Empty { get; set; }

    /// <summary>Lines before "and N more", 1 to 50. Default 10.</summary>
    [Range(1, 50)]
    public int MostRows { get; set; } = 10;

    /// <summary>By e-mail address: what is different for one teammate.</summary>
    public Dictionary<string, TeammateDigestOptions> Teammates { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    public ReviewOptions Review { get; set; } = new();

    /// <summary>What holds for one teammate: what they said themselves, else what is set for them, else for everybody.</summary>
    public TeammateDigest Of(string email, Preferences? wanted = null)
    {
        var own = Teammates.GetValueOrDefault(email);
        var set = own?.Hour ?? Hour;
        // Whoever wants to be left alone at that hour gets it right after.
        var hour = wanted?.DigestHour ?? (wanted?.Quiet is { } quiet && quiet.Contains(set) ? quiet.To : set);
        // Whoever moves the hour alone waits as long as everybody else does.
        var wait = own?.WaitUntil is { } until && hour == set ? until
            : hour == Hour ? WaitUntil
            : hour.Add(WaitUntil - Hour, out int days) is var later && days == 0 ? later : TimeOnly.MaxValue;
        return new TeammateDigest(own?.Enabled ?? Enabled, hour, wait, own?.Empty ?? Empty);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WaitUntil < Hour)
            yield return new ValidationResult($"= {WaitUntil:HH\\:mm} is before the hour itself, {Hour:HH\\:mm}.", [nameof(WaitUntil)]);
        foreach (var (email, own) in Teammates.OrderBy(own => own.Key, StringComparer.Ordinal))
        {
            if (!email.Contains('@', StringComparison.Ordinal))
                yield return new ValidationResult($"has \"{email}\", which is no e-mail address.", [nameof(Teammates)]);
            if (own.WaitUntil is { } wait && wait < (own.Hour ?? Hour))
                yield return new ValidationResult($":{email}:WaitUntil = {wait:HH\\:mm} is before the hour itself, {own.Hour ?? Hour:HH\\:mm}.", [nameof(Teammates)]);
        }
    }
}

/// <summary>Settings under <c>Digest:Teammates:&lt;email&gt;</c>; what is not set is as for everybody.</summary>
public sealed class TeammateDigestOptions
{
    public bool? Enabled { get; set; }

    public TimeOnly? Hour { get; set; }

    public TimeOnly? WaitUntil { get; set; }

    public EmptyDigest? Empty { get; set; }
}

/// <summary>Settings under <c>Digest:Review</c>: the weekly list for managers and channels.</summary>
public sealed class ReviewOptions
{
    /// <summary>Whether there is one. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The day of the week; who does not work on it gets it on their next working day. Default Monday.</summary>
    public DayOfWeek Day { get; set; } = DayOfWeek.Monday;

    /// <summary>When, in each reader's own time; channels live in UTC. Default 09:00.</summary>
    public TimeOnly Hour { get; set; } = new(9, 0);

    /// <summary>Channels that get one too, without figures of single teammates: <c>#customer-success</c>. Default: none.</summary>
    public string[] Channels { get; set; } = [];
}

/// <summary>One teammate's digest, as the settings have it.</summary>
public sealed record TeammateDigest(bool Enabled, TimeOnly Hour, TimeOnly WaitUntil, EmptyDigest Empty);

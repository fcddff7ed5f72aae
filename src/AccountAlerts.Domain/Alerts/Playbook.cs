namespace AccountAlerts.Domain.Alerts;

/// <summary>The steps that somebody began, and which of them are done.</summary>
/// <param name="Owner">E-mail address of who sees to it.</param>
public sealed record Playbook(string Owner, DateOnly DueOn, DateTimeOffset StartedAt, IReadOnlyList<PlaybookStep> Steps)
{
    public bool IsDone => Steps.All(step => step.DoneBy is not null);

    /// <summary>With the step ticked, or with its tick taken back.</summary>
    public Playbook Tick(int step, string by, DateTimeOffset at) => this with
    {
        Steps =
        [
            .. Steps.Select((known, index) => index != step ? known
                : known.DoneBy is null ? known with { DoneBy = by, DoneAt = at } : known with { DoneBy = null, DoneAt = null }),
        ],
    };

    public bool Equals(Playbook? other) =>
        other is not null && Owner == other.Owner && DueOn == other.DueOn && StartedAt == other.StartedAt && Steps.SequenceEqual(other.Steps);

    public override int GetHashCode() => HashCode.Combine(Owner, DueOn, StartedAt, Steps.Count);
}

/// <param name="DoneBy">E-mail address; null while it is to be done.</param>
public sealed record PlaybookStep(string Text, string? DoneBy = null, DateTimeOffset? DoneAt = null);

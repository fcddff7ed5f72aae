namespace AccountAlerts.Domain.Accounts;

/// <summary>Something that one of us said about an account, and stands behind.</summary>
/// <param name="At">When it was said; it is known from that UTC day on.</param>
/// <param name="Kind">One of <see cref="SaidKinds"/>.</param>
/// <param name="Author">The teammate's e-mail address.</param>
/// <param name="Value">The sentiment's colour, the band of an override, the person_id of whom it is about; null where the note is all.</param>
/// <param name="Until">The first day on which it holds no more; null for what holds until something else is said.</param>
/// <param name="Note">What was said, or why.</param>
/// <param name="InsteadOf">What the sources said of the same field then; the other person_id of somebody who is known twice; null where there is neither.</param>
public sealed record SaidFact(
    string SaidId, DateTimeOffset At, string Kind, string Author, string? Value, DateOnly? Until, string? Note, string? InsteadOf)
{
    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);
}

/// <summary>What can be said, as the contract spells it.</summary>
public static class SaidKinds
{
    public const string Review = "qbr";
    public const string Meeting = "meeting";
    public const string Call = "call";
    public const string Email = "email";
    public const string Training = "training";
    public const string Note = "note";
    public const string Sentiment = "sentiment";
    public const string Override = "override";
    public const string Champion = "champion";
    public const string Executive = "executive";
    public const string Quiet = "quiet";

    /// <summary>Two ids are one person.</summary>
    public const string Same = "same";

    /// <summary>Whoever was called the same as this person is not.</summary>
    public const string Apart = "apart";

    /// <summary>The value that ends a sentiment, an override or a quiet time before something else does.</summary>
    public const string Off = "off";

    /// <summary>Those that are a touch of the customer: the kinds of touchpoints.</summary>
    public static IReadOnlyList<string> Touches { get; } = [Review, Meeting, Call, Email, Training];

    public static IReadOnlyList<string> All { get; } = [.. Touches, Note, Sentiment, Override, Champion, Executive, Quiet, Same, Apart];
}

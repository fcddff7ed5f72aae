using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using NodaTime;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>Somebody speaks of an account: who, of what is known of it, and when.</summary>
/// <param name="Author">E-mail address, lower case.</param>
internal sealed record SaidScene(AccountRef Account, string Author, AccountFacts Facts, TeamDirectory Team, DateTimeOffset Now)
{
    public string Name => PlainText.Clean(Account.Name);

    /// <summary>The UTC day: that of facts.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>The speaker's own day.</summary>
    public LocalDate LocalToday => Instant.FromDateTimeOffset(Now).InZone(Team.ZoneOf(Author)).Date;

    /// <summary>When a day begins for the speaker.</summary>
    public DateTimeOffset Begin(LocalDate day) => Team.ZoneOf(Author).AtStartOfDay(day).ToDateTimeOffset().ToUniversalTime();
}

/// <summary>What is to be kept.</summary>
/// <param name="Kind">One of <see cref="SaidKinds"/>.</param>
internal sealed record Saying(string Kind)
{
    public string? Value { get; init; }

    public DateOnly? Until { get; init; }

    public string? Note { get; init; }

    public string? InsteadOf { get; init; }

    /// <summary>What is remembered with it, in the same transaction.</summary>
    public IReadOnlyList<ProductValue> With { get; init; } = [];
}

/// <summary>What comes of something said.</summary>
internal abstract record SaidOutcome
{
    /// <param name="Changed">What changed, as the answer says it.</param>
    public sealed record Keep(Saying Saying, string Changed) : SaidOutcome;

    public sealed record TakeBack(SaidFact Said) : SaidOutcome;

    /// <summary>Nothing is kept: something is missing, or it was so already.</summary>
    public sealed record Told(Message Message) : SaidOutcome;

    public static SaidOutcome Ask(string text) => new Told(DeskAnswers.Say(text));
}

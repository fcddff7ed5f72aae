namespace AccountAlerts.Engine.Routing.Holds;

/// <summary>Something that speaks against telling news as a card at once. Pure but for the budget, which is spent by asking.</summary>
internal interface IHoldRule
{
    /// <returns>Null where it has nothing against a card.</returns>
    Objection? Of(News news, TellingScene scene);
}

/// <summary>How the news is told instead, and why.</summary>
/// <param name="Until">For what is held: when to look again at the latest; null: at each evaluation.</param>
public sealed record Objection(TellingWay Way, string Reason, DateTimeOffset? Until = null);

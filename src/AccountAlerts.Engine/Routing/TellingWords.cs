namespace AccountAlerts.Engine.Routing;

/// <summary>Why nobody was told of an alert that is open, in the reader's words.</summary>
public static class TellingWords
{
    /// <returns>Null where it was told, or waits for its turn like any other.</returns>
    public static string? WhyQuiet(Telling telling)
    {
        ArgumentNullException.ThrowIfNull(telling);
        return telling switch
        {
            { ToldAt: not null } => null,
            { Reason: TellingReasons.Observed } => "Watched only: nobody is told",
            { Way: TellingWay.Held, Reason: TellingReasons.Guard } => "Not told yet: many customers at once, the data is checked first",
            { Way: TellingWay.Held, Reason: TellingReasons.Stale } => "Not told yet: its source has no new data",
            _ => null,
        };
    }
}

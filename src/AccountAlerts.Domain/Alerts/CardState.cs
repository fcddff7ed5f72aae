namespace AccountAlerts.Domain.Alerts;

/// <summary>How a card that shows several alerts stands as a whole.</summary>
public static class CardState
{
    /// <summary>Open if any cause is open, else acknowledged, else snoozed; resolved once no cause lives.</summary>
    /// <remarks>A standing cause opens no card and keeps none open.</remarks>
    public static AlertState Of(IEnumerable<AlertState> causes)
    {
        var states = causes.ToHashSet();
        return states.Contains(AlertState.Open) ? AlertState.Open
            : states.Contains(AlertState.Acknowledged) ? AlertState.Acknowledged
            : states.Contains(AlertState.Snoozed) ? AlertState.Snoozed
            : AlertState.Resolved;
    }
}

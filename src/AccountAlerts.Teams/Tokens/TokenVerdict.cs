namespace AccountAlerts.Teams.Tokens;

/// <summary>Whether an event comes from Teams, and may come from there.</summary>
public abstract record TokenVerdict
{
    public sealed record Accepted : TokenVerdict;

    /// <param name="Status">401 for a token that is none; 403 for a good one that may not say this.</param>
    /// <param name="Reason">For the log alone: whoever tries learns nothing from the answer.</param>
    public sealed record Refused(int Status, string Reason) : TokenVerdict;

    /// <summary>The keys cannot be had now.</summary>
    public sealed record Unclear(string Reason) : TokenVerdict;
}

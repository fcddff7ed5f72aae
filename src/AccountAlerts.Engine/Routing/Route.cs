namespace AccountAlerts.Engine.Routing;

/// <summary>Where an alert goes.</summary>
/// <param name="Card">True for a card; false: listed only.</param>
/// <param name="Reader">E-mail address or channel; null where nobody is meant.</param>
/// <param name="Reason">One of <see cref="RouteReasons"/>.</param>
public sealed record Route(bool Card, string? Reader, string Reason);

/// <summary>Why an alert goes where it goes; machine-readable.</summary>
public static class RouteReasons
{
    public const string Assignee = "assignee";
    public const string Owner = "owner";
    public const string NoOwner = "no-owner";
    public const string Sales = "sales";
    public const string Operations = "operations";

    /// <summary>Of a severity that belongs to the digest.</summary>
    public const string Digest = "digest";
    public const string Observed = "observed";
    public const string Standing = "standing";

    /// <summary>Growth is not spoken of while something is on fire.</summary>
    public const string WaitsForRisk = "waits-for-risk";
    public const string Nobody = "nobody";
}

namespace AccountAlerts.Sources.Demo;

/// <summary>What people of the invented companies do; the order is the index into <see cref="Member.Rates"/>.</summary>
internal static class DemoMetrics
{
    public const int Logins = 0;
    public const int DashboardsViewed = 1;
    public const int ReportsCreated = 2;
    public const int Automation = 3;
    public const int Integrations = 4;
    public const int Exports = 5;
    public const int ApiCalls = 6;
    public const int ProjectsCreated = 7;
    public const int InvitesSent = 8;

    /// <summary>A level of the whole account, named by no person.</summary>
    public const string SeatsUsed = "seats_used";

    public static IReadOnlyList<string> Names { get; } =
    [
        "logins", "dashboards_viewed", "reports_created", "feature.automation", "feature.integrations", "feature.exports", "api_calls",
        "projects_created", "invites_sent",
    ];
}

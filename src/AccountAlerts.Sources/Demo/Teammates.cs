namespace AccountAlerts.Sources.Demo;

/// <summary>The demo's own side: three CSMs on three continents and their manager.</summary>
internal sealed record DemoTeammate(string Email, string Name, string Role, string? Manager, string TimeZone, string Backup)
{
    public const string Dana = "dana@example.com";
    public const string Lee = "lee@example.com";
    public const string Noor = "noor@example.com";
    public const string Sam = "sam@example.com";

    public static IReadOnlyList<DemoTeammate> All { get; } =
    [
        new(Dana, "Dana Whitlock", "csm", Sam, "Europe/Berlin", Lee),
        new(Lee, "Lee Castellan", "csm", Sam, "America/New_York", Noor),
        new(Noor, "Noor Rahmani", "csm", Sam, "Asia/Singapore", Dana),
        new(Sam, "Sam Hartwell", "manager", null, "Europe/London", Dana),
    ];

    /// <summary>The CSM of a generated company.</summary>
    public static string CsmOf(int number) => All[number % 3].Email;
}

namespace AccountAlerts.Engine.Routing;

/// <summary>The words for those who can be told: the account's owner, roles of its team, and the pool.</summary>
public static class Roles
{
    public const string Owner = "owner";
    public const string Manager = "manager";
    public const string Executive = "executive";
    public const string Sponsor = "sponsor";
    public const string Sales = "sales";
    public const string Operations = "operations";
    public const string Pool = "pool";

    /// <summary>Who asked to hear of it; no role that a file or a setting names.</summary>
    public const string Subscriber = "subscriber";

    /// <summary>How a setting names a role that has no word of its own there: <c>role:sales</c>.</summary>
    public const string Prefix = "role:";

    /// <summary>Whom an alert file may name.</summary>
    public static IReadOnlyList<string> All { get; } = [Owner, Manager, Executive, Sponsor, Sales, "support", "finance", "onboarding", Operations];

    /// <summary>Executives of our own side, who hear late and little.</summary>
    public static bool IsSponsor(string role) =>
        role.Equals(Executive, StringComparison.OrdinalIgnoreCase) || role.Equals(Sponsor, StringComparison.OrdinalIgnoreCase);

    public static bool IsChannel(string reader) => reader.StartsWith('#');

    public static bool IsAddress(string reader) => reader.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < reader.Length - 1;

    /// <summary>The team's role of that name; sponsors are executives.</summary>
    public static TeamRole? TeamRoleOf(string role) =>
        role.Equals(Sponsor, StringComparison.OrdinalIgnoreCase) ? TeamRole.Executive
        : Enum.TryParse(role, ignoreCase: true, out TeamRole known) && Enum.IsDefined(known) && char.IsLetter(role[0]) ? known
        : null;
}

using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>A trigger that a test can switch by one number: how many of ten seats are taken.</summary>
internal static class SeatScene
{
    public const string Owner = "dana@example.com";

    public const string Team = "email,name,role\ndana@example.com,Dana Whitfield,csm\n";

    public const string Template =
        """
        ---
        kind: risk
        severity: high
        when: seats.used_ratio >= 90%
        audience: [owner]
        due: 2 days
        title: "{{account}}: {{value \"seats.used\"}} of {{seats}} seats"
        playbook:
          - Talk to {{account}} by {{due}}
        say: |
          Hello {{account}}
        ---
        {{account}} has {{value "seats.used"}} of {{seats}} seats taken. Why it matters: nobody else can get in.
        """;

    /// <summary>Leaves the one switchable trigger only.</summary>
    public static Installation Install()
    {
        Installation at = new();
        // What is told is another matter than when, and how many at a time.
        at.Settings["Budget:Enabled"] = "false";
        at.Settings["Delivery:Bundle:Most"] = "1000";
        at.Settings["Delivery:WakeFor"] = "low, medium, high, critical";
        Directory.Delete(at["templates/alerts"], recursive: true);
        at.Write("templates/alerts/seats-full.md", Template);
        return at;
    }

    public static string Account(string id, string name) => $"account_id,name,seats,owner_email,created_on\n{id},{Quoted(name)},10,{Owner},2025-01-01\n";

    public static string Seats(string day, int taken, params string[] accounts) =>
        "account_id,date,metric,value\n" + string.Concat(accounts.Select(account => $"{account},{day},seats_used,{taken}\n"));

    public static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"")}\"";

    /// <summary>All that a reader sees of a message.</summary>
    public static string TextOf(Message message) => MessageJson.Write(message);
}

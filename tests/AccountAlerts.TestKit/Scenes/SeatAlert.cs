namespace AccountAlerts.TestKit.Scenes;

/// <summary>The one alert of many scenes, switched by one number: how many of ten seats are taken. From nine on there is a card.</summary>
public static class SeatAlert
{
    public const string FileName = "seats-full.md";

    public static string Template { get; } = Of("severity: high", "Talk to {{account}} by {{due}}");

    /// <summary>More urgent from twelve seats on.</summary>
    public static string Worsening { get; } = Of(
        "severity:\n  - when: seats.used_ratio >= 120%\n    severity: critical\n  - severity: high", "Call {{account}} by {{due}}", "Offer {{account}} more seats");

    private static string Of(string severity, params string[] steps) =>
        $$$"""
        ---
        kind: risk
        {{{severity}}}
        when: seats.used_ratio >= 90%
        audience: [owner]
        due: 2 days
        title: "{{account}}: {{value \"seats.used\"}} of {{seats}} seats"
        playbook:
        {{{string.Join('\n', steps.Select(step => "  - " + step))}}}
        say: |
          Hello {{account}}
        ---
        {{account}} has {{value "seats.used"}} of {{seats}} seats taken. Why it matters: nobody else can get in.
        """;
}

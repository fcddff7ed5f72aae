namespace AccountAlerts.Sources.Settings;

/// <summary>One fault in the settings.</summary>
/// <param name="Key">The whole key, as <c>Sources:Drop:Every</c>.</param>
/// <param name="Value">What is there; null if nothing is, or if it may be secret.</param>
/// <param name="Allowed">What is allowed there, as the end of a sentence.</param>
public sealed record SettingFault(string Key, string? Value, string Allowed)
{
    public override string ToString() => Value is null ? $"{Key} is missing: {Allowed}." : $"{Key} is '{Value}': {Allowed}.";
}

namespace AccountAlerts.Settings;

/// <summary>On a map: its entries stand directly in the section, beside the other settings, each under a name that the operator chose.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RestOfSectionAttribute : Attribute;

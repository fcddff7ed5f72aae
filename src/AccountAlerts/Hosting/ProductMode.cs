namespace AccountAlerts.Hosting;

/// <summary>Whether the service shows invented accounts because it was given no real ones.</summary>
/// <param name="Demo">Every page and message says so.</param>
/// <param name="Database">Full path of the database in use.</param>
public sealed record ProductMode(bool Demo, string Database);

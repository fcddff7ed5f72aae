namespace AccountAlerts.Settings;

/// <summary>Which settings are never printed, not even when they are wrong.</summary>
public static class Secrets
{
    private static readonly string[] Marks = ["password", "secret", "token", "apikey", "connectionstring"];

    /// <summary>Goes by the name, so that a source added later cannot forget to mark its own.</summary>
    public static bool IsSecret(string key) => Marks.Any(mark => key.Contains(mark, StringComparison.OrdinalIgnoreCase));
}

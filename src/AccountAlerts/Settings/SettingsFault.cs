namespace AccountAlerts.Settings;

/// <summary>One thing that is wrong with the settings, as the operator reads it.</summary>
/// <param name="Key">Full key, such as <c>Inbox:Urls</c>.</param>
/// <param name="Problem">What is wrong and what is allowed; never the value of a secret.</param>
public sealed record SettingsFault(string Key, string Problem)
{
    public override string ToString() => $"{Key} {Problem}";
}

/// <summary>The settings cannot be used; carries every fault, not only the first.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException(IReadOnlyList<SettingsFault> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    public IReadOnlyList<SettingsFault> Faults { get; }
}

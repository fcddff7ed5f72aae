using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AccountAlerts.Sources.Settings;

/// <summary>The settings of one source, read one by one; every fault is noted and none stops the reading.</summary>
public sealed class SourceSettings(IConfigurationSection section)
{
    private readonly List<SettingFault> _faults = [];
    private readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase) { "Type", "Order" };

    /// <summary>The source's name: the last part of the key.</summary>
    public string Name => section.Key;

    /// <summary>Position among the sources: of several that know a value, the lowest wins. Default 100; equal ones go by name.</summary>
    public int Order => Whole("Order", 100, 0, int.MaxValue);

    public IReadOnlyList<SettingFault> Faults => _faults;

    /// <returns>The text, or null with a fault noted.</returns>
    public string? Required(string key, string allowed)
    {
        string? text = Find(key);
        if (string.IsNullOrWhiteSpace(text))
            Fault(key, null, allowed);
        return text;
    }

    public string? Optional(string key) => Find(key);

    public TimeSpan Time(string key, TimeSpan byDefault, TimeSpan least, TimeSpan most)
    {
        if (Find(key) is not { } text)
            return byDefault;

        // A bare number would be read as days, which nobody means.
        if (text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) && time >= least && time <= most)
            return time;

        Fault(key, text, $"write a time as [days.]hours:minutes:seconds, from {least:c} to {most:c}");
        return byDefault;
    }

    public int Whole(string key, int byDefault, int least, int most)
    {
        if (Find(key) is not { } text)
            return byDefault;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            return number;

        Fault(key, text, $"write a whole number from {least} to {most}");
        return byDefault;
    }

    public void Fault(string key, string? value, string allowed) => _faults.Add(new SettingFault($"{section.Path}:{key}", value, allowed));

    /// <summary>Notes every key that nothing has asked for: a setting that does nothing is a typo.</summary>
    public void RefuseUnknown()
    {
        foreach (IConfigurationSection child in section.GetChildren().Where(child => !_known.Contains(child.Key)))
            Fault(child.Key, child.Value ?? "", $"there is no such setting; known are {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
    }

    private string? Find(string key)
    {
        _known.Add(key);
        return section[key];
    }
}

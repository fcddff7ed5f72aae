using System.ComponentModel.DataAnnotations;
using AccountAlerts.Domain.Health;

namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Health</c>.</summary>
public sealed class HealthSettings
{
    /// <summary>Health models by name; the first that fits an account judges it. Default: the standard model for everybody.</summary>
    public Dictionary<string, HealthModelSettings> Models { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The models in the order in which the first match wins.</summary>
    public HealthModels ToModels() => Models.Count == 0
        ? DefaultHealthModels.All
        : new HealthModels([.. Models.OrderBy(model => model.Value.Order).ThenBy(model => model.Key, StringComparer.Ordinal)
            .Select(model => model.Value.ToModel(model.Key))]);

    internal IEnumerable<SettingsFault> Faults() => Models.SelectMany(model => HealthModelRules.Faults(model.Value.ToModel(model.Key))
        .Select(fault => new SettingsFault($"Health:Models:{model.Key}", $"cannot be used: {fault}")));
}

/// <summary>How accounts of some segments and lifecycles are judged.</summary>
public sealed class HealthModelSettings
{
    /// <summary>Models are tried by this number, then by name. Default 100.</summary>
    [Range(0, 1_000_000)]
    public int Order { get; set; } = 100;

    /// <summary>Only accounts of these segments; default: any.</summary>
    public string[] Segments { get; set; } = [];

    /// <summary>Only accounts in these lifecycles; default: any.</summary>
    public string[] Lifecycles { get; set; } = [];

    /// <summary>What the score is made of, by name.</summary>
    public Dictionary<string, HealthComponentSettings> Components { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HealthModel ToModel(string name) => new(
        name, Segments, Lifecycles,
        [.. Components.OrderBy(part => part.Value.Order).ThenBy(part => part.Key, StringComparer.Ordinal).Select(part => new HealthComponent(
            part.Key, part.Value.Label ?? part.Key, part.Value.Signal, part.Value.Zero, part.Value.Hundred, part.Value.Weight))]);
}

/// <summary>One line of a health model.</summary>
public sealed class HealthComponentSettings
{
    /// <summary>Place on cards and pages. Default 100; equal ones go by name.</summary>
    [Range(0, 1_000_000)]
    public int Order { get; set; } = 100;

    /// <summary>What people read; default: the component's name.</summary>
    public string? Label { get; set; }

    /// <summary>Name of a signal of the account that is a number.</summary>
    [Required]
    public string Signal { get; set; } = "";

    /// <summary>The value worth 0.</summary>
    public double Zero { get; set; }

    /// <summary>The value worth 100; linear between, clamped outside.</summary>
    public double Hundred { get; set; } = 1;

    /// <summary>Share of the score, relative to the other components. Default 10.</summary>
    [Range(0.001, 1_000)]
    public double Weight { get; set; } = 10;
}

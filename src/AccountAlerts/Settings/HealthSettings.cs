using System.ComponentModel.DataAnnotations;
using AccountAlerts.Domain.Health;

namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Health</c>.</summary>
public sealed class HealthSettings : IValidatableObject
{
    /// <summary>By name. Without any, the standard model judges every account.</summary>
    public Dictionary<string, HealthModelSettings> Models { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the release's own models are in force at once after an upgrade (latest), or wait until somebody adopts them (adopted). Default: adopted.</summary>
    public DefaultModel Default { get; set; } = DefaultModel.Adopted;

    /// <summary>True where the settings name no model.</summary>
    internal bool IsDefault => Models.Count == 0;

    public HealthModels InOrder => Models.Count == 0
        ? DefaultHealthModels.All
        : new([.. Models.OrderBy(model => model.Value.Order).ThenBy(model => model.Key, StringComparer.Ordinal).Select(model => model.Value.Named(model.Key))]);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        InOrder.InOrder.SelectMany(HealthModelRules.Faults).Select(fault => new ValidationResult($"cannot be used: {fault}", [nameof(Models)]));
}

/// <summary>Which of the product's own health models judge accounts.</summary>
public enum DefaultModel
{
    /// <summary>Those that somebody adopted; a fresh store begins with the latest.</summary>
    Adopted,

    /// <summary>Those of the release that runs.</summary>
    Latest,
}

/// <summary>Settings under <c>Health:Models:&lt;name&gt;</c>.</summary>
public sealed class HealthModelSettings
{
    /// <summary>The first model that fits an account judges it. Default 0.</summary>
    public int Order { get; set; }

    /// <summary>Segments it is for. Default: every one.</summary>
    public string[] Segments { get; set; } = [];

    /// <summary>Lifecycles it is for. Default: every one.</summary>
    public string[] Lifecycles { get; set; } = [];

    /// <summary>By name; 5 to 8 make a score that people can keep in mind.</summary>
    public Dictionary<string, HealthComponentSettings> Components { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    internal HealthModel Named(string name) => new(
        name, Segments, Lifecycles,
        [.. Components.OrderBy(component => component.Value.Order).ThenBy(component => component.Key, StringComparer.Ordinal).Select(component => component.Value.Named(component.Key))]);
}

/// <summary>Settings under <c>Health:Models:&lt;name&gt;:Components:&lt;name&gt;</c>.</summary>
public sealed class HealthComponentSettings
{
    /// <summary>Position on cards. Default 0; equal ones by name.</summary>
    public int Order { get; set; }

    /// <summary>What people read. Default: the component's name.</summary>
    public string? Label { get; set; }

    /// <summary>An account signal that is a number, such as <c>adoption.ratio</c>.</summary>
    [Required]
    public string Signal { get; set; } = "";

    /// <summary>The value worth 0; a share is written as a fraction, 0.6 for 60 %.</summary>
    public double Zero { get; set; }

    /// <summary>The value worth 100.</summary>
    public double Hundred { get; set; }

    /// <summary>Above 0.</summary>
    public double Weight { get; set; }

    internal HealthComponent Named(string name) => new(name, Label ?? name, Signal, Zero, Hundred, Weight);
}

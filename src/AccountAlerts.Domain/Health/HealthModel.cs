namespace AccountAlerts.Domain.Health;

/// <summary>One line of a health model.</summary>
/// <param name="Name">Stable key, as in the settings.</param>
/// <param name="Label">What people read on a card.</param>
/// <param name="Signal">Name of an account signal that is a number.</param>
/// <param name="Zero">The value worth 0.</param>
/// <param name="Hundred">The value worth 100; linear between, clamped outside.</param>
/// <param name="Weight">Above 0.</param>
public sealed record HealthComponent(string Name, string Label, string Signal, double Zero, double Hundred, double Weight);

/// <summary>How healthy accounts of some segments and lifecycles are judged.</summary>
/// <param name="Segments">Empty: any segment.</param>
/// <param name="Lifecycles">Empty: any lifecycle.</param>
public sealed record HealthModel(
    string Name, IReadOnlyList<string> Segments, IReadOnlyList<string> Lifecycles, IReadOnlyList<HealthComponent> Components);

/// <summary>The models in the order in which the first match wins.</summary>
public sealed record HealthModels(IReadOnlyList<HealthModel> InOrder);

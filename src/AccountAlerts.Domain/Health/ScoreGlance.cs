namespace AccountAlerts.Domain.Health;

/// <summary>A score without the lines that it is made of.</summary>
/// <param name="Model">Null if none fits the account.</param>
/// <param name="Score">The published score; null where too little is known.</param>
/// <param name="Present">Which of the model's components are known, a bit each, from the lowest.</param>
public readonly record struct ScoreGlance(HealthModel? Model, int? Score, UInt128 Present)
{
    /// <summary>Components that have a bit.</summary>
    public const int MostComponents = 128;

    /// <summary>True if both know the same of the same model, so that nothing but behaviour can lie between them.</summary>
    public bool SameInputsAs(ScoreGlance other) =>
        Model is { Components.Count: <= MostComponents } && ReferenceEquals(Model, other.Model) && Present == other.Present;
}

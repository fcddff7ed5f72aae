using System.Text.Json;
using AccountAlerts.Domain.Health;

namespace AccountAlerts.Engine.Evaluation.Models;

/// <summary>Health models as they are kept: the whole text, so that a score of the past can be worked out again by another release.</summary>
internal static class HealthModelText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write(HealthModels models) => JsonSerializer.Serialize(models, Options);

    /// <returns>Null for models that this release cannot work with: unreadable, or with signals that it does not know.</returns>
    public static HealthModels? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<HealthModels>(text, Options) is { InOrder.Count: > 0 } models
                && models.InOrder.All(model => model is { Name: not null, Segments: not null, Lifecycles: not null, Components: not null } && HealthModelRules.Faults(model).Count == 0)
                ? models
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

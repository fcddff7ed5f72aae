using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace AccountAlerts.Domain.Health;

/// <summary>Tells whether two health models are the same text.</summary>
public static class HealthModelHash
{
    /// <summary>Asked with every answer about the same few.</summary>
    private static readonly ConditionalWeakTable<HealthModels, string> Known = [];

    /// <returns>Lower-case hex, 16 digits; of everything that decides a score, labels left out.</returns>
    public static string Of(HealthModel model)
    {
        var text = new StringBuilder(model.Name).Append('\n').AppendJoin(',', model.Segments).Append('\n').AppendJoin(',', model.Lifecycles);
        foreach (var component in model.Components)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{component.Name}|{component.Signal}|{component.Zero:R}|{component.Hundred:R}|{component.Weight:R}");
        }

        return Short(text.ToString());
    }

    /// <returns>Lower-case hex, 16 digits; of all models in their order.</returns>
    public static string Of(HealthModels models) => Known.GetValue(models, static models => Short(string.Join('\n', models.InOrder.Select(Of))));

    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}

using System.Globalization;
using System.Text.Json;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Evaluation.LeftOut;

/// <summary>Reads and writes left-out inputs as product values: one per alert, so that two people never overwrite each other.</summary>
public sealed class LeftOutInputs(IProductValues values) : ILeftOutInputs
{
    internal const string Scope = "$left-out";

    public Task<IReadOnlyDictionary<int, IReadOnlyList<LeftOutInput>>> ReadAsync(CancellationToken cancellation) => values.RememberAsync(Scope, ReadAll, cancellation);

    private static IReadOnlyDictionary<int, IReadOnlyList<LeftOutInput>> ReadAll(IReadOnlyDictionary<string, string> stored)
    {
        var inputs = new Dictionary<int, IReadOnlyList<LeftOutInput>>();
        foreach (var (key, json) in stored)
        {
            int account = int.Parse(key.AsSpan(0, key.IndexOf('/', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
            inputs[account] = [.. inputs.GetValueOrDefault(account) ?? [], .. Read(json)];
        }

        return inputs;
    }

    internal static ProductValue Write(AlertKey alert, IReadOnlyList<LeftOutInput> inputs) => new(
        Scope, string.Create(CultureInfo.InvariantCulture, $"{alert.AccountId}/{alert.Trigger}/{alert.SubjectKind}/{alert.SubjectKey}"),
        JsonSerializer.Serialize(inputs, MessageJson.Options));

    private static List<LeftOutInput> Read(string json) =>
        JsonSerializer.Deserialize<List<LeftOutInput>>(json, MessageJson.Options) ?? throw new JsonException("Stored left-out inputs are the word null.");
}

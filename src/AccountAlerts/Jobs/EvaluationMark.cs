using System.Globalization;
using AccountAlerts.Engine;

namespace AccountAlerts.Jobs;

/// <summary>What the last complete evaluation knew, for services that share a store: what one has done the others need not do again.</summary>
/// <param name="Imports">How many imports there were when it began.</param>
/// <param name="At">When it ended.</param>
public sealed record EvaluationMark(long Imports, DateTimeOffset At)
{
    private const string Scope = "$evaluation";
    private const string Key = "done";

    public static async Task<EvaluationMark?> ReadAsync(IProductValues values, CancellationToken cancellation) =>
        (await values.GetAsync(Scope, Key, cancellation))?.Split(' ') is [var imports, var at]
        && long.TryParse(imports, CultureInfo.InvariantCulture, out long count) && long.TryParse(at, CultureInfo.InvariantCulture, out long milliseconds)
            ? new EvaluationMark(count, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
            : null;

    public Task WriteAsync(IProductValues values, CancellationToken cancellation) =>
        values.SetAsync(Scope, Key, string.Create(CultureInfo.InvariantCulture, $"{Imports} {At.ToUnixTimeMilliseconds()}"), cancellation);
}

using System.Globalization;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Clears away what the buttons of old messages acted on.</summary>
public sealed class SheetSweep(IProductValues values) : IDueWork
{
    private const string Scope = "$rows-since";

    public string Name => "row-sweep";

    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <summary>What to remember beside a sheet.</summary>
    internal static ProductValue Note(string sheet, DateTimeOffset now) =>
        new(Scope, sheet, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        long oldest = (now - RowSheet.KeptFor).ToUnixTimeMilliseconds();
        int cleared = 0;
        foreach (var (sheet, at) in await values.ListAsync(Scope, cancellation))
        {
            if (long.Parse(at, CultureInfo.InvariantCulture) >= oldest)
                continue;
            await values.SetAsync(RowSheet.Scope, sheet, null, cancellation);
            await values.SetAsync(Scope, sheet, null, cancellation);
            cleared++;
        }

        return cleared;
    }
}

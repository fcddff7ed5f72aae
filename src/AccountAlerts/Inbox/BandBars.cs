using System.Globalization;
using AccountAlerts.Engine.Evaluation.Portfolios;

namespace AccountAlerts.Inbox;

/// <summary>One stretch of a bar.</summary>
/// <param name="Class">The band's style.</param>
/// <param name="Number">What it stands for.</param>
public sealed record BarPart(string Class, double X, double Y, double Width, double Height, double Number)
{
    public string Left => Short(X);

    public string Top => Short(Y);

    public string Wide => Short(Width);

    public string High => Short(Height);

    private static string Short(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

/// <summary>Accounts by band over the weeks, as stacked bars in a box of 100 by 100.</summary>
public sealed class BandBars
{
    /// <summary>Of a week's room.</summary>
    private const double BarWidth = 0.7;

    private BandBars(IReadOnlyList<BandDay> days) => Days = days;

    public IReadOnlyList<BandDay> Days { get; }

    /// <summary>The height of the box, in accounts.</summary>
    public int Most => Math.Max(1, Days.Count == 0 ? 1 : Days.Max(day => day.All));

    public static BandBars Of(IReadOnlyList<BandDay> days) => new(days);

    public IEnumerable<BarPart> Parts
    {
        get
        {
            double room = 100.0 / Days.Count;
            for (int i = 0; i < Days.Count; i++)
            {
                double x = (i * room) + (room * (1 - BarWidth) / 2), top = 100;
                foreach ((string band, int count) in Stack(Days[i]))
                {
                    double height = 100.0 * count / Most;
                    top -= height;
                    if (count > 0)
                        yield return new BarPart(band, x, top, room * BarWidth, height, count);
                }
            }
        }
    }

    /// <summary>The same for a table, newest first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows =>
        [.. Days.Reverse().Select(day => (IReadOnlyList<string>)[Looks.Day(day.Day), Number(day.Critical), Number(day.AtRisk), Number(day.Healthy), Number(day.WithoutScore)])];

    public string InWords => Days.Count == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"Critical from {Days[0].Critical} on {Looks.Day(Days[0].Day)} to {Days[^1].Critical} on {Looks.Day(Days[^1].Day)}, at risk from {Days[0].AtRisk} to {Days[^1].AtRisk}, healthy from {Days[0].Healthy} to {Days[^1].Healthy}.");

    /// <summary>What is worst stands at the bottom, where it is easiest to compare.</summary>
    private static IEnumerable<(string Band, int Count)> Stack(BandDay day) =>
        [("critical", day.Critical), ("at-risk", day.AtRisk), ("healthy", day.Healthy), ("none", day.WithoutScore)];

    private static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}

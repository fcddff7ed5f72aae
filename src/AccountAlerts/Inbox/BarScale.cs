using System.Globalization;

namespace AccountAlerts.Inbox;

/// <summary>Places the bars of a waterfall in a box 100 wide.</summary>
/// <param name="Low">Points at the left edge.</param>
/// <param name="High">Points at the right edge.</param>
public sealed record BarScale(int Low, int High)
{
    // So that a cause of no whole point is still seen to be there.
    private const double Hairline = 0.6;

    /// <summary>A scale that holds zero, both ends and every step between.</summary>
    public static BarScale Of(int from, IEnumerable<int> steps)
    {
        int at = from;
        int low = Math.Min(from, 0);
        int high = Math.Max(from, 0);
        foreach (int step in steps)
        {
            at += step;
            low = Math.Min(low, at);
            high = Math.Max(high, at);
        }

        return new BarScale(low, Math.Max(high, low + 1));
    }

    public string Left(int from, int to) => Text(Math.Min(Share(Math.Min(from, to)), 100 - Hairline));

    public string Width(int from, int to) => Text(Math.Max(Hairline, Share(Math.Max(from, to)) - Share(Math.Min(from, to))));

    private double Share(int points) => 100.0 * (points - Low) / (High - Low);

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

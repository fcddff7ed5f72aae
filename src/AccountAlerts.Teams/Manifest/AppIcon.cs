namespace AccountAlerts.Teams.Manifest;

/// <summary>The app's icon: a line that goes up and down, white on blue, and as an outline white on nothing.</summary>
/// <remarks>Sizes and colours: learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package.</remarks>
public static class AppIcon
{
    public const int ColorSize = 192;
    public const int OutlineSize = 32;

    /// <summary>In hundredths of the icon's width.</summary>
    private static readonly (double X, double Y)[] Line = [(20, 60), (37, 43), (51, 55), (68, 32), (82, 47)];

    private const double Stroke = 9;

    /// <summary>Samples along each side of a pixel, for smooth edges.</summary>
    private const int Samples = 4;

    public static byte[] Color() => Draw(ColorSize, 1, (0x1f, 0x3a, 0x5f));

    public static byte[] Outline() => Draw(OutlineSize, 1.2, null);

    /// <param name="zoom">How large the line is, about the middle.</param>
    private static byte[] Draw(int size, double zoom, (byte Red, byte Green, byte Blue)? back)
    {
        byte[] pixels = new byte[size * size * 4];
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                double cover = Cover(x, y, size, zoom);
                byte[] pixel = back is { } color
                    ? [Mix(color.Red, cover), Mix(color.Green, cover), Mix(color.Blue, cover), byte.MaxValue]
                    : [byte.MaxValue, byte.MaxValue, byte.MaxValue, (byte)Math.Round(byte.MaxValue * cover)];
                pixel.CopyTo(pixels, (y * size + x) * 4);
            }
        }

        return Png.Write(size, pixels);
    }

    private static byte Mix(byte back, double cover) => (byte)Math.Round(back + (byte.MaxValue - back) * cover);

    /// <summary>How much of a pixel the line covers, 0 to 1.</summary>
    private static double Cover(int x, int y, int size, double zoom)
    {
        int hits = 0;
        for (int sample = 0; sample < Samples * Samples; sample++)
        {
            double px = (x + (sample % Samples + 0.5) / Samples) * 100 / size;
            double py = (y + (sample / Samples + 0.5) / Samples) * 100 / size;
            double near = Line.Zip(Line.Skip(1), (from, to) => Distance(50 + (px - 50) / zoom, 50 + (py - 50) / zoom, from, to)).Min();
            if (near <= Stroke / 2)
                hits++;
        }

        return (double)hits / (Samples * Samples);
    }

    /// <summary>From a point to a stretch.</summary>
    private static double Distance(double x, double y, (double X, double Y) from, (double X, double Y) to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y;
        double along = Math.Clamp(((x - from.X) * dx + (y - from.Y) * dy) / (dx * dx + dy * dy), 0, 1);
        return Math.Sqrt(Math.Pow(x - from.X - along * dx, 2) + Math.Pow(y - from.Y - along * dy, 2));
    }
}

using System.Globalization;

namespace AccountAlerts.Benchmarks.Whole;

/// <summary>The same data as it stood on an earlier day, to measure with a series that ends within a month.</summary>
internal static class CutFolder
{
    /// <summary>Copies a folder without the use after <paramref name="last"/>; the use of the day after becomes the next day.</summary>
    public static void Write(string from, string to, DateOnly last)
    {
        string nextDay = Path.Combine(to, "next-day");
        Directory.CreateDirectory(nextDay);
        foreach (string name in new[] { "accounts.csv", "people.csv", "tickets.csv" })
            File.Copy(Path.Combine(from, name), Path.Combine(to, name));

        string end = last.ToString("O", CultureInfo.InvariantCulture);
        string after = last.AddDays(1).ToString("O", CultureInfo.InvariantCulture);
        using var until = new StreamWriter(Path.Combine(to, "usage.csv"));
        using var next = new StreamWriter(Path.Combine(nextDay, "usage.csv"));
        bool header = true;
        foreach (string line in File.ReadLines(Path.Combine(from, "usage.csv")))
        {
            string date = line.Split(',', 3)[1];
            if (header || string.CompareOrdinal(date, end) <= 0)
                until.WriteLine(line);
            if (header || date == after)
                next.WriteLine(line);
            header = false;
        }
    }
}

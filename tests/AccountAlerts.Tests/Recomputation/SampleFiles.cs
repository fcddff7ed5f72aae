using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Tests.Recomputation;

/// <summary>The sample folder written anew, line by line: cut at a day, or in another order.</summary>
internal static class SampleFiles
{
    private static readonly string[] Names = ["accounts.csv", "account_history.csv", "people.csv", "outcomes.csv", "usage.csv"];

    /// <summary>Leaves out every row of a later day, and the people and accounts that only appear later.</summary>
    public static void WriteUpTo(string day, TemporaryFolder folder)
    {
        HashSet<string> known = [.. Lines("usage.csv").Skip(1).Where(line => By(line, 2)).Select(PersonOf)];
        foreach (string name in Names)
            folder.Write(name, Text(Lines(name).Take(1).Concat(Lines(name).Skip(1).Where(line => Keeps(name, line)))));

        bool By(string line, int column) => string.CompareOrdinal(line.Split(',')[column], day) <= 0;

        bool Keeps(string name, string line) => name switch
        {
            "accounts.csv" => By(line, 6),
            "people.csv" => known.Contains(PersonOf(line)),
            "usage.csv" => By(line, 2),
            _ => By(line, 1),
        };
    }

    /// <summary>Every row in another order, the use spread over three files, and in a first folder what usually comes last.</summary>
    public static void WriteShuffled(int seed, TemporaryFolder first, TemporaryFolder second)
    {
        Random random = new(seed);
        foreach (string name in Names)
        {
            string[] rows = [.. Lines(name).Skip(1)];
            random.Shuffle(rows);
            string header = Lines(name).First();
            if (name != "usage.csv")
            {
                (name is "people.csv" or "outcomes.csv" ? first : second).Write(name, Text(rows.Prepend(header)));
                continue;
            }

            int third = rows.Length / 3;
            first.Write("usage-z.csv", Text(rows.Take(third).Prepend(header)));
            first.WriteGzip("usage-a.csv.gz", Text(rows.Skip(third).Take(third).Prepend(header)));
            second.Write("usage.csv", Text(rows.Skip(2 * third).Prepend(header)));
        }
    }

    private static IEnumerable<string> Lines(string name) =>
        name == "usage.csv" ? PlainFolder.UsageLines() : File.ReadLines(Path.Combine(PlainFolder.Path, name));

    private static string PersonOf(string line) => string.Join(',', line.Split(',').Take(2));

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";
}

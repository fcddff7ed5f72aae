using System.Globalization;
using System.IO.Compression;
using AccountAlerts.TestKit;

namespace AccountAlerts.Tests.Recomputation;

internal sealed record PlainAccount(string Id, string Name, string? Segment, string? Currency, DateOnly CreatedOn);

internal sealed record PlainHistory(
    string Account, DateOnly On, string? Segment, int? Seats, double? Arr, DateOnly? RenewalOn, string? Owner);

internal sealed record PlainPerson(string Account, string Id, string Name, DateOnly? DeactivatedOn = null);

internal sealed record PlainUse(string Account, string Person, DateOnly Day, string Metric, double Value);

internal sealed record PlainOutcome(string Account, DateOnly RenewalOn, string Outcome);

/// <summary>A source saw the person on that day.</summary>
internal sealed record PlainSighting(string Account, string Person, DateOnly Day);

/// <summary>
/// The sample folder as plain lists, read line by line without any of the product's readers. Good for files in which no cell holds a comma or
/// a quote, which is so there.
/// </summary>
internal sealed record PlainFolder
{
    public required IReadOnlyList<PlainAccount> Accounts { get; init; }

    public required IReadOnlyList<PlainHistory> History { get; init; }

    public required IReadOnlyList<PlainPerson> People { get; init; }

    public required IReadOnlyList<PlainUse> Usage { get; init; }

    public IReadOnlyList<PlainOutcome> Outcomes { get; init; } = [];

    /// <summary>None in the folder; tests lay some over it.</summary>
    public IReadOnlyList<PlainSighting> Sightings { get; init; } = [];

    public static string Path { get; } = Clone.SampleData;

    public static PlainFolder Read() => new()
    {
        Accounts =
        [
            .. Rows(File.ReadLines(System.IO.Path.Combine(Path, "accounts.csv")), "account_id,name,segment,seats,arr,currency,created_on,renewal_on,owner_email")
                .Select(row => new PlainAccount(row[0], row[1], Text(row[2]), Text(row[5]), Day(row[6]))),
        ],
        History =
        [
            .. Rows(File.ReadLines(System.IO.Path.Combine(Path, "account_history.csv")), "account_id,effective_on,segment,seats,arr,renewal_on,owner_email")
                .Select(row => new PlainHistory(
                    row[0], Day(row[1]), Text(row[2]), row[3] == "" ? null : int.Parse(row[3], CultureInfo.InvariantCulture),
                    row[4] == "" ? null : Number(row[4]), row[5] == "" ? null : Day(row[5]), Text(row[6]))),
        ],
        People =
        [
            .. Rows(File.ReadLines(System.IO.Path.Combine(Path, "people.csv")), "account_id,person_id,name")
                .Select(row => new PlainPerson(row[0], row[1], row[2])),
        ],
        Outcomes =
        [
            .. Rows(File.ReadLines(System.IO.Path.Combine(Path, "outcomes.csv")), "account_id,renewal_on,outcome")
                .Select(row => new PlainOutcome(row[0], Day(row[1]), row[2])),
        ],
        Usage =
        [
            .. Rows(UsageLines(), "account_id,person_id,date,metric,value")
                .Select(row => new PlainUse(row[0], row[1], Day(row[2]), row[3], Number(row[4]))),
        ],
    };

    /// <summary>What the folder would hold had it been written at the end of a day: every fact of a later day is gone.</summary>
    public PlainFolder UpTo(DateOnly day)
    {
        List<PlainUse> usage = [.. Usage.Where(row => row.Day <= day)];
        List<PlainSighting> sightings = [.. Sightings.Where(row => row.Day <= day)];
        HashSet<(string, string)> known = [.. usage.Select(row => (row.Account, row.Person)), .. sightings.Select(row => (row.Account, row.Person))];
        return new PlainFolder
        {
            Accounts = [.. Accounts.Where(row => row.CreatedOn <= day)],
            History = [.. History.Where(row => row.On <= day)],
            People =
            [
                .. People.Where(row => known.Contains((row.Account, row.Id)))
                    .Select(row => row.DeactivatedOn > day ? row with { DeactivatedOn = null } : row),
            ],
            Usage = usage,
            Sightings = sightings,
        };
    }

    /// <summary>The same with every third person deactivated some days after the last use; the folder itself knows of none.</summary>
    public PlainFolder WithDeactivations()
    {
        var lastUse = Usage.GroupBy(row => (row.Account, row.Person)).ToDictionary(rows => rows.Key, rows => rows.Max(row => row.Day));
        return this with
        {
            People = [.. People.Select((row, i) => i % 3 == 0 ? row with { DeactivatedOn = lastUse[(row.Account, row.Id)].AddDays(i % 40) } : row)],
        };
    }

    /// <summary>The same with every second account created some months after its first use, as after a trial.</summary>
    public PlainFolder WithTrials() => this with
    {
        Accounts = [.. Accounts.Select((row, i) => i % 2 == 0 ? row with { CreatedOn = row.CreatedOn.AddDays(100) } : row)],
    };

    /// <summary>The same with people seen some days before or after each tenth row; the folder itself knows of none.</summary>
    public PlainFolder WithSightings() => this with
    {
        Sightings =
        [
            .. Usage.Where((_, i) => i % 10 == 0).Select((row, i) => new PlainSighting(row.Account, row.Person, row.Day.AddDays((i % 60) - 20))).Distinct(),
        ],
    };

    /// <summary>The lines of the usage file, its header first.</summary>
    public static IEnumerable<string> UsageLines()
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(System.IO.Path.Combine(Path, "usage.csv.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static IEnumerable<string[]> Rows(IEnumerable<string> lines, string header)
    {
        List<string> all = [.. lines];
        Assert.Equal(header, all[0]);
        Assert.DoesNotContain(all, line => line.Contains('"', StringComparison.Ordinal));
        return all.Skip(1).Select(line => line.Split(','));
    }

    private static string? Text(string cell) => cell == "" ? null : cell;

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static DateOnly Day(string cell) => DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

namespace AccountAlerts.Tests.Recomputation;

/// <summary>An account on a day.</summary>
internal sealed record SamplePair(string Account, DateOnly Day)
{
    /// <summary>Seeded pairs: half of them in the months before a renewal, the others on any day of the account's life or soon after some use.</summary>
    public static IReadOnlyList<SamplePair> Pick(PlainFolder folder, int count, int seed)
    {
        Random random = new(seed);
        DateOnly last = new(2026, 9, 10);
        List<SamplePair> pairs = [];
        while (pairs.Count < count)
        {
            var pair = (pairs.Count % 4) switch
            {
                0 => NearRenewal(Any(folder.History, random), 120, random),
                1 => NearRenewal(Any(folder.History, random), 20, random),
                2 => Within(Any(folder.Accounts, random), last, random),
                _ => SoonAfter(Any(folder.Usage, random), random),
            };
            if (pair.Day <= last)
                pairs.Add(pair);
        }

        return pairs;
    }

    /// <summary>The days on which rules begin or end: the first ones of an account, a renewal, and those after which use is late.</summary>
    public static IReadOnlyList<SamplePair> Edges(PlainFolder folder)
    {
        var newest = folder.Usage.Max(row => row.Day);
        var account = folder.Accounts.First(row => row.CreatedOn.Year == 2013);
        var renewal = folder.History.First(row => row.Account == account.Id).RenewalOn!.Value;
        var active = folder.Usage.First(row => row.Day == newest).Account;
        return
        [
            .. new[] { 0, 6, 13, 14, 20, 21, 27, 28, 90, 91 }.Select(days => new SamplePair(account.Id, account.CreatedOn.AddDays(days))),
            .. new[] { -1, 0, 1 }.Select(days => new SamplePair(account.Id, renewal.AddDays(days))),
            .. new[] { 0, 1, 14, 15, 80 }.Select(days => new SamplePair(active, newest.AddDays(days))),
        ];
    }

    public override string ToString() => $"{Account} on {Day:yyyy-MM-dd}";

    private static SamplePair NearRenewal(PlainHistory row, int days, Random random) => new(row.Account, row.RenewalOn!.Value.AddDays(-random.Next(days)));

    private static SamplePair Within(PlainAccount row, DateOnly last, Random random) =>
        new(row.Id, row.CreatedOn.AddDays(random.Next(last.DayNumber - row.CreatedOn.DayNumber)));

    private static SamplePair SoonAfter(PlainUse row, Random random) => new(row.Account, row.Day.AddDays(random.Next(45)));

    private static T Any<T>(IReadOnlyList<T> rows, Random random) => rows[random.Next(rows.Count)];
}

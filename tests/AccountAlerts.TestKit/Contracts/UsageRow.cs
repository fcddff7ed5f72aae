using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.TestKit.Contracts;

/// <summary>One usage row out of a small world, so that keys repeat.</summary>
/// <param name="Day">From 1; reaches over several months.</param>
public sealed record UsageRow(string Account, string Person, int Day, string Metric, double Value)
{
    /// <summary>Up to four imports of up to sixty rows.</summary>
    public static Arbitrary<UsageRow[][]> Imports { get; } = Arb.From(
        from imports in Gen.Choose(1, 4)
        from rows in Row().ArrayOf().Resize(60).ArrayOf(imports)
        select rows);

    private static Gen<UsageRow> Row() =>
        from account in Gen.Elements("acme", "bolt", "cyan")
        from person in Gen.Elements("", "ines", "tom", "eva")
        from day in Gen.Frequency((3, Gen.Choose(1, 5)), (1, Gen.Choose(-40, 70)))
        from metric in Gen.Elements("logins", "reports", "feature.export")
        from value in Gen.Frequency(
            (5, Gen.Choose(0, 500).Select(number => (double)number)),
            (1, Gen.Elements(0.1, -3, 1e15, 9007199254740992, 9007199254740994, 1e300, 127, 128, 16384)))
        select new UsageRow(account, person, day, metric, value);
}

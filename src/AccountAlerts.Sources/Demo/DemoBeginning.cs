using System.Globalization;

namespace AccountAlerts.Sources.Demo;

/// <summary>
/// What a demo was begun with. It is remembered at the first poll and holds from then on: other numbers would invent another past
/// for facts that are already stored.
/// </summary>
internal sealed record DemoBeginning(DateOnly Anchor, int Accounts, int Seed, int Days)
{
    public DemoCalendar Calendar { get; } = new(Anchor, Days);

    public static DemoBeginning Of(DateOnly anchor, DemoOptions options) => new(anchor, options.Accounts, options.Seed, options.Days);

    public static DemoBeginning Parse(string text)
    {
        string[] parts = text.Split(' ');
        if (parts.Length != 4)
            throw new FormatException($"The demo's stored beginning \"{text}\" cannot be read. Delete the demo's database to begin anew.");
        return new DemoBeginning(
            ParseDay(parts[0]), Whole(parts[1]), Whole(parts[2]), Whole(parts[3]));
    }

    public string Format() =>
        string.Create(CultureInfo.InvariantCulture, $"{Anchor:yyyy-MM-dd} {Accounts} {Seed} {Days}");

    public static string Format(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly ParseDay(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Whole(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}

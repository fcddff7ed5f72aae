using System.Globalization;
using System.Text;
using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>One account on one day, as digests and reviews count it.</summary>
/// <param name="Score">As shown; null without one.</param>
/// <param name="Held">The score that alerts go by: it moves with the customer, never with the data.</param>
/// <param name="DaysToDecision">From the day of the page; negative once past.</param>
/// <param name="Confidential">Never spoken of in a channel.</param>
/// <param name="WasCustomer">It was a customer <see cref="YearDays"/> days before.</param>
/// <param name="ArrBefore">Its ARR on that day; null where none is known of it.</param>
/// <param name="Untouched">Days without contact; null where contacts are not on record.</param>
public sealed record BookLine(
    int Id, string AccountId, string Name, int? Score, int? Held, double? Arr, string? Currency, int? DaysToDecision, bool Confidential, bool Churned, bool WasCustomer = false,
    double? ArrBefore = null, string? Segment = null, int? Untouched = null)
{
    private const char Separator = '\t';
    private const string ConfidentialTag = "confidential";
    private const string DayFormat = "yyyy-MM-dd";
    private const int LongestWhy = 300;
    private const int Fields = 18;

    /// <summary>A page from before set bands were kept.</summary>
    private const int FieldsWithContacts = 14;

    /// <summary>A page from before tier and contacts were kept.</summary>
    private const int FieldsWithRevenue = 12;

    /// <summary>A page from before revenue of earlier days was kept.</summary>
    private const int EarlierFields = 10;

    /// <summary>Over so many days a review says what became of the revenue.</summary>
    public const int YearDays = 365;

    private static readonly Signal DaysLeft = Known("renewal.days_left");
    private static readonly Signal UntouchedDays = Known("touch.untouched_days");

    public Band? Band => Score is { } score ? Bands.Of(score) : null;

    /// <summary>The band that one of us set, beside the score's; null where none held on the day of the page.</summary>
    public SetBand? SetTo { get; init; }

    /// <summary>The band as we set it, else the score's.</summary>
    public Band? AsSet => SetTo?.Band ?? Band;

    /// <param name="held">The score that alerts go by.</param>
    public static BookLine Of(AccountView view, AccountEvaluation evaluation, int? held)
    {
        var profile = view.Facts.Profile;
        var daysLeft = view.Read(DaysLeft);
        var untouched = view.Read(UntouchedDays);
        var yearAgo = view.AsOf.AddDays(-YearDays);
        var then = view.CreatedOn <= yearAgo ? AccountColumns.Of(view.Facts, yearAgo) : null;
        return new BookLine(
            view.Facts.Id, PlainText.Clean(profile.AccountId, 200), PlainText.Clean(profile.Name, 200), evaluation.Health.Score, held, view.Arr,
            PlainText.Clean(profile.Currency, 8) is { Length: > 0 } currency ? currency : null, daysLeft.Present ? (int)daysLeft.Number : null,
            profile.Tags.Contains(ConfidentialTag, StringComparer.OrdinalIgnoreCase), view.Lifecycle == Lifecycle.Churned,
            then is not null && then.Lifecycle != Lifecycle.Churned, then?.Arr, PlainText.Clean(view.Segment, 60) is { Length: > 0 } segment ? segment : null,
            untouched.Present ? (int)untouched.Number : null)
        {
            SetTo = SetBand.Of(view) is { } set
                ? set with { Author = PlainText.Clean(set.Author, 200), Why = PlainText.Clean(set.Why, LongestWhy) is { Length: > 0 } why ? why : null }
                : null,
        };
    }

    /// <summary>One line of text per account: a page is kept every day and read as a whole.</summary>
    public static string Write(IEnumerable<BookLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Id}\t{line.AccountId}\t{line.Name}\t{line.Score}\t{line.Held}\t");
            text.Append(line.Arr?.ToString("R", CultureInfo.InvariantCulture));
            text.Append(CultureInfo.InvariantCulture, $"\t{line.Currency}\t{line.DaysToDecision}\t{(line.Confidential ? 1 : 0)}\t{(line.Churned ? 1 : 0)}\t{(line.WasCustomer ? 1 : 0)}\t");
            text.Append(line.ArrBefore?.ToString("R", CultureInfo.InvariantCulture));
            text.Append(CultureInfo.InvariantCulture, $"\t{line.Segment}\t{line.Untouched}\t{(line.SetTo is { } set ? Bands.Word(set.Band) : "")}\t");
            text.Append(CultureInfo.InvariantCulture, $"{line.SetTo?.Author}\t{line.SetTo?.Until.ToString(DayFormat, CultureInfo.InvariantCulture)}\t{line.SetTo?.Why}\n");
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<BookLine> Read(string text)
    {
        var lines = new List<BookLine>();
        foreach (string row in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] cells = row.Split(Separator);
            if (cells.Length is not (Fields or FieldsWithContacts or FieldsWithRevenue or EarlierFields))
                throw new FormatException($"A line of the account book has {cells.Length} cells, not {Fields}.");
            lines.Add(new BookLine(
                Whole(cells[0]) ?? 0, cells[1], cells[2], Whole(cells[3]), Whole(cells[4]),
                Number(cells[5]), cells[6].Length == 0 ? null : cells[6], Whole(cells[7]),
                cells[8] == "1", cells[9] == "1", cells.Length >= FieldsWithRevenue && cells[10] == "1", cells.Length >= FieldsWithRevenue ? Number(cells[11]) : null,
                cells.Length >= FieldsWithContacts && cells[12].Length > 0 ? cells[12] : null, cells.Length >= FieldsWithContacts ? Whole(cells[13]) : null)
            {
                SetTo = cells.Length == Fields ? Set(cells) : null,
            });
        }

        return lines;
    }

    private static SetBand? Set(string[] cells) => cells[14].Length == 0
        ? null
        : new SetBand(
            Enum.GetValues<Band>().First(band => Bands.Word(band) == cells[14]), cells[15], DateOnly.ParseExact(cells[16], DayFormat, CultureInfo.InvariantCulture),
            cells[17].Length > 0 ? cells[17] : null);

    private static Signal Known(string name) => SignalCatalogue.Find(name) ?? throw new InvalidOperationException($"The catalogue has no signal {name}.");

    private static double? Number(string cell) => cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture);

    private static int? Whole(string cell) => cell.Length == 0 ? null : int.Parse(cell, CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;
using AccountAlerts.Proofs.Running;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Proofs.Scenes;

/// <summary>
/// Invented customers with one alert each that one number switches: how many of ten seats are taken. Below nine nothing is to be said, from
/// nine on there is one card for the owner, and back below nine that card is edited to its end.
/// </summary>
/// <param name="accounts">How many customers.</param>
/// <param name="owners">How many teammates they are spread over, one after the other; each teammate is one conversation.</param>
/// <param name="zones">Where the teammates live, one after the other; none for UTC.</param>
internal sealed class SeatFleet(int accounts, int owners, IReadOnlyList<string>? zones = null)
{
    private const string NameStart = "Company ";

    private int _file;

    /// <summary>The one alert file of the run.</summary>
    public static IReadOnlyDictionary<string, string> Templates { get; } = new Dictionary<string, string> { [SeatAlert.FileName] = SeatAlert.Template };

    public int Accounts => accounts;

    public static string Name(int account) => string.Create(CultureInfo.InvariantCulture, $"{NameStart}{account:00000}");

    /// <returns>The customer that a message is about; empty if it is about none of these.</returns>
    public static string NameIn(string text) =>
        text.IndexOf(NameStart, StringComparison.Ordinal) is >= 0 and var at ? text.Substring(at, NameStart.Length + 5) : "";

    /// <returns>Customers whose first message was attempted, and nobody knows how that ended.</returns>
    public static IEnumerable<int> Unclear(StoredState state) => state
        .Rows("SELECT a.account_id FROM outbox o JOIN cards c ON c.key = o.key JOIN accounts a ON a.id = c.account_id WHERE o.message_id IS NULL AND o.unclear > 0")
        .Select(row => int.Parse(row[0][1..], CultureInfo.InvariantCulture));

    public string Owner(int account) => string.Create(CultureInfo.InvariantCulture, $"csm{account % owners:00000}@example.com");

    /// <summary>Everybody, with five seats taken: the state at the first evaluation, of which nothing is said.</summary>
    public IReadOnlyDictionary<string, string> Beginning(DateOnly day)
    {
        var customers = new StringBuilder("account_id,name,segment,seats,arr,currency,created_on,owner_email,lifecycle\n");
        for (int account = 0; account < accounts; account++)
            customers.Append(CultureInfo.InvariantCulture, $"{Id(account)},{Name(account)},smb,10,12000,EUR,2024-01-15,{Owner(account)},active\n");
        var team = new StringBuilder("email,name,role,time_zone\n");
        for (int owner = 0; owner < owners; owner++)
            team.Append(CultureInfo.InvariantCulture, $"{Owner(owner)},Teammate {owner},csm,{(zones is null ? "" : zones[owner % zones.Count])}\n");
        return new Dictionary<string, string>
        {
            ["accounts-0.csv"] = customers.ToString(),
            ["team-0.csv"] = team.ToString(),
            ["usage-000000.csv"] = Usage(day, Enumerable.Range(0, accounts), "5"),
        };
    }

    /// <summary>From now on so many seats are taken at these customers.</summary>
    public IReadOnlyDictionary<string, string> Taken(DateOnly day, int seats, IEnumerable<int> of) => new Dictionary<string, string>
    {
        // Later files sort after earlier ones: in that order they are taken. The same bytes a second time would change nothing, so no two files
        // write the same number alike.
        [string.Create(CultureInfo.InvariantCulture, $"usage-{++_file:000000}.csv")] = Usage(day, of, string.Create(CultureInfo.InvariantCulture, $"{seats}.{new string('0', _file)}")),
    };

    private static string Usage(DateOnly day, IEnumerable<int> of, string seats)
    {
        var usage = new StringBuilder("account_id,date,metric,value\n");
        foreach (int account in of)
            usage.Append(CultureInfo.InvariantCulture, $"{Id(account)},{day:yyyy-MM-dd},seats_used,{seats}\n");
        return usage.ToString();
    }

    private static string Id(int account) => string.Create(CultureInfo.InvariantCulture, $"A{account:00000}");
}

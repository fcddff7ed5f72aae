using System.Globalization;
using System.Text;
using AccountAlerts.Proofs.Running;

namespace AccountAlerts.Proofs.Crash;

/// <summary>
/// Invented customers whose last weeks are told anew again and again, so that alerts open, change and clear on one and the same day.
/// The same seed tells the same files.
/// </summary>
/// <param name="prefix">Begins every account id; two groups with different ones never meet.</param>
internal sealed class ChangingCustomers(string prefix, int accounts, int seed)
{
    private const int History = 130;
    private const int Retold = 42;
    private const string Metric = "reports.created";

    /// <summary>The champion and the power user do more than the others.</summary>
    private static readonly double[] Habits = [12, 24, 9, 8, 10];

    private readonly Random _chance = new(seed);
    private int _file;

    private enum Mood
    {
        Steady,
        Quiet,
        Dropped,
        ChampionAway,
    }

    /// <summary>Everybody, and how well they do: nothing to say about anyone.</summary>
    /// <remarks>Each has a CSM of its own: a message that was cut off holds up its conversation, and should hold up no other customer.</remarks>
    public IReadOnlyDictionary<string, string> Healthy()
    {
        var names = new StringBuilder("account_id,name,segment,seats,arr,currency,created_on,owner_email,lifecycle\n");
        var people = new StringBuilder("account_id,person_id,name,role,department\n");
        for (int account = 0; account < accounts; account++)
        {
            names.Append(CultureInfo.InvariantCulture, $"{Id(account)},Company {prefix} {account},smb,6,12000,EUR,2024-01-15,csm{account}@example.com,active\n");
            for (int person = 0; person < Habits.Length; person++)
                people.Append(CultureInfo.InvariantCulture, $"{Id(account)},{Person(person)},Person {account} {person},{(person == 0 ? "champion" : "user")},Operations\n");
        }

        return new Dictionary<string, string>
        {
            [Name("accounts")] = names.ToString(),
            [Name("people")] = people.ToString(),
            [Name("usage")] = Usage(Enumerable.Range(0, accounts).Select(account => (account, Mood.Steady)), History),
        };
    }

    /// <summary>News of about a third of them, in several files; sometimes of everybody since the beginning.</summary>
    public IReadOnlyDictionary<string, string> News()
    {
        _file++;
        var files = new Dictionary<string, string>();
        for (int part = 1; part <= 3; part++)
        {
            (int, Mood)[] told = [.. Enumerable.Range(0, accounts).Where(_ => _chance.Next(9) == 0).Select(account => (account, (Mood)_chance.Next(4)))];
            files[Name("usage", part)] = Usage(told.Length > 0 ? told : [(_chance.Next(accounts), Mood.Quiet)], Retold);
        }

        if (_chance.Next(3) == 0)
            files[Name("usage", 4)] = Usage(Enumerable.Range(0, accounts).Select(account => (account, (Mood)_chance.Next(4))), History);
        files[Name("people")] = Departures();
        return files;
    }

    /// <summary>A power user who left lately is an alert; one who turns out to have left long ago is none.</summary>
    private string Departures()
    {
        var people = new StringBuilder("account_id,person_id,deactivated_on\n");
        for (int left = 0; left < 3; left++)
        {
            DateOnly day = Place.Today.AddDays(-(_chance.Next(2) == 0 ? _chance.Next(3, 9) : _chance.Next(50, 60)));
            people.Append(CultureInfo.InvariantCulture, $"{Id(_chance.Next(accounts))},{Person(1)},{day:yyyy-MM-dd}\n");
        }

        return people.ToString();
    }

    private string Usage(IEnumerable<(int Account, Mood Mood)> told, int days)
    {
        var usage = new StringBuilder("account_id,person_id,date,metric,value\n");
        foreach (var (account, mood) in told)
        {
            for (int ago = days; ago >= 1; ago--)
            {
                DateOnly day = Place.Today.AddDays(-ago);
                if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                    continue;
                for (int person = 0; person < Habits.Length; person++)
                {
                    double value = Math.Max(1, Math.Round(Habits[person] * (0.9 + 0.2 * _chance.NextDouble()) * Share(mood, person, ago)));
                    if (IsSilent(mood, person, ago))
                        value = 0;
                    usage.Append(CultureInfo.InvariantCulture, $"{Id(account)},{Person(person)},{day:yyyy-MM-dd},{Metric},{value}\n");
                }
            }
        }

        return usage.ToString();
    }

    private static double Share(Mood mood, int person, int ago) => mood == Mood.Dropped && ago <= 14 ? 0.3 : 1;

    private static bool IsSilent(Mood mood, int person, int ago) => mood switch
    {
        Mood.Quiet => ago <= 18,
        Mood.ChampionAway => person == 0 && ago <= 28,
        _ => false,
    };

    private string Id(int account) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{account:00}");

    private static string Person(int person) => string.Create(CultureInfo.InvariantCulture, $"p{person}");

    /// <summary>Later files sort after earlier ones: in that order they are taken, whenever they are seen.</summary>
    private string Name(string stream, int part = 0) => string.Create(CultureInfo.InvariantCulture, $"{stream}-{prefix}-{_file:0000}-{part}.csv");
}

using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.TestKit.Scenes;

/// <summary>Accounts with facts of every kind, by seed, for laws that must hold for any of them.</summary>
public static class RandomAccounts
{
    private static readonly string[] Metrics = ["feature.reports", "feature.boards", "comments", "logins", "seats_used", "active_users"];

    private static readonly string[] People = ["ines", "maria", "tom", "yuki", "deploy-bot", "ravi"];

    private static readonly string[] Happenings = ["competitor", "layoff", "acquisition", "expansion_interest", "feature_request", "hiring"];

    private static readonly string[] Departments = ["Finance", "Sales", "Legal"];

    /// <summary>A story of up to 400 days around <see cref="AccountBuilder.Today"/>, of which about a fifth lies after it.</summary>
    public static AccountBuilder Of(int seed)
    {
        var random = new Random(seed);
        var account = new AccountBuilder();
        account.CreatedOn(random.Next(3) == 0 ? null : Day(random));
        AddColumns(random, account);
        AddPeople(random, account);
        AddUsage(random, account);
        AddRelations(random, account);
        if (random.Next(2) == 0)
            account.TouchedShare(random.NextDouble());
        return account;
    }

    public static DateOnly Day(Random random) => AccountBuilder.Today.AddDays(random.Next(-320, 80));

    private static void AddColumns(Random random, AccountBuilder account)
    {
        for (int i = random.Next(5); i > 0; i--)
        {
            account.Says(
                Day(random), random.Next(3), random.Next(2) == 0, Maybe(random, "enterprise"), Maybe(random, "gold"), random.Next(2) == 0 ? random.Next(1, 40) : null,
                random.Next(2) == 0 ? random.Next(1000) : null, random.Next(2) == 0 ? Day(random) : null, Maybe(random, "noor@example.com"),
                random.Next(2) == 0 ? (Lifecycle)random.Next(5) : null);
        }
    }

    private static void AddPeople(Random random, AccountBuilder account)
    {
        foreach (string person in People)
        {
            if (random.Next(3) == 0)
                continue;
            account.Person(
                person, role: random.Next(4) == 0 ? PersonRole.Champion : null, department: random.Next(2) == 0 ? Departments[random.Next(3)] : null,
                firstSeen: random.Next(2) == 0 ? Day(random) : null, deactivatedOn: random.Next(3) == 0 ? Day(random) : null);
            if (random.Next(3) == 0)
                account.PersonChanges(person, Day(random), random.Next(2) == 0 ? PersonRole.Champion : null, Departments[random.Next(3)]);
        }
    }

    private static void AddUsage(Random random, AccountBuilder account)
    {
        string[] metrics = [.. Metrics.Where(_ => random.Next(2) == 0)];
        bool named = random.Next(4) != 0;
        for (int i = metrics.Length == 0 ? 0 : random.Next(600); i > 0; i--)
            account.Uses(named ? People[random.Next(People.Length)] : null, metrics[random.Next(metrics.Length)], Day(random), random.Next(12));
        for (int i = random.Next(2) * random.Next(20); i > 0; i--)
            account.Seen(People[random.Next(People.Length)], Day(random));
    }

    private static void AddRelations(Random random, AccountBuilder account)
    {
        for (int i = random.Next(12); i > 0; i--)
        {
            var day = Day(random);
            var later = day.AddDays(random.Next(60));
            DateOnly? end = random.Next(2) == 0 ? later : null;
            switch (random.Next(10))
            {
                case 0: account.Ticket(day, end, random.Next(1, 5), sentiment: random.Next(-4, 5) / 4.0, csat: random.Next(1, 6), escalated: random.Next(3) == 0); break;
                case 1: account.Nps(day, random.Next(11)); break;
                case 2: account.Invoice(later, end, issued: day); break;
                case 3: account.Touch(day, random.Next(2) == 0 ? "qbr" : "call", random.Next(2) == 0, random.Next(3) == 0, random.Next(2) == 0 ? random.Next(72) : null); break;
                case 4: account.Milestone("first_value", later, end); break;
                case 5: account.Answers((FeedbackKind)random.Next(3), day, random.Next(1, 6)); break;
                case 6: account.Context(day, Happenings[random.Next(Happenings.Length)]); break;
                case 7: account.Opportunity(random.Next(2) == 0 ? "expansion" : "renewal", later, random.Next(2) == 0 ? "won" : null); break;
                case 8: account.Outcome(day); break;
                default: account.Contract(later.AddDays(90), random.Next(2) == 0 ? day : null, random.Next(2) == 0 ? later : null); break;
            }
        }
    }

    private static string? Maybe(Random random, string word) => random.Next(2) == 0 ? word : null;
}

using System.Globalization;

namespace AccountAlerts.Benchmarks.Whole;

/// <summary>Writes a drop folder of made-up accounts, always the same for the same sizes, and the day after it in <c>next-day</c>.</summary>
internal static class DataFolder
{
    public static readonly DateOnly LastDay = new(2026, 6, 30);

    private static readonly (string Name, double PerPerson)[] Metrics =
    [
        ("logins", 2), ("active_users", 1), ("reports", 0.8), ("exports", 0.4), ("api_calls", 35), ("imports", 0.25), ("shares", 0.6), ("comments", 1.2),
    ];

    private static readonly string[] Departments = ["sales", "support", "finance", "operations", "engineering"];

    public static void Write(string folder, int accounts, int days)
    {
        string nextDay = Path.Combine(folder, "next-day");
        Directory.CreateDirectory(nextDay);
        using var files = new Files(folder, nextDay);
        for (int number = 1; number <= accounts; number++)
            WriteAccount(files, number, days);
    }

    private static void WriteAccount(Files files, int number, int days)
    {
        var chance = new Random(number);
        string id = Text($"C{number:000000}");
        int seats = (int)(10 * Math.Pow(10, chance.NextDouble() * 2));
        string segment = seats < 60 ? "smb" : seats < 350 ? "mid-market" : "enterprise";
        files.Accounts.WriteLine(Text(
            $"{id},Customer {number},{seats},{seats * chance.Next(100, 500)},{Day(chance.Next(1, 365))},{segment},csm{number % 40}@example.com,{Day(-chance.Next(150, 1500))}"));
        WritePeople(files, id, chance);
        for (int i = chance.Next(0, 5); i > 0; i--)
        {
            int age = chance.Next(0, days);
            string closed = chance.Next(10) == 0 ? "" : Text($"{Day(Math.Min(0, 2 - age))}T12:00:00Z");
            files.Tickets.WriteLine(Text($"T{number}-{i},{id},{Day(-age)}T09:00:00Z,{closed},p{chance.Next(1, 5)}"));
        }

        WriteUsage(files, id, seats, days, chance);
    }

    private static void WritePeople(Files files, string id, Random chance)
    {
        int count = chance.Next(12, 28);
        for (int i = 0; i < count; i++)
        {
            string role = i switch { 0 => "champion", 1 => "executive", 2 => "admin", 3 => "power_user", _ => "user" };
            int silent = chance.Next(5) == 0 ? chance.Next(6, 60) : chance.Next(0, 6);
            string person = Text($"{id},{id}-{i},{role},{Departments[chance.Next(Departments.Length)]}");
            files.People.WriteLine(Text($"{person},{Day(-silent)}"));
            if (chance.Next(100) == 0)
                files.NextPeople.WriteLine(Text($"{person},{Day(1)}"));
        }
    }

    private static void WriteUsage(Files files, string id, int seats, int days, Random chance)
    {
        double engaged = 0.2 + (0.7 * chance.NextDouble());
        double after = chance.Next(6) == 0 ? 0.3 : 1; // of some, use falls in the last three weeks
        for (int day = 1 - days; day <= 1; day++)
        {
            bool weekend = LastDay.AddDays(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            double active = seats * engaged * (day > -21 ? after : 1) * (weekend ? 0.15 : 1) * (0.9 + (0.2 * chance.NextDouble()));
            foreach ((string metric, double perPerson) in Metrics)
                (day > 0 ? files.NextUsage : files.Usage).WriteLine(Text($"{id},{Day(day)},{metric},{Math.Round(active * perPerson)}"));
        }
    }

    private static string Day(int fromLast) => LastDay.AddDays(fromLast).ToString("O", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Files(string folder, string nextDay) : IDisposable
    {
        private const string PeopleHeader = "account_id,person_id,role,department,last_seen";
        private const string UsageHeader = "account_id,date,metric,value";

        public StreamWriter Accounts { get; } = Open(folder, "accounts", "account_id,name,seats,arr,renewal_on,segment,owner_email,created_on");

        public StreamWriter People { get; } = Open(folder, "people", PeopleHeader);

        public StreamWriter Usage { get; } = Open(folder, "usage", UsageHeader);

        public StreamWriter Tickets { get; } = Open(folder, "tickets", "ticket_id,account_id,opened_at,closed_at,priority");

        public StreamWriter NextPeople { get; } = Open(nextDay, "people", PeopleHeader);

        public StreamWriter NextUsage { get; } = Open(nextDay, "usage", UsageHeader);

        public void Dispose()
        {
            foreach (StreamWriter file in new[] { Accounts, People, Usage, Tickets, NextPeople, NextUsage })
                file.Dispose();
        }

        private static StreamWriter Open(string folder, string stream, string header)
        {
            var file = new StreamWriter(Path.Combine(folder, stream + ".csv")) { NewLine = "\n" };
            file.WriteLine(header);
            return file;
        }
    }
}

using System.Globalization;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Tests.Recomputation.AllStreams;

/// <summary>Customers with rows in every stream, made up from a seed: what the sample folder cannot say. Some customers lack some streams.</summary>
internal sealed class MadeUpFolder
{
    public static readonly DateOnly First = new(2025, 1, 1);
    public static readonly DateOnly Last = new(2026, 6, 30);

    /// <summary>When roles and departments are told anew.</summary>
    public static readonly DateOnly Told = new(2025, 10, 1);

    private const int Customers = 24;

    private readonly Random _chance;
    private HashSet<string>? _twice;

    public MadeUpFolder(int seed)
    {
        _chance = new Random(seed);
        for (int i = 0; i < Customers; i++)
            Add($"acct-{i:00}");
        AddMoves(new Random(seed + 1));
    }

    public List<MadeAccount> Accounts { get; } = [];
    public List<MadeStage> Stages { get; } = [];
    public List<MadePerson> People { get; } = [];
    public List<MadeUse> Usage { get; } = [];
    public List<MadeTicket> Tickets { get; } = [];
    public List<MadeAnswer> Answers { get; } = [];
    public List<MadeInvoice> Invoices { get; } = [];
    public List<MadeTouch> Touches { get; } = [];
    public List<MadeOpinion> Opinions { get; } = [];
    public List<MadeMilestone> Milestones { get; } = [];
    public List<MadeEvent> Events { get; } = [];
    public List<MadeContract> Contracts { get; } = [];
    public List<MadeOpportunity> Opportunities { get; } = [];

    /// <summary>Accounts and people as first told.</summary>
    public void WriteFirst(TemporaryFolder folder)
    {
        Write(folder, "accounts", "account_id,name,created_on,currency", Accounts.Select(row => Line(row.Id, $"Customer {row.Id}", row.CreatedOn, row.Currency)));
        Write(folder, "people", "account_id,person_id,role,department,name,first_seen", People.Select(row => Line(row.Account, row.Id, row.Role, row.Department, row.Name, row.FirstSeen)));
    }

    /// <summary>Whoever got another role or department.</summary>
    public void WriteToldAnew(TemporaryFolder folder) => Write(
        folder, "people", "account_id,person_id,role,department",
        People.Where(row => row.Role != row.LaterRole || row.Department != row.LaterDepartment).Select(row => Line(row.Account, row.Id, row.LaterRole, row.LaterDepartment)));

    public void WriteRest(TemporaryFolder folder)
    {
        Write(folder, "account_history", "account_id,effective_on,lifecycle", Stages.Select(row => Line(row.Account, row.On, row.Lifecycle)));
        Write(folder, "people", "account_id,person_id,deactivated_on", People.Where(row => row.DeactivatedOn is not null).Select(row => Line(row.Account, row.Id, row.DeactivatedOn)));
        Write(folder, "usage", "account_id,person_id,date,metric,value", Usage.Select(row => Line(row.Account, LoginOf(row), row.Day, row.Metric, row.Value)));
        Write(folder, "tickets", "ticket_id,account_id,opened_at,closed_at,priority,escalated,sentiment,csat", Tickets.Select(row => Line(
            row.Id, row.Account, row.OpenedAt, row.ClosedAt, row.Priority is { } priority ? $"p{priority}" : null, row.Escalated, row.Sentiment, row.Csat)));
        Write(folder, "feedback", "account_id,date,kind,score", Answers.Select(row => Line(row.Account, row.Date, row.Kind, row.Score)));
        Write(folder, "invoices", "invoice_id,account_id,issued_on,due_on,paid_on,amount,currency", Invoices.Select(row => Line(
            row.Id, row.Account, row.IssuedOn, row.DueOn, row.PaidOn, row.Amount, row.Currency)));
        Write(folder, "touchpoints", "touchpoint_id,account_id,date,kind,attended,executive,reply_hours", Touches.Select(row => Line(
            row.Id, row.Account, row.Date, row.Kind, row.Attended, row.Executive, row.ReplyHours)));
        Write(folder, "said", "said_id,account_id,said_at,kind,author,value,note,instead_of", Opinions.Select(row => Line(
            row.Id, row.Account, row.At, "sentiment", "dana@example.com", row.Colour, "as they told us", null)).Concat(Twice.Order(StringComparer.Ordinal).Select(id => Line(
            $"{id}-same", People.First(person => person.Id == id).Account, Last.ToDateTime(new TimeOnly(9, 0)), "same", "dana@example.com", id, null, SecondLogin(id)))));
        Write(folder, "milestones", "account_id,milestone,due_on,reached_on", Milestones.Select(row => Line(row.Account, row.Name, row.DueOn, row.ReachedOn)));
        Write(folder, "context", "account_id,date,kind", Events.Select(row => Line(row.Account, row.Date, row.Kind)));
        Write(folder, "contracts", "contract_id,account_id,starts_on,ends_on,notice_on,auto_renew", Contracts.Select(row => Line(
            row.Id, row.Account, row.StartsOn, row.EndsOn, row.NoticeOn, row.AutoRenew)));
        Write(folder, "opportunities", "opportunity_id,account_id,kind,close_on,outcome", Opportunities.Select(row => Line(
            row.Id, row.Account, row.Kind, row.CloseOn, row.Outcome)));
    }

    /// <summary>Some have a second login; that it is theirs only a teammate knows.</summary>
    private IReadOnlySet<string> Twice => _twice ??= Usage.Select(row => row.Person)
        .Where(id => id.EndsWith("-p1", StringComparison.Ordinal) && People.Exists(person => person.Id == id && person.DeactivatedOn is null)).ToHashSet(StringComparer.Ordinal);

    private string LoginOf(MadeUse row) => Twice.Contains(row.Person) && row.Day.DayNumber % 3 == 0 ? SecondLogin(row.Person) : row.Person;

    private static string SecondLogin(string person) => $"{person}-login";

    private void Add(string account)
    {
        DateOnly created = Maybe(0.3) ? Day(First, new DateOnly(2026, 4, 1)) : First.AddDays(-_chance.Next(10, 700));
        Accounts.Add(new MadeAccount(account, created, Maybe(0.8) ? "EUR" : "USD"));
        for (int i = 0; i < 3; i++)
            Stages.Add(new MadeStage(account, created.AddDays(i * _chance.Next(20, 150)), One("trial", "onboarding", "active", "renewing", "churned")));
        Stages.RemoveAll(row => row.Account == account && Stages.Any(later => later != row && later.Account == account && later.On == row.On));
        AddPeople(account, created);
        AddTickets(account, created);
        AddMoney(account, created);
        AddTalk(account, created);
    }

    private void AddPeople(string account, DateOnly created)
    {
        bool departments = Maybe(0.85);
        int people = _chance.Next(2, 9);
        for (int i = 0; i < people; i++)
        {
            string? role = Maybe(0.45) ? One("champion", "executive", "admin", "power_user", "user") : null;
            string? department = departments && Maybe(0.8) ? One("sales", "Sales", "support", "finance", "legal") : null;
            string? laterRole = Maybe(0.3) ? One("champion", "executive", "user") : role;
            string? laterDepartment = department is not null && Maybe(0.3) ? One("sales", "support", "finance", "marketing") : department;
            string id = $"{account}-p{i}";
            People.Add(new MadePerson(account, id, role, department, laterRole, laterDepartment, Maybe(0.15) ? Day(First, Last) : null));
            AddUse(account, id, created);
        }
    }

    /// <summary>Champions who left turn up at another customer, some of them at two, some too early.</summary>
    private void AddMoves(Random chance)
    {
        for (int i = People.Count - 1; i >= 0; i--)
        {
            MadePerson person = People[i];
            if (person.Role != "champion" && person.LaterRole != "champion")
                continue;
            // Few leave by chance alone.
            if ((person.DeactivatedOn ?? (chance.Next(3) == 0 ? First.AddDays(chance.Next(Last.DayNumber - First.DayNumber)) : null)) is not { } gone)
                continue;
            People[i] = person with { Name = $"Moved {person.Id}", DeactivatedOn = gone };
            for (int places = chance.Next(5) == 0 ? 2 : 1; places > 0; places--)
            {
                string at = Accounts[chance.Next(Accounts.Count)].Id;
                People.Add(new MadePerson(at, $"{person.Id}-new{places}", null, null, null, null, null, $"moved {person.Id.ToUpperInvariant()}", gone.AddDays(chance.Next(-40, 40))));
            }
        }
    }

    private void AddUse(string account, string person, DateOnly created)
    {
        DateOnly begin = Later(created.AddDays(_chance.Next(-20, 60)), First);
        DateOnly end = Maybe(0.6) ? Last : Day(begin, Last.AddDays(20));
        double busy = _chance.NextDouble();
        bool signsIn = Maybe(0.8), blocked = Maybe(0.2);
        for (DateOnly day = begin; day <= end && day <= Last; day = day.AddDays(1))
        {
            bool weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            if (!Maybe(weekend ? busy * 0.1 : busy))
                continue;
            Usage.Add(new MadeUse(account, person, day, "reports", _chance.Next(0, 9)));
            if (signsIn)
                Usage.Add(new MadeUse(account, person, day, "logins", _chance.Next(0, 4)));
            if (Maybe(0.1))
                Usage.Add(new MadeUse(account, person, day, "feature.export", _chance.Next(0, 3)));
            if (blocked && Maybe(0.05))
                Usage.Add(new MadeUse(account, person, day, "invites_blocked", _chance.Next(1, 4)));
        }
    }

    private void AddTickets(string account, DateOnly created)
    {
        for (int i = _chance.Next(0, 60); i > 0; i--)
        {
            DateTime opened = Day(Later(created, First), Last).ToDateTime(new TimeOnly(_chance.Next(24), _chance.Next(60)));
            DateTime? closed = Maybe(0.85) ? opened.AddMinutes(_chance.Next(30, 60 * 24 * 30)) : null;
            Tickets.Add(new MadeTicket(
                $"{account}-t{i}", account, opened, closed, Maybe(0.9) ? _chance.Next(1, 5) : null, Maybe(0.2),
                closed is not null && Maybe(0.7) ? _chance.Next(-10, 11) / 10.0 : null, closed is not null && Maybe(0.5) ? _chance.Next(1, 6) : null));
        }
    }

    private void AddMoney(string account, DateOnly created)
    {
        for (int i = _chance.Next(0, 12); i > 0; i--)
        {
            DateOnly due = Day(Later(created, First), Last);
            Invoices.Add(new MadeInvoice(
                $"{account}-i{i}", account, Maybe(0.8) ? due.AddDays(-_chance.Next(5, 40)) : null, due, Maybe(0.75) ? due.AddDays(_chance.Next(-10, 60)) : null,
                _chance.Next(100, 9000), Maybe(0.2) ? null : Maybe(0.9) ? "EUR" : "USD"));
        }

        for (int i = _chance.Next(0, 4); i > 0; i--)
        {
            DateOnly ends = Day(First.AddDays(60), Last.AddDays(200));
            Contracts.Add(new MadeContract(
                $"{account}-c{i}", account, Maybe(0.8) ? ends.AddDays(-365) : null, ends, Maybe(0.6) ? ends.AddDays(-_chance.Next(30, 91)) : null,
                Maybe(0.7) ? Maybe(0.5) : null));
            Opportunities.Add(new MadeOpportunity(
                $"{account}-o{i}", account, One("renewal", "expansion", "new"), Maybe(0.8) ? Day(First, Last.AddDays(60)) : null, Maybe(0.4) ? One("won", "lost") : null));
        }
    }

    private void AddTalk(string account, DateOnly created)
    {
        for (int i = _chance.Next(0, 14); i > 0; i--)
        {
            Touches.Add(new MadeTouch(
                $"{account}-x{i}", account, Day(Later(created, First), Last), One("qbr", "meeting", "call", "email", "training"),
                Maybe(0.7) ? Maybe(0.7) : null, Maybe(0.6) ? Maybe(0.4) : null, Maybe(0.5) ? _chance.Next(1, 90) : null));
        }

        for (int i = _chance.Next(0, 10); i > 0; i--)
            Answers.Add(new MadeAnswer(account, Day(Later(created, First), Last), One("nps", "csat", "ces"), _chance.Next(1, 6)));
        for (int i = _chance.Next(0, 6); i > 0; i--)
        {
            Events.Add(new MadeEvent(account, Day(Later(created, First), Last), One(
                "hiring", "layoff", "acquisition", "funding", "budget_cut", "leadership_change", "competitor", "feature_request", "expansion_interest")));
        }

        for (int i = _chance.Next(0, 5); i > 0; i--)
            Opinions.Add(new MadeOpinion($"{account}-s{i}", account, Day(Later(created, First), Last).ToDateTime(new TimeOnly(_chance.Next(24), i)), One("green", "yellow", "red", "off")));
        foreach (string name in new[] { "kick_off", "first_value", "rollout" }.Where(_ => Maybe(0.6)))
        {
            DateOnly? due = Maybe(0.8) ? Later(created, First).AddDays(_chance.Next(10, 120)) : null;
            DateOnly? reached = due is null || Maybe(0.6) ? Later(created, First).AddDays(_chance.Next(5, 200)) : null;
            Milestones.Add(new MadeMilestone(account, name, due, reached));
        }
    }

    private bool Maybe(double share) => _chance.NextDouble() < share;

    private string One(params ReadOnlySpan<string> words) => words[_chance.Next(words.Length)];

    private DateOnly Day(DateOnly from, DateOnly to) => from.AddDays(_chance.Next(0, Math.Max(1, to.DayNumber - from.DayNumber + 1)));

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static void Write(TemporaryFolder folder, string stream, string header, IEnumerable<string> rows) =>
        folder.Write($"{stream}.csv", string.Join('\n', rows.Prepend(header)) + "\n");

    private static string Line(params object?[] cells) => string.Join(',', cells.Select(cell => cell switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture),
    }));
}

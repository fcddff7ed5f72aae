using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Engine.Ingestion;

public enum ColumnKind
{
    Text,

    /// <summary>One of <see cref="Column.Words"/>, read without regard to case.</summary>
    Word,
    Number,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A date, yyyy-MM-dd.</summary>
    Day,

    /// <summary>A date (its start, UTC) or an ISO 8601 instant.</summary>
    Instant,

    /// <summary>true/false, yes/no, 1/0.</summary>
    Flag,

    /// <summary>Words separated by <c>;</c> or <c>|</c>, kept as one text with <c>;</c>.</summary>
    Tags,
}

/// <summary>One column of the drop folder contract.</summary>
/// <param name="Min">Lowest number allowed.</param>
/// <param name="Max">Highest number allowed.</param>
public sealed record Column(
    string Name, ColumnKind Kind, bool Required = false, IReadOnlyList<string>? Words = null,
    double Min = double.NegativeInfinity, double Max = double.PositiveInfinity);

/// <summary>One stream of the contract: the name its files begin with, and its columns in the order of every <see cref="Cell"/> row.</summary>
/// <param name="Key">The columns by which a repeated row replaces an earlier one.</param>
public sealed record StreamContract(FactStream Stream, string Name, IReadOnlyList<Column> Columns, IReadOnlyList<string> Key)
{
    public int IndexOf(string column)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
                return i;
        }

        throw new ArgumentException($"The stream {Name} has no column {column}.", nameof(column));
    }
}

/// <summary>The contract outside: what files, exports and every source deliver. Order of <see cref="All"/> is the order to take streams in.</summary>
public static class FactContract
{
    public static IReadOnlyList<StreamContract> All { get; } =
    [
        Stream(FactStream.Team, "team", ["email"],
            Text("email", required: true), Text("name"), Words("role", "csm", "manager", "executive", "sales", "support", "finance", "onboarding", "operations"),
            Text("manager_email"), Text("time_zone"), Text("backup_email"), Day("away_until")),
        Stream(FactStream.Accounts, "accounts", ["account_id"],
            Text("account_id", required: true), Text("name", required: true), Text("domain"), Text("segment"), Text("plan"), Whole("seats", 0),
            Number("arr", 0), Text("currency"), Text("country"), Day("created_on"), Day("renewal_on"), Text("owner_email"), Text("parent_id"),
            Text("merged_into"), Words("lifecycle", "trial", "onboarding", "active", "renewing", "churned"), Tags("tags")),
        Stream(FactStream.AccountHistory, "account_history", ["account_id", "effective_on"],
            Text("account_id", required: true), Day("effective_on", required: true), Text("name"), Text("domain"), Text("segment"), Text("plan"),
            Whole("seats", 0), Number("arr", 0), Text("currency"), Text("country"), Day("created_on"), Day("renewal_on"), Text("owner_email"),
            Text("parent_id"), Text("merged_into"), Words("lifecycle", "trial", "onboarding", "active", "renewing", "churned"), Tags("tags")),
        Stream(FactStream.AccountTeam, "account_team", ["account_id", "role", "email"],
            Text("account_id", required: true), Text("role", required: true), Text("email", required: true)),
        Stream(FactStream.Contracts, "contracts", ["contract_id"],
            Text("contract_id", required: true), Text("account_id", required: true), Day("starts_on"), Day("ends_on", required: true), Day("notice_on"),
            Flag("auto_renew"), Number("arr", 0), Text("currency")),
        Stream(FactStream.Opportunities, "opportunities", ["opportunity_id"],
            Text("opportunity_id", required: true), Text("account_id", required: true), Words("kind", required: true, "renewal", "expansion", "new"),
            Text("stage"), Number("amount"), Text("currency"), Day("close_on"), Text("outcome")),
        Stream(FactStream.People, "people", ["account_id", "person_id"],
            Text("account_id", required: true), Text("person_id", required: true), Text("name"), Text("email"),
            Words("role", "champion", "executive", "admin", "power_user", "user"), Text("department"), Day("first_seen"), Day("last_seen"),
            Day("deactivated_on")),
        Stream(FactStream.Usage, "usage", ["account_id", "person_id", "date", "metric"],
            Text("account_id", required: true), Text("person_id"), Day("date", required: true), Text("metric", required: true),
            Number("value", required: true)),
        Stream(FactStream.Tickets, "tickets", ["ticket_id"],
            Text("ticket_id", required: true), Text("account_id", required: true), Text("person_id"), Instant("opened_at", required: true),
            Instant("closed_at"), Words("priority", "p1", "p2", "p3", "p4"), Flag("escalated"), Number("sentiment", -1, 1), Number("csat"),
            Text("subject")),
        Stream(FactStream.Feedback, "feedback", ["account_id", "person_id", "date", "kind"],
            Text("account_id", required: true), Text("person_id"), Day("date", required: true), Words("kind", required: true, "nps", "csat", "ces"),
            Number("score", required: true), Text("comment")),
        Stream(FactStream.Invoices, "invoices", ["invoice_id"],
            Text("invoice_id", required: true), Text("account_id", required: true), Day("issued_on"), Day("due_on", required: true), Day("paid_on"),
            Number("amount", required: true), Text("currency")),
        Stream(FactStream.Touchpoints, "touchpoints", ["touchpoint_id"],
            Text("touchpoint_id", required: true), Text("account_id", required: true), Day("date", required: true),
            Words("kind", required: true, "qbr", "meeting", "call", "email", "training"), Flag("attended"), Flag("executive"), Number("reply_hours", 0),
            Text("note")),
        Stream(FactStream.Milestones, "milestones", ["account_id", "milestone"],
            Text("account_id", required: true), Text("milestone", required: true), Day("due_on"), Day("reached_on")),
        Stream(FactStream.Context, "context", ["account_id", "date", "kind"],
            Text("account_id", required: true), Day("date", required: true),
            Words("kind", required: true, "hiring", "layoff", "acquisition", "funding", "budget_cut", "leadership_change", "competitor", "feature_request",
                "expansion_interest"),
            Text("note")),
        Stream(FactStream.Outcomes, "outcomes", ["account_id", "renewal_on"],
            Text("account_id", required: true), Day("renewal_on", required: true),
            Words("outcome", required: true, "renewed", "churned", "expanded", "contracted")),
        Stream(FactStream.Said, "said", ["said_id"],
            Text("said_id", required: true), Text("account_id", required: true), Instant("said_at", required: true),
            Words("kind", required: true, [.. SaidKinds.All]), Text("author", required: true), Text("value"), Day("until_on"), Text("note"),
            Text("instead_of"), Instant("taken_back_at")),
    ];

    /// <summary>The source of what teammates say in a chat. It is always complete, and is trusted before every other.</summary>
    public const string Chat = "chat";

    public static StreamContract Of(FactStream stream) => All.First(contract => contract.Stream == stream);

    /// <returns>Null if no stream has that name.</returns>
    public static StreamContract? Find(string name) => All.FirstOrDefault(contract => contract.Name == name);

    private static StreamContract Stream(FactStream stream, string name, string[] key, params Column[] columns) => new(stream, name, columns, key);

    private static Column Text(string name, bool required = false) => new(name, ColumnKind.Text, required);

    private static Column Tags(string name) => new(name, ColumnKind.Tags);

    private static Column Day(string name, bool required = false) => new(name, ColumnKind.Day, required);

    private static Column Instant(string name, bool required = false) => new(name, ColumnKind.Instant, required);

    private static Column Flag(string name) => new(name, ColumnKind.Flag);

    private static Column Whole(string name, double min) => new(name, ColumnKind.Whole, Min: min, Max: int.MaxValue);

    private static Column Number(string name, double min = double.NegativeInfinity, double max = double.PositiveInfinity, bool required = false) =>
        new(name, ColumnKind.Number, required, Min: min, Max: max);

    private static Column Words(string name, params string[] words) => new(name, ColumnKind.Word, Words: words);

    private static Column Words(string name, bool required, params string[] words) => new(name, ColumnKind.Word, required, words);
}

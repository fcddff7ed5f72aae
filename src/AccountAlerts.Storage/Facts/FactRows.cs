using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>Rows of the plain tables as the domain's records. Column 0 is the key, then come the contract's columns.</summary>
internal sealed class FactRows
{
    private readonly TextCache _texts;

    public FactRows(TextCache texts)
    {
        _texts = texts;
        // Delegates made once: a method group would allocate for every account.
        Ticket = ReadTicket;
        Feedback = ReadFeedback;
        Invoice = ReadInvoice;
        Touchpoint = ReadTouchpoint;
        Milestone = ReadMilestone;
        Context = ReadContext;
        Contract = ReadContract;
        Opportunity = ReadOpportunity;
        Outcome = ReadOutcome;
        Said = ReadSaid;
    }

    public Func<SqlStatement, Ticket> Ticket { get; }

    public Func<SqlStatement, Feedback> Feedback { get; }

    public Func<SqlStatement, Invoice> Invoice { get; }

    public Func<SqlStatement, Touchpoint> Touchpoint { get; }

    public Func<SqlStatement, Milestone> Milestone { get; }

    public Func<SqlStatement, ContextEvent> Context { get; }

    public Func<SqlStatement, Contract> Contract { get; }

    public Func<SqlStatement, Opportunity> Opportunity { get; }

    public Func<SqlStatement, Outcome> Outcome { get; }

    /// <summary>Null for what was taken back.</summary>
    public Func<SqlStatement, SaidFact?> Said { get; }

    private Ticket ReadTicket(SqlStatement row) => new(
        row.Text(1), row.Int32(3), Instant(row.Int64(4)), row.Int64OrNull(5) is { } closed ? Instant(closed) : null,
        row.Bytes(6) is [(byte)'p', >= (byte)'1' and <= (byte)'4' and var digit] ? digit - '0' : null, Flag(row, 7) ?? false,
        row.RealOrNull(8), row.RealOrNull(9), row.TextOrNull(10));

    private Feedback ReadFeedback(SqlStatement row) => new(
        row.Int32(2), Cells.Day(row.Int64(3)), Word(row, 4) switch { "nps" => FeedbackKind.Nps, "csat" => FeedbackKind.Csat, _ => FeedbackKind.Ces },
        row.Real(5), row.TextOrNull(6));

    private Invoice ReadInvoice(SqlStatement row) => new(
        row.Text(1), Day(row, 3), Cells.Day(row.Int64(4)), Day(row, 5), row.Real(6), WordOrNull(row, 7));

    private Touchpoint ReadTouchpoint(SqlStatement row) => new(
        row.Text(1), Cells.Day(row.Int64(3)), Word(row, 4), Flag(row, 5), Flag(row, 6), row.RealOrNull(7), row.TextOrNull(8));

    private Milestone ReadMilestone(SqlStatement row) => new(Word(row, 2), Day(row, 3), Day(row, 4));

    private ContextEvent ReadContext(SqlStatement row) => new(Cells.Day(row.Int64(2)), Word(row, 3), row.TextOrNull(4));

    private Contract ReadContract(SqlStatement row) => new(
        row.Text(1), Day(row, 3), Cells.Day(row.Int64(4)), Day(row, 5), Flag(row, 6), row.RealOrNull(7), WordOrNull(row, 8));

    private Opportunity ReadOpportunity(SqlStatement row) => new(
        row.Text(1), Word(row, 3), WordOrNull(row, 4), row.RealOrNull(5), WordOrNull(row, 6), Day(row, 7), WordOrNull(row, 8));

    private Outcome ReadOutcome(SqlStatement row) => new(Cells.Day(row.Int64(2)), OutcomeQuery.Of(Word(row, 3)));

    private SaidFact? ReadSaid(SqlStatement row) => row.IsNull(10)
        ? new SaidFact(
            row.Text(1), Instant(row.Int64(3)), Word(row, 4), row.Text(5), row.TextOrNull(6), Day(row, 7), row.TextOrNull(8), row.TextOrNull(9))
        : null;

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    private static DateOnly? Day(SqlStatement row, int column) => Cells.Day(row.Int64OrNull(column));

    private static bool? Flag(SqlStatement row, int column) => row.Int64OrNull(column) is { } flag ? flag != 0 : null;

    private string Word(SqlStatement row, int column) => _texts[row.Bytes(column)];

    private string? WordOrNull(SqlStatement row, int column) => row.IsNull(column) ? null : _texts[row.Bytes(column)];
}

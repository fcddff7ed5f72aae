using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>One import's transaction: the journal entry, the accounts and persons that its rows name, and what it changed.</summary>
internal sealed class FactWriter : IDisposable
{
    private readonly List<SqlStatement> _statements = [];

    public FactWriter(SqlSession session, ImportHeader header, long rows)
    {
        Session = session;
        Day = DateOnly.FromDateTime(header.At.UtcDateTime).DayNumber;
        Source = new NameTable(session, "sources").IdOf(header.Source);
        string stream = FactContract.Of(header.Stream).Name;
        Import = NextId("imports");
        Prepare("INSERT INTO imports (id, source, stream, content_hash, file_name, rows, at) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .Bind(1, Import).Bind(2, Source).Bind(3, stream).Bind(4, header.ContentHash).Bind(5, header.FileName).Bind(6, rows)
            .Bind(7, header.At.ToUnixTimeMilliseconds()).Run();
        // A whole file is a complete read of its stream, and so is whatever teammates say. What comes page by page is complete only when
        // the source says so.
        if (header.ContentHash is not null || header.Source == FactContract.Chat)
            StreamReads.Mark(session, Source, stream, header.At);
        Accounts = new AccountWriter(this);
        People = new PersonDirectory(this);
        Usage = new UsageWriter(this);
    }

    public SqlSession Session { get; }

    /// <summary>The UTC day on which what is imported becomes known.</summary>
    public int Day { get; }

    public int Source { get; }

    public long Import { get; }

    public AccountWriter Accounts { get; }

    public PersonDirectory People { get; }

    public UsageWriter Usage { get; }

    /// <summary>Accounts whose facts are not what they were.</summary>
    public HashSet<int> Changed { get; } = [];

    /// <summary>Accounts of which somebody is new or known otherwise; all of them are packed anew by <see cref="Finish"/>.</summary>
    public HashSet<int> ChangedPeople { get; } = [];

    /// <summary>What can only be done once all rows are written.</summary>
    public void Finish() => PackedPeople.Pack(Session, ChangedPeople);

    /// <summary>A statement that lives as long as the writer.</summary>
    public SqlStatement Prepare(string sql)
    {
        var statement = Session.Prepare(sql);
        _statements.Add(statement);
        return statement;
    }

    public long NextId(string table)
    {
        using var statement = Session.Prepare($"SELECT coalesce(max(id), 0) + 1 FROM {table}");
        statement.Step();
        return statement.Int64(0);
    }

    public void Dispose() => _statements.ForEach(statement => statement.Dispose());
}

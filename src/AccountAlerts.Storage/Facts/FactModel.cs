using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// The schema of the facts. Tables of the contract's streams are derived from the contract, column for column, and no classes
/// stand for rows: facts are read and written by plain statements, Entity Framework keeps the schema and its migrations.
/// Days are day numbers since 0001-01-01, instants UTC milliseconds since 1970.
/// </summary>
internal static class FactModel
{
    /// <summary>Streams whose rows are kept one by one as they came; the others have a shape of their own.</summary>
    public static IReadOnlyList<FactStream> RowStreams { get; } =
    [
        FactStream.Team, FactStream.AccountTeam, FactStream.Contracts, FactStream.Opportunities, FactStream.Tickets, FactStream.Feedback,
        FactStream.Invoices, FactStream.Touchpoints, FactStream.Milestones, FactStream.Context, FactStream.Outcomes, FactStream.Said,
    ];

    public static void Configure(ModelBuilder model)
    {
        Table(model, "sources").Text("name").Unique("name");
        Table(model, "imports").Number("source").Text("stream").OptionalText("content_hash").Text("file_name").Number("rows").Number("at")
            .Index("source", "stream", "content_hash");
        Table(model, "stream_reads").Number("source").Text("stream").Number("at").Unique("source", "stream");

        Table(model, "accounts").Text("account_id").Number("named").OptionalNumber("merged_into").Unique("account_id");
        Table(model, "account_aliases").Number("source").Text("external_id").Number("account").Unique("source", "external_id");
        // id = account and source
        Table(model, "account_values").Number("import").Contract(FactStream.Accounts, "account_id");
        Table(model, "account_versions").Number("source").Number("import").Number("effective_on").Number("from_history")
            .Contract(FactStream.AccountHistory, "account_id", "effective_on");

        // named = 1 once a people row named the person; others only occur in usage, tickets or feedback.
        Table(model, "people").Number("import").Text("person_id").Number("named").OptionalText("name").OptionalText("email").OptionalText("role")
            .OptionalText("department").OptionalNumber("first_seen").OptionalNumber("deactivated_on");
        // Role and department from a later day on; those of the first import stand in people.
        Table(model, "person_versions").Number("import").Number("person").Number("effective_on").OptionalText("role").OptionalText("department")
            .Unique("person", "effective_on");
        // id = account; everybody of it again, in one block (PeopleBlock), for passes over all accounts.
        Table(model, "people_packed").Blob("people");

        Table(model, "metrics").Text("name").Unique("name");
        Table(model, "usage_days");
        Table(model, "usage_months").Blob("series");

        foreach (FactStream stream in RowStreams)
        {
            RowTable table = RowTable.Of(stream);
            Table(model, table.Name).Number("source").Number("import").Columns(table).Unique(["source", .. table.KeyColumns]);
        }
    }

    private static TableBuilder Table(ModelBuilder model, string name) => new(model, name);

    private sealed class TableBuilder
    {
        private readonly EntityTypeBuilder<Dictionary<string, object>> _entity;
        private readonly string _name;
        private int _columns;

        public TableBuilder(ModelBuilder model, string name)
        {
            _name = name;
            _entity = model.SharedTypeEntity<Dictionary<string, object>>(name);
            _entity.ToTable(name);
            // Never generated: keys are packed by FactKeys or counted by the writer, and AUTOINCREMENT would cost a second table.
            _entity.IndexerProperty<long>("id").ValueGeneratedNever().HasColumnOrder(_columns++);
            _entity.HasKey("id");
        }

        public TableBuilder Number(string column) => Column<long>(column, required: true);

        public TableBuilder OptionalNumber(string column) => Column<long?>(column, required: false);

        public TableBuilder Text(string column) => Column<string>(column, required: true);

        public TableBuilder OptionalText(string column) => Column<string>(column, required: false);

        public TableBuilder Blob(string column) => Column<byte[]>(column, required: true);

        public TableBuilder Contract(FactStream stream, params string[] without)
        {
            foreach (Column column in FactContract.Of(stream).Columns.Where(column => !without.Contains(column.Name)))
                Add(column.Name, column.Kind, required: false);
            return this;
        }

        public TableBuilder Columns(RowTable table)
        {
            foreach (RowColumn column in table.Columns)
                Add(column.Name, column.Kind, column.Key);
            return this;
        }

        public TableBuilder Unique(params string[] columns)
        {
            Indexed(columns).IsUnique();
            return this;
        }

        public TableBuilder Index(params string[] columns)
        {
            Indexed(columns);
            return this;
        }

        private IndexBuilder<Dictionary<string, object>> Indexed(string[] columns) =>
            _entity.HasIndex(columns).HasDatabaseName($"ix_{_name}_{string.Join('_', columns)}");

        private void Add(string name, ColumnKind kind, bool required)
        {
            if (kind is ColumnKind.Text or ColumnKind.Word or ColumnKind.Tags)
                Column<string>(name, required);
            else if (kind is ColumnKind.Number)
                Column<double?>(name, required: false);
            else if (required)
                Column<long>(name, required: true);
            else
                Column<long?>(name, required: false);
        }

        private TableBuilder Column<T>(string name, bool required)
        {
            _entity.IndexerProperty<T>(name).IsRequired(required).HasColumnOrder(_columns++);
            return this;
        }
    }
}

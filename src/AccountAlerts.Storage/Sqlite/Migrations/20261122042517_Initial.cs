using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AccountAlerts.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account_aliases",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    external_id = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_aliases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_team",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_team", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_values",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    domain = table.Column<string>(type: "TEXT", nullable: true),
                    segment = table.Column<string>(type: "TEXT", nullable: true),
                    plan = table.Column<string>(type: "TEXT", nullable: true),
                    seats = table.Column<long>(type: "INTEGER", nullable: true),
                    arr = table.Column<double>(type: "REAL", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: true),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    created_on = table.Column<long>(type: "INTEGER", nullable: true),
                    renewal_on = table.Column<long>(type: "INTEGER", nullable: true),
                    owner_email = table.Column<string>(type: "TEXT", nullable: true),
                    parent_id = table.Column<string>(type: "TEXT", nullable: true),
                    merged_into = table.Column<string>(type: "TEXT", nullable: true),
                    lifecycle = table.Column<string>(type: "TEXT", nullable: true),
                    tags = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_values", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    effective_on = table.Column<long>(type: "INTEGER", nullable: false),
                    from_history = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    domain = table.Column<string>(type: "TEXT", nullable: true),
                    segment = table.Column<string>(type: "TEXT", nullable: true),
                    plan = table.Column<string>(type: "TEXT", nullable: true),
                    seats = table.Column<long>(type: "INTEGER", nullable: true),
                    arr = table.Column<double>(type: "REAL", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: true),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    created_on = table.Column<long>(type: "INTEGER", nullable: true),
                    renewal_on = table.Column<long>(type: "INTEGER", nullable: true),
                    owner_email = table.Column<string>(type: "TEXT", nullable: true),
                    parent_id = table.Column<string>(type: "TEXT", nullable: true),
                    merged_into = table.Column<string>(type: "TEXT", nullable: true),
                    lifecycle = table.Column<string>(type: "TEXT", nullable: true),
                    tags = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<string>(type: "TEXT", nullable: false),
                    named = table.Column<long>(type: "INTEGER", nullable: false),
                    merged_into = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "context",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false),
                    date = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_context", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contracts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    contract_id = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: true),
                    starts_on = table.Column<long>(type: "INTEGER", nullable: true),
                    ends_on = table.Column<long>(type: "INTEGER", nullable: true),
                    notice_on = table.Column<long>(type: "INTEGER", nullable: true),
                    auto_renew = table.Column<long>(type: "INTEGER", nullable: true),
                    arr = table.Column<double>(type: "REAL", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contracts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "feedback",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false),
                    person = table.Column<long>(type: "INTEGER", nullable: false),
                    date = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    score = table.Column<double>(type: "REAL", nullable: true),
                    comment = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feedback", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    stream = table.Column<string>(type: "TEXT", nullable: false),
                    content_hash = table.Column<string>(type: "TEXT", nullable: true),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    rows = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "invoices",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    invoice_id = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: true),
                    issued_on = table.Column<long>(type: "INTEGER", nullable: true),
                    due_on = table.Column<long>(type: "INTEGER", nullable: true),
                    paid_on = table.Column<long>(type: "INTEGER", nullable: true),
                    amount = table.Column<double>(type: "REAL", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invoices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "metrics",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_metrics", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "milestones",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false),
                    milestone = table.Column<string>(type: "TEXT", nullable: false),
                    due_on = table.Column<long>(type: "INTEGER", nullable: true),
                    reached_on = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_milestones", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "opportunities",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    opportunity_id = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: true),
                    stage = table.Column<string>(type: "TEXT", nullable: true),
                    amount = table.Column<double>(type: "REAL", nullable: true),
                    currency = table.Column<string>(type: "TEXT", nullable: true),
                    close_on = table.Column<long>(type: "INTEGER", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opportunities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outcomes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: false),
                    renewal_on = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outcomes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<string>(type: "TEXT", nullable: false),
                    named = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    role = table.Column<string>(type: "TEXT", nullable: true),
                    department = table.Column<string>(type: "TEXT", nullable: true),
                    first_seen = table.Column<long>(type: "INTEGER", nullable: true),
                    deactivated_on = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    person = table.Column<long>(type: "INTEGER", nullable: false),
                    effective_on = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: true),
                    department = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sources",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sources", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stream_reads",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    stream = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stream_reads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "team",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    role = table.Column<string>(type: "TEXT", nullable: true),
                    manager_email = table.Column<string>(type: "TEXT", nullable: true),
                    time_zone = table.Column<string>(type: "TEXT", nullable: true),
                    backup_email = table.Column<string>(type: "TEXT", nullable: true),
                    away_until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tickets",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    ticket_id = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: true),
                    person = table.Column<long>(type: "INTEGER", nullable: true),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    priority = table.Column<string>(type: "TEXT", nullable: true),
                    escalated = table.Column<long>(type: "INTEGER", nullable: true),
                    sentiment = table.Column<double>(type: "REAL", nullable: true),
                    csat = table.Column<double>(type: "REAL", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tickets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "touchpoints",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<long>(type: "INTEGER", nullable: false),
                    import = table.Column<long>(type: "INTEGER", nullable: false),
                    touchpoint_id = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<long>(type: "INTEGER", nullable: true),
                    date = table.Column<long>(type: "INTEGER", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: true),
                    attended = table.Column<long>(type: "INTEGER", nullable: true),
                    executive = table.Column<long>(type: "INTEGER", nullable: true),
                    reply_hours = table.Column<double>(type: "REAL", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_touchpoints", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage_days",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_days", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage_months",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    series = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_months", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_account_aliases_source_external_id",
                table: "account_aliases",
                columns: new[] { "source", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_team_source_account_role_email",
                table: "account_team",
                columns: new[] { "source", "account", "role", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_accounts_account_id",
                table: "accounts",
                column: "account_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_context_source_account_date_kind",
                table: "context",
                columns: new[] { "source", "account", "date", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contracts_source_contract_id",
                table: "contracts",
                columns: new[] { "source", "contract_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feedback_source_account_person_date_kind",
                table: "feedback",
                columns: new[] { "source", "account", "person", "date", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_imports_source_stream_content_hash",
                table: "imports",
                columns: new[] { "source", "stream", "content_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_invoices_source_invoice_id",
                table: "invoices",
                columns: new[] { "source", "invoice_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_metrics_name",
                table: "metrics",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_milestones_source_account_milestone",
                table: "milestones",
                columns: new[] { "source", "account", "milestone" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_opportunities_source_opportunity_id",
                table: "opportunities",
                columns: new[] { "source", "opportunity_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outcomes_source_account_renewal_on",
                table: "outcomes",
                columns: new[] { "source", "account", "renewal_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_person_versions_person_effective_on",
                table: "person_versions",
                columns: new[] { "person", "effective_on" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sources_name",
                table: "sources",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stream_reads_source_stream",
                table: "stream_reads",
                columns: new[] { "source", "stream" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_team_source_email",
                table: "team",
                columns: new[] { "source", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tickets_source_ticket_id",
                table: "tickets",
                columns: new[] { "source", "ticket_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_touchpoints_source_touchpoint_id",
                table: "touchpoints",
                columns: new[] { "source", "touchpoint_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_aliases");

            migrationBuilder.DropTable(
                name: "account_team");

            migrationBuilder.DropTable(
                name: "account_values");

            migrationBuilder.DropTable(
                name: "account_versions");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "context");

            migrationBuilder.DropTable(
                name: "contracts");

            migrationBuilder.DropTable(
                name: "feedback");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "invoices");

            migrationBuilder.DropTable(
                name: "metrics");

            migrationBuilder.DropTable(
                name: "milestones");

            migrationBuilder.DropTable(
                name: "opportunities");

            migrationBuilder.DropTable(
                name: "outcomes");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "person_versions");

            migrationBuilder.DropTable(
                name: "sources");

            migrationBuilder.DropTable(
                name: "stream_reads");

            migrationBuilder.DropTable(
                name: "team");

            migrationBuilder.DropTable(
                name: "tickets");

            migrationBuilder.DropTable(
                name: "touchpoints");

            migrationBuilder.DropTable(
                name: "usage_days");

            migrationBuilder.DropTable(
                name: "usage_months");
        }
    }
}

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
                name: "account_snapshots",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    snapshot = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_snapshots", x => x.account_id);
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
                name: "alert_events",
                columns: table => new
                {
                    alert_id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_events", x => new { x.alert_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "alerts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    trigger = table.Column<string>(type: "TEXT", nullable: false),
                    subject_kind = table.Column<long>(type: "INTEGER", nullable: false),
                    subject_key = table.Column<string>(type: "TEXT", nullable: false),
                    subject_label = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<long>(type: "INTEGER", nullable: false),
                    episode = table.Column<long>(type: "INTEGER", nullable: false),
                    latest = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<long>(type: "INTEGER", nullable: false),
                    severity = table.Column<long>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    assignee = table.Column<string>(type: "TEXT", nullable: true),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alerts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cards",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<long>(type: "INTEGER", nullable: false),
                    platform = table.Column<string>(type: "TEXT", nullable: false),
                    workspace = table.Column<string>(type: "TEXT", nullable: false),
                    conversation = table.Column<string>(type: "TEXT", nullable: false),
                    generation = table.Column<long>(type: "INTEGER", nullable: false),
                    phase = table.Column<long>(type: "INTEGER", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    causes = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cards", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clicks",
                columns: table => new
                {
                    click_id = table.Column<string>(type: "TEXT", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clicks", x => x.click_id);
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
                name: "destinations",
                columns: table => new
                {
                    platform = table.Column<string>(type: "TEXT", nullable: false),
                    workspace = table.Column<string>(type: "TEXT", nullable: false),
                    conversation = table.Column<string>(type: "TEXT", nullable: false),
                    blocked_until = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_destinations", x => new { x.platform, x.workspace, x.conversation });
                });

            migrationBuilder.CreateTable(
                name: "evaluated",
                columns: table => new
                {
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evaluated", x => new { x.scope, x.key });
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
                name: "fences",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fences", x => x.name);
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
                name: "mailbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    conversation = table.Column<string>(type: "TEXT", nullable: false),
                    message = table.Column<string>(type: "TEXT", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    edited_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mailbox", x => x.id);
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
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    unique_key = table.Column<string>(type: "TEXT", nullable: true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: true),
                    platform = table.Column<string>(type: "TEXT", nullable: false),
                    workspace = table.Column<string>(type: "TEXT", nullable: false),
                    conversation = table.Column<string>(type: "TEXT", nullable: false),
                    priority = table.Column<long>(type: "INTEGER", nullable: false),
                    desired = table.Column<string>(type: "TEXT", nullable: false),
                    desired_hash = table.Column<string>(type: "TEXT", nullable: false),
                    shown_hash = table.Column<string>(type: "TEXT", nullable: true),
                    message_id = table.Column<string>(type: "TEXT", nullable: true),
                    pending = table.Column<long>(type: "INTEGER", nullable: false),
                    edit_only = table.Column<long>(type: "INTEGER", nullable: false),
                    plain = table.Column<long>(type: "INTEGER", nullable: false),
                    dead = table.Column<long>(type: "INTEGER", nullable: false),
                    next_attempt_at = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    unclear = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<long>(type: "INTEGER", nullable: false),
                    last_error = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    shown_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.id);
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
                name: "product_values",
                columns: table => new
                {
                    scope = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_product_values", x => new { x.scope, x.key });
                });

            migrationBuilder.CreateTable(
                name: "said_scores",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    score = table.Column<long>(type: "INTEGER", nullable: true),
                    health = table.Column<string>(type: "TEXT", nullable: false),
                    said_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_said_scores", x => x.id);
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
                name: "ix_alert_events_account_id_at",
                table: "alert_events",
                columns: new[] { "account_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_alerts_account_id_trigger_subject_kind_subject_key_episode",
                table: "alerts",
                columns: new[] { "account_id", "trigger", "subject_kind", "subject_key", "episode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_alerts_account_id_trigger_subject_kind_subject_key_some",
                table: "alerts",
                columns: new[] { "account_id", "trigger", "subject_kind", "subject_key" },
                unique: true,
                filter: "latest = 1");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_assignee_some",
                table: "alerts",
                column: "assignee",
                filter: "latest = 1 AND state <> 4 AND assignee IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_owner_some",
                table: "alerts",
                column: "owner",
                filter: "latest = 1 AND state <> 4");

            migrationBuilder.CreateIndex(
                name: "ix_cards_account_id_kind_platform_workspace_conversation_generation",
                table: "cards",
                columns: new[] { "account_id", "kind", "platform", "workspace", "conversation", "generation" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cards_account_id_kind_platform_workspace_conversation_some",
                table: "cards",
                columns: new[] { "account_id", "kind", "platform", "workspace", "conversation" },
                unique: true,
                filter: "phase = 0");

            migrationBuilder.CreateIndex(
                name: "ix_cards_conversation_some",
                table: "cards",
                column: "conversation",
                filter: "phase = 0");

            migrationBuilder.CreateIndex(
                name: "ix_cards_key",
                table: "cards",
                column: "key",
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
                name: "ix_mailbox_conversation_id",
                table: "mailbox",
                columns: new[] { "conversation", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_conversation_sequence",
                table: "mailbox",
                columns: new[] { "conversation", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_key",
                table: "mailbox",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_sequence",
                table: "mailbox",
                column: "sequence");

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
                name: "ix_outbox_account_id_shown_at_some",
                table: "outbox",
                columns: new[] { "account_id", "shown_at" },
                filter: "account_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_dead_some",
                table: "outbox",
                column: "dead",
                filter: "dead = 1");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_key",
                table: "outbox",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_platform_workspace_conversation_lease_until_some",
                table: "outbox",
                columns: new[] { "platform", "workspace", "conversation", "lease_until" },
                filter: "lease_until > 0");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_priority_id_some",
                table: "outbox",
                columns: new[] { "priority", "id" },
                filter: "pending = 1");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_unique_key_some",
                table: "outbox",
                column: "unique_key",
                unique: true,
                filter: "unique_key IS NOT NULL");

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
                name: "ix_said_scores_account_id_at",
                table: "said_scores",
                columns: new[] { "account_id", "at" });

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
                name: "account_snapshots");

            migrationBuilder.DropTable(
                name: "account_team");

            migrationBuilder.DropTable(
                name: "account_values");

            migrationBuilder.DropTable(
                name: "account_versions");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "alert_events");

            migrationBuilder.DropTable(
                name: "alerts");

            migrationBuilder.DropTable(
                name: "cards");

            migrationBuilder.DropTable(
                name: "clicks");

            migrationBuilder.DropTable(
                name: "context");

            migrationBuilder.DropTable(
                name: "contracts");

            migrationBuilder.DropTable(
                name: "destinations");

            migrationBuilder.DropTable(
                name: "evaluated");

            migrationBuilder.DropTable(
                name: "feedback");

            migrationBuilder.DropTable(
                name: "fences");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "invoices");

            migrationBuilder.DropTable(
                name: "mailbox");

            migrationBuilder.DropTable(
                name: "metrics");

            migrationBuilder.DropTable(
                name: "milestones");

            migrationBuilder.DropTable(
                name: "opportunities");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "outcomes");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "person_versions");

            migrationBuilder.DropTable(
                name: "product_values");

            migrationBuilder.DropTable(
                name: "said_scores");

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

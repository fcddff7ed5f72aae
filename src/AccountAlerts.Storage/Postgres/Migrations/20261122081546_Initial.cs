using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AccountAlerts.Storage.Postgres.Migrations
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
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_aliases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_snapshots",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    snapshot = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    money = table.Column<double>(type: "double precision", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_snapshots", x => x.account_id);
                });

            migrationBuilder.CreateTable(
                name: "account_team",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    account = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    email = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_team", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_values",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    domain = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    segment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    plan = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    seats = table.Column<long>(type: "bigint", nullable: true),
                    arr = table.Column<double>(type: "double precision", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    country = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_on = table.Column<long>(type: "bigint", nullable: true),
                    renewal_on = table.Column<long>(type: "bigint", nullable: true),
                    owner_email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    parent_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    merged_into = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lifecycle = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    tags = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_values", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    effective_on = table.Column<long>(type: "bigint", nullable: false),
                    from_history = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    domain = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    segment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    plan = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    seats = table.Column<long>(type: "bigint", nullable: true),
                    arr = table.Column<double>(type: "double precision", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    country = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_on = table.Column<long>(type: "bigint", nullable: true),
                    renewal_on = table.Column<long>(type: "bigint", nullable: true),
                    owner_email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    parent_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    merged_into = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    lifecycle = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    tags = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    account_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    named = table.Column<long>(type: "bigint", nullable: false),
                    merged_into = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alert_events",
                columns: table => new
                {
                    alert_id = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_events", x => new { x.alert_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "alerts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    trigger = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject_kind = table.Column<long>(type: "bigint", nullable: false),
                    subject_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject_label = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<long>(type: "bigint", nullable: false),
                    episode = table.Column<long>(type: "bigint", nullable: false),
                    latest = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<long>(type: "bigint", nullable: false),
                    severity = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    assignee = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    wake_at = table.Column<long>(type: "bigint", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alerts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cards",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<long>(type: "bigint", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    workspace = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    conversation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    generation = table.Column<long>(type: "bigint", nullable: false),
                    phase = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    causes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    reader = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cards", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clicks",
                columns: table => new
                {
                    click_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clicks", x => x.click_id);
                });

            migrationBuilder.CreateTable(
                name: "context",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    account = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_context", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contracts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    contract_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account = table.Column<long>(type: "bigint", nullable: true),
                    starts_on = table.Column<long>(type: "bigint", nullable: true),
                    ends_on = table.Column<long>(type: "bigint", nullable: true),
                    notice_on = table.Column<long>(type: "bigint", nullable: true),
                    auto_renew = table.Column<long>(type: "bigint", nullable: true),
                    arr = table.Column<double>(type: "double precision", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contracts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evaluated",
                columns: table => new
                {
                    scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    first_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evaluated", x => new { x.scope, x.key });
                });

            migrationBuilder.CreateTable(
                name: "feedback",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    account = table.Column<long>(type: "bigint", nullable: false),
                    person = table.Column<long>(type: "bigint", nullable: false),
                    date = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    score = table.Column<double>(type: "double precision", nullable: true),
                    comment = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feedback", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fences",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    epoch = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fences", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    stream = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content_hash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    file_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "invoices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    invoice_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account = table.Column<long>(type: "bigint", nullable: true),
                    issued_on = table.Column<long>(type: "bigint", nullable: true),
                    due_on = table.Column<long>(type: "bigint", nullable: true),
                    paid_on = table.Column<long>(type: "bigint", nullable: true),
                    amount = table.Column<double>(type: "double precision", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invoices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lanes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    workspace_id = table.Column<long>(type: "bigint", nullable: false),
                    conversation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    priority = table.Column<long>(type: "bigint", nullable: true),
                    method = table.Column<long>(type: "bigint", nullable: false),
                    hold_until = table.Column<long>(type: "bigint", nullable: false),
                    lease_until = table.Column<long>(type: "bigint", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    turn = table.Column<long>(type: "bigint", nullable: false),
                    full_at = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    since = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lanes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mailbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    conversation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    thread_id = table.Column<long>(type: "bigint", nullable: true),
                    message = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    posted_at = table.Column<long>(type: "bigint", nullable: false),
                    edited_at = table.Column<long>(type: "bigint", nullable: true),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mailbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "metrics",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_metrics", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "milestones",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    account = table.Column<long>(type: "bigint", nullable: false),
                    milestone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    due_on = table.Column<long>(type: "bigint", nullable: true),
                    reached_on = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_milestones", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "opportunities",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    opportunity_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account = table.Column<long>(type: "bigint", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    stage = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    amount = table.Column<double>(type: "double precision", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    close_on = table.Column<long>(type: "bigint", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opportunities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    unique_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    thread_of = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    account_id = table.Column<long>(type: "bigint", nullable: true),
                    platform = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    workspace = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    conversation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lane_id = table.Column<long>(type: "bigint", nullable: true),
                    priority = table.Column<long>(type: "bigint", nullable: false),
                    turn = table.Column<long>(type: "bigint", nullable: true),
                    desired = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    desired_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    shown_hash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    message_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    pending = table.Column<long>(type: "bigint", nullable: false),
                    edit_only = table.Column<long>(type: "bigint", nullable: false),
                    plain = table.Column<long>(type: "bigint", nullable: false),
                    dead = table.Column<long>(type: "bigint", nullable: false),
                    dead_at = table.Column<long>(type: "bigint", nullable: true),
                    unclear = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<long>(type: "bigint", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    queued_at = table.Column<long>(type: "bigint", nullable: true),
                    shown_at = table.Column<long>(type: "bigint", nullable: true),
                    doubled = table.Column<long>(type: "bigint", nullable: true),
                    stray = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reader = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outcomes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    account = table.Column<long>(type: "bigint", nullable: false),
                    renewal_on = table.Column<long>(type: "bigint", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outcomes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    named = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    department = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    first_seen = table.Column<long>(type: "bigint", nullable: true),
                    deactivated_on = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    person = table.Column<long>(type: "bigint", nullable: false),
                    effective_on = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    department = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "product_values",
                columns: table => new
                {
                    scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_product_values", x => new { x.scope, x.key });
                });

            migrationBuilder.CreateTable(
                name: "said_scores",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    score = table.Column<long>(type: "bigint", nullable: true),
                    health = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    said_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_said_scores", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sources",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sources", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stream_reads",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    stream = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stream_reads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "team",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    email = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    manager_email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    time_zone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    backup_email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    away_until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tellings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account_id = table.Column<long>(type: "bigint", nullable: false),
                    trigger = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject_kind = table.Column<long>(type: "bigint", nullable: false),
                    subject_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    episode = table.Column<long>(type: "bigint", nullable: false),
                    news = table.Column<long>(type: "bigint", nullable: false),
                    reader = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    way = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    decided_at = table.Column<long>(type: "bigint", nullable: false),
                    until_at = table.Column<long>(type: "bigint", nullable: true),
                    told_at = table.Column<long>(type: "bigint", nullable: true),
                    told_in = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kind = table.Column<long>(type: "bigint", nullable: false),
                    severity = table.Column<long>(type: "bigint", nullable: false),
                    money = table.Column<double>(type: "double precision", nullable: true),
                    stands_for = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tellings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tickets",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    ticket_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account = table.Column<long>(type: "bigint", nullable: true),
                    person = table.Column<long>(type: "bigint", nullable: true),
                    opened_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    priority = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    escalated = table.Column<long>(type: "bigint", nullable: true),
                    sentiment = table.Column<double>(type: "double precision", nullable: true),
                    csat = table.Column<double>(type: "double precision", nullable: true),
                    subject = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tickets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "touchpoints",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    touchpoint_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account = table.Column<long>(type: "bigint", nullable: true),
                    date = table.Column<long>(type: "bigint", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    attended = table.Column<long>(type: "bigint", nullable: true),
                    executive = table.Column<long>(type: "bigint", nullable: true),
                    reply_hours = table.Column<double>(type: "double precision", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_touchpoints", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage_days",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_days", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage_months",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    series = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage_months", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workspaces",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    platform = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    workspace = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    blocked_until = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    since = table.Column<long>(type: "bigint", nullable: true),
                    posts_full_at = table.Column<long>(type: "bigint", nullable: false),
                    edits_full_at = table.Column<long>(type: "bigint", nullable: false),
                    look_ups_full_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workspaces", x => x.id);
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
                name: "ix_alert_events_at_some",
                table: "alert_events",
                column: "at",
                filter: "version = 1");

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
                name: "ix_alerts_wake_at_some",
                table: "alerts",
                column: "wake_at",
                filter: "latest = 1 AND wake_at IS NOT NULL");

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
                name: "ix_cards_conversation_created_at",
                table: "cards",
                columns: new[] { "conversation", "created_at" });

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
                name: "ix_cards_reader_some",
                table: "cards",
                column: "reader",
                filter: "phase = 0");

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
                name: "ix_lanes_reason_some",
                table: "lanes",
                column: "reason",
                filter: "reason IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_lanes_workspace_id_conversation",
                table: "lanes",
                columns: new[] { "workspace_id", "conversation" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lanes_workspace_id_priority_hold_until_some",
                table: "lanes",
                columns: new[] { "workspace_id", "priority", "hold_until" },
                filter: "priority IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_conversation_id_some",
                table: "mailbox",
                columns: new[] { "conversation", "id" },
                filter: "thread_id IS NULL");

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
                name: "ix_mailbox_thread_id_some",
                table: "mailbox",
                column: "thread_id",
                filter: "thread_id IS NOT NULL");

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
                name: "ix_outbox_dead_some",
                table: "outbox",
                column: "dead",
                filter: "dead = 1");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_doubled_some",
                table: "outbox",
                column: "doubled",
                filter: "doubled > 0");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_key",
                table: "outbox",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_lane_id_account_id_turn_some",
                table: "outbox",
                columns: new[] { "lane_id", "account_id", "turn" },
                filter: "pending = 1");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_lane_id_priority_turn_id_some",
                table: "outbox",
                columns: new[] { "lane_id", "priority", "turn", "id" },
                filter: "pending = 1");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_reader_id_some",
                table: "outbox",
                columns: new[] { "reader", "id" },
                filter: "platform <> 'inbox'");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_shown_at_some",
                table: "outbox",
                column: "shown_at",
                filter: "shown_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_thread_of_some",
                table: "outbox",
                column: "thread_of",
                filter: "thread_of IS NOT NULL");

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
                name: "ix_tellings_account_id_trigger_subject_kind_subject_key_episode_news_reader",
                table: "tellings",
                columns: new[] { "account_id", "trigger", "subject_kind", "subject_key", "episode", "news", "reader" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tellings_decided_at",
                table: "tellings",
                column: "decided_at");

            migrationBuilder.CreateIndex(
                name: "ix_tellings_reader_some",
                table: "tellings",
                column: "reader",
                filter: "told_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_tellings_told_at_some",
                table: "tellings",
                column: "told_at",
                filter: "told_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_tellings_until_at_some",
                table: "tellings",
                column: "until_at",
                filter: "told_at IS NULL AND way = 3");

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

            migrationBuilder.CreateIndex(
                name: "ix_workspaces_platform_workspace",
                table: "workspaces",
                columns: new[] { "platform", "workspace" },
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
                name: "lanes");

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
                name: "tellings");

            migrationBuilder.DropTable(
                name: "tickets");

            migrationBuilder.DropTable(
                name: "touchpoints");

            migrationBuilder.DropTable(
                name: "usage_days");

            migrationBuilder.DropTable(
                name: "usage_months");

            migrationBuilder.DropTable(
                name: "workspaces");
        }
    }
}

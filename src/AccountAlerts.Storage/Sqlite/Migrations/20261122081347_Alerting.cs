using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AccountAlerts.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Alerting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "destinations");

            migrationBuilder.DropIndex(
                name: "ix_outbox_account_id_shown_at_some",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_platform_workspace_conversation_lease_until_some",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_priority_id_some",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_conversation_id",
                table: "mailbox");

            migrationBuilder.DropColumn(
                name: "lease_epoch",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "lease_until",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "next_attempt_at",
                table: "outbox");

            migrationBuilder.AddColumn<long>(
                name: "dead_at",
                table: "outbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "doubled",
                table: "outbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "lane_id",
                table: "outbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "queued_at",
                table: "outbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reader",
                table: "outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stray",
                table: "outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "thread_of",
                table: "outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "turn",
                table: "outbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "thread_id",
                table: "mailbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reader",
                table: "cards",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "wake_at",
                table: "alerts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "money",
                table: "account_snapshots",
                type: "REAL",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "lanes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    workspace_id = table.Column<long>(type: "INTEGER", nullable: false),
                    conversation = table.Column<string>(type: "TEXT", nullable: false),
                    priority = table.Column<long>(type: "INTEGER", nullable: true),
                    method = table.Column<long>(type: "INTEGER", nullable: false),
                    hold_until = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: false),
                    epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    turn = table.Column<long>(type: "INTEGER", nullable: false),
                    full_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    since = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lanes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tellings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    trigger = table.Column<string>(type: "TEXT", nullable: false),
                    subject_kind = table.Column<long>(type: "INTEGER", nullable: false),
                    subject_key = table.Column<string>(type: "TEXT", nullable: false),
                    episode = table.Column<long>(type: "INTEGER", nullable: false),
                    news = table.Column<long>(type: "INTEGER", nullable: false),
                    reader = table.Column<string>(type: "TEXT", nullable: false),
                    way = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: false),
                    until_at = table.Column<long>(type: "INTEGER", nullable: true),
                    told_at = table.Column<long>(type: "INTEGER", nullable: true),
                    told_in = table.Column<string>(type: "TEXT", nullable: true),
                    kind = table.Column<long>(type: "INTEGER", nullable: false),
                    severity = table.Column<long>(type: "INTEGER", nullable: false),
                    money = table.Column<double>(type: "REAL", nullable: true),
                    stands_for = table.Column<string>(type: "TEXT", nullable: true),
                    role = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tellings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workspaces",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    platform = table.Column<string>(type: "TEXT", nullable: false),
                    workspace = table.Column<string>(type: "TEXT", nullable: false),
                    blocked_until = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    since = table.Column<long>(type: "INTEGER", nullable: true),
                    posts_full_at = table.Column<long>(type: "INTEGER", nullable: false),
                    edits_full_at = table.Column<long>(type: "INTEGER", nullable: false),
                    look_ups_full_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workspaces", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_doubled_some",
                table: "outbox",
                column: "doubled",
                filter: "doubled > 0");

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
                name: "ix_mailbox_conversation_id_some",
                table: "mailbox",
                columns: new[] { "conversation", "id" },
                filter: "thread_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_mailbox_thread_id_some",
                table: "mailbox",
                column: "thread_id",
                filter: "thread_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_cards_conversation_created_at",
                table: "cards",
                columns: new[] { "conversation", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cards_reader_some",
                table: "cards",
                column: "reader",
                filter: "phase = 0");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_wake_at_some",
                table: "alerts",
                column: "wake_at",
                filter: "latest = 1 AND wake_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_alert_events_at_some",
                table: "alert_events",
                column: "at",
                filter: "version = 1");

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
                name: "ix_workspaces_platform_workspace",
                table: "workspaces",
                columns: new[] { "platform", "workspace" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "lanes");

            migrationBuilder.DropTable(
                name: "tellings");

            migrationBuilder.DropTable(
                name: "workspaces");

            migrationBuilder.DropIndex(
                name: "ix_outbox_doubled_some",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_lane_id_account_id_turn_some",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_lane_id_priority_turn_id_some",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_reader_id_some",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_shown_at_some",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_outbox_thread_of_some",
                table: "outbox");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_conversation_id_some",
                table: "mailbox");

            migrationBuilder.DropIndex(
                name: "ix_mailbox_thread_id_some",
                table: "mailbox");

            migrationBuilder.DropIndex(
                name: "ix_cards_conversation_created_at",
                table: "cards");

            migrationBuilder.DropIndex(
                name: "ix_cards_reader_some",
                table: "cards");

            migrationBuilder.DropIndex(
                name: "ix_alerts_wake_at_some",
                table: "alerts");

            migrationBuilder.DropIndex(
                name: "ix_alert_events_at_some",
                table: "alert_events");

            migrationBuilder.DropColumn(
                name: "dead_at",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "doubled",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "lane_id",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "queued_at",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "reader",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "stray",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "thread_of",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "turn",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "thread_id",
                table: "mailbox");

            migrationBuilder.DropColumn(
                name: "reader",
                table: "cards");

            migrationBuilder.DropColumn(
                name: "wake_at",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "money",
                table: "account_snapshots");

            migrationBuilder.AddColumn<long>(
                name: "lease_epoch",
                table: "outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "lease_until",
                table: "outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "next_attempt_at",
                table: "outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

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

            migrationBuilder.CreateIndex(
                name: "ix_outbox_account_id_shown_at_some",
                table: "outbox",
                columns: new[] { "account_id", "shown_at" },
                filter: "account_id IS NOT NULL");

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
                name: "ix_mailbox_conversation_id",
                table: "mailbox",
                columns: new[] { "conversation", "id" });
        }
    }
}

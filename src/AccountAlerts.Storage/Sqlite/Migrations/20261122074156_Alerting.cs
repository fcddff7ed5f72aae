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
            migrationBuilder.AddColumn<string>(
                name: "thread_of",
                table: "outbox",
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "tellings");

            migrationBuilder.DropIndex(
                name: "ix_alerts_wake_at_some",
                table: "alerts");

            migrationBuilder.DropIndex(
                name: "ix_alert_events_at_some",
                table: "alert_events");

            migrationBuilder.DropColumn(
                name: "thread_of",
                table: "outbox");

            migrationBuilder.DropColumn(
                name: "wake_at",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "money",
                table: "account_snapshots");
        }
    }
}

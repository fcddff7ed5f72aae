using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AccountAlerts.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Said : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "said",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<long>(type: "bigint", nullable: false),
                    import = table.Column<long>(type: "bigint", nullable: false),
                    said_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account = table.Column<long>(type: "bigint", nullable: true),
                    said_at = table.Column<long>(type: "bigint", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    author = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    until_on = table.Column<long>(type: "bigint", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    instead_of = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    taken_back_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_said", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_said_source_said_id",
                table: "said",
                columns: new[] { "source", "said_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "said");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AccountAlerts.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class PackedPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "people_packed",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    people = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people_packed", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "people_packed");
        }
    }
}

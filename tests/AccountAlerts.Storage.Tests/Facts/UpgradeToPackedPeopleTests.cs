using AccountAlerts.Domain.Accounts;
using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Postgres;
using AccountAlerts.Storage.Sql;
using AccountAlerts.Storage.Sqlite;
using AccountAlerts.TestKit.Contracts;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace AccountAlerts.Storage.Tests.Facts;

/// <summary>A database of the release that kept people as rows alone is opened by this version.</summary>
public sealed class UpgradeToPackedPeopleTests
{
    private const string OnSqlite = "20261122163426_Said";
    private const string OnPostgres = "20261122163530_Said";

    private static readonly DateOnly March = new(2026, 3, 1);
    private static readonly DateOnly June = new(2026, 6, 1);

    [Fact]
    public async Task The_people_of_a_file_are_known_as_before()
    {
        using var folder = new TemporaryFolder();
        await using var database = new SqliteDatabase(folder["alerts.db"]);
        using (var connection = database.Open())
        {
            using var context = SqliteDatabase.ContextOn(connection);
            Release(context, OnSqlite);
        }

        await ProveAsync(database, new SqliteSchema(database, TimeProvider.System));
    }

    [Fact]
    public async Task The_people_of_a_database_on_a_server_are_known_as_before()
    {
        await using PostgresTestDatabase place = await (await PostgresServer.SharedAsync()).CreateAsync();
        await using (var connection = new NpgsqlConnection(place.ConnectionString + ";Pooling=false"))
        {
            await connection.OpenAsync();
            await using var context = PostgresDatabase.ContextOn(connection);
            Release(context, OnPostgres);
        }

        await using var database = new PostgresDatabase(place.ConnectionString);
        await ProveAsync(database, new PostgresSchema(database, TimeProvider.System));
    }

    private static async Task ProveAsync(SqlDatabase database, ISqlSchema schema)
    {
        await schema.PrepareAsync(default);
        await AssertKnownAsync(database);

        // A process that was killed between the two steps leaves the table empty.
        await database.WriteAsync(session => session.Execute("DELETE FROM people_packed"), default);
        await schema.PrepareAsync(default);
        await AssertKnownAsync(database);

        var options = new FactStoreOptions();
        await using var facts = new FactsUnderTest(new FactStore(database, options), new FactReader(database, options), () => ValueTask.CompletedTask);
        await facts.PersonAsync("acme", "tom", new DateTimeOffset(2026, 6, 5, 9, 0, 0, TimeSpan.Zero), ("role", "champion"));
        AccountFacts acme = await facts.ReadAsync("acme");
        Assert.Equal(["ines", "tom"], acme.People.Select(person => person.PersonId));
        Assert.Equal([null, PersonRole.Champion], acme.People.Select(person => person.Versions[^1].Role == PersonRole.Champion ? PersonRole.Champion : (PersonRole?)null));
    }

    private static async Task AssertKnownAsync(SqlDatabase database)
    {
        var options = new FactStoreOptions();
        await using var facts = new FactsUnderTest(new FactStore(database, options), new FactReader(database, options), () => ValueTask.CompletedTask);
        AccountFacts acme = await facts.ReadAsync("acme");
        Assert.Equal(["ines", "tom"], acme.People.Select(person => person.PersonId));
        Person ines = acme.People[0];
        Assert.Equal(("Ines", "ines@acme.example", 1), (ines.Name, ines.Email, ines.Ordinal));
        Assert.Equal((March, (DateOnly?)null), (ines.FirstSeen, ines.DeactivatedOn));
        Assert.Equal(
            [
                new PersonVersion(DateOnly.MinValue, PersonRole.Champion, "sales"),
                new PersonVersion(June, PersonRole.User, "finance"),
            ],
            ines.Versions);
        Assert.Equal([new PersonVersion(DateOnly.MinValue, null, null)], acme.People[1].Versions);
        Assert.Equal(June, Assert.Single((await facts.ReadAsync("bolt")).People).DeactivatedOn);
        Assert.Empty((await facts.ReadAsync("cyan")).People);
    }

    /// <summary>The database as the released version leaves it.</summary>
    private static void Release(AlertsContext context, string migration)
    {
        context.GetService<IMigrator>().Migrate(migration);
        // A person's key is the account's times 2^24 plus the ordinal; days count from 0001-01-01.
        context.Database.ExecuteSqlRaw("""
            INSERT INTO sources (id, name) VALUES (1, 'import');
            INSERT INTO imports (id, source, stream, file_name, rows, at) VALUES (1, 1, 'people', 'people.csv', 3, 0);
            INSERT INTO accounts (id, account_id, named) VALUES (1, 'acme', 1), (2, 'bolt', 1), (3, 'cyan', 1);
            INSERT INTO people (id, import, person_id, named, name, email, role, department, first_seen, deactivated_on) VALUES
                (16777217, 1, 'ines', 1, 'Ines', 'ines@acme.example', 'champion', 'sales', 739675, NULL),
                (16777218, 1, 'tom', 0, NULL, NULL, NULL, NULL, NULL, NULL),
                (33554433, 1, 'eva', 1, NULL, NULL, 'power_user', NULL, NULL, 739767);
            INSERT INTO person_versions (id, import, person, effective_on, role, department) VALUES (1, 1, 16777217, 739767, 'user', 'finance');
            """);
    }
}

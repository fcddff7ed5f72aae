using System.Data.Common;
using AccountAlerts.TestKit.Postgres;
using Npgsql;

namespace AccountAlerts.Proofs.Running;

/// <summary>A database on a PostgreSQL server of these proofs' own.</summary>
internal sealed class PostgresDatabase(PostgresTestDatabase database) : Database
{
    public override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Database__Provider"] = "Postgres",
        ["Encryption__Secret"] = "not-a-secret-not-a-secret-not-a-secret",
        ["ConnectionStrings__AccountAlerts"] = database.ConnectionString,
    };

    public static async Task<PostgresDatabase> CreateAsync() => new(await (await PostgresServer.SharedAsync()).CreateAsync());

    /// <summary>For PostgreSQL's own programs.</summary>
    public string Arguments
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(database.ConnectionString);
            return $"--host='{parts.Host}' --username='{parts.Username}' --dbname='{parts.Database}'";
        }
    }

    public override DbConnection Open()
    {
        var connection = new NpgsqlConnection(database.ConnectionString + ";Application Name=proof");
        connection.Open();
        return connection;
    }
}

using AccountAlerts.Cli;
using AccountAlerts.Hosting;
using AccountAlerts.Storage.Postgres;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Postgres;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>What a command left behind.</summary>
internal sealed record Ran(int Exit, string Out, string Error);

/// <summary>The product as an operator has it: a folder with the shipped settings and templates, and its command line, run in process.</summary>
internal sealed class Installation : IDisposable
{
    private static readonly AsyncLocal<bool> Postgres = new();

    private readonly TemporaryFolder _folder = new();
    private readonly PostgresTestDatabase? _database;

    public Installation()
    {
        if (Postgres.Value)
        {
            _database = CreateAsync().GetAwaiter().GetResult();
            Settings["Database:Provider"] = "Postgres";
            Settings["ConnectionStrings:AccountAlerts"] = _database.ConnectionString;
            Settings["Encryption:Secret"] = "not-a-secret-not-a-secret-not-a-secret";
        }

        File.Copy(Path.Combine(Repository, ContentRoot.SettingsFile), _folder[ContentRoot.SettingsFile]);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository, "templates"), "*", SearchOption.AllDirectories))
            _folder.Write(Path.GetRelativePath(Repository, file), File.ReadAllBytes(file));
    }

    /// <summary>The top of the clone.</summary>
    public static string Repository { get; } = ContentRoot.Find(AppContext.BaseDirectory);

    public static string Sample { get; } = Path.Combine(Repository, "tests/data/openstack");

    /// <summary>From here on the installations of this test keep everything on PostgreSQL, each in a database of its own.</summary>
    public static bool OnPostgres() => Postgres.Value = true;

    public string Root => _folder.Path;

    public Dictionary<string, string?> Settings { get; } = [];

    public string this[string name] => _folder[name];

    public string Write(string name, string text) => _folder.Write(name, text);

    public string Write(string name, byte[] bytes) => _folder.Write(name, bytes);

    public async Task<Ran> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exit = await CommandTree.RunAsync(args, Launch(output, error));
        return new Ran(exit, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command that must go well.</summary>
    public async Task<string> ResultAsync(params string[] args)
    {
        Ran ran = await RunAsync(args);
        Assert.True(ran.Exit == 0, $"{string.Join(' ', args)} ended with {ran.Exit}: {ran.Error}");
        return ran.Out;
    }

    public Launch Launch(TextWriter output, TextWriter error) => new()
    {
        ContentRoot = Root,
        WorkingDirectory = Repository,
        Out = output,
        Error = error,
        SecretsFolder = this["secrets"],
        Overrides = new Dictionary<string, string?>(Settings),
    };

    public void Dispose()
    {
        // The pool keeps database files open beyond their connections.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        _database?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static async Task<PostgresTestDatabase> CreateAsync()
    {
        PostgresServer server = await PostgresServer.SharedAsync();
        // Migrating takes longer than most tests: do it once and copy the database.
        return await server.CreateAsync("service", async connectionString =>
        {
            await using var database = new PostgresDatabase(connectionString + ";Pooling=false");
            await new PostgresSchema(database, TimeProvider.System).PrepareAsync(CancellationToken.None);
        });
    }
}

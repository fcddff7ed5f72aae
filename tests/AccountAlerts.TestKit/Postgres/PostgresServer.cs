using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace AccountAlerts.TestKit.Postgres;

/// <summary>
/// A PostgreSQL server of this process's own, made of the programs that Debian's package installs: data in a temporary folder, a socket in
/// it, no port. It ends, and its folder goes, with this process, however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    // Starts a server for each line it is sent. When the other end of the pipe is gone, so is the last server, and all it kept. The server may
    // have to be another user, who could not take the folder away.
    private const string Keeper = """
        folder=$1 settings=$2 pid=
        shift 2
        while read -r start; do
          "$@" "$0/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= $settings >> "$folder/log" 2>&1 &
          pid=$!
        done
        [ -z "$pid" ] || kill -INT "$pid" 2> /dev/null
        wait
        rm -rf "$folder"
        """;

    private static readonly Lazy<Task<PostgresServer>> ForAll = new(() => StartAsync());

    private readonly Dictionary<string, Task> _templates = new(StringComparer.Ordinal);
    private readonly string _folder;
    private readonly PostgresAccess _access;
    private readonly Process _keeper;
    private int _databases;

    private PostgresServer(string folder, PostgresAccess access, Process keeper)
    {
        _folder = folder;
        _access = access;
        _keeper = keeper;
    }

    /// <summary>Folder of initdb and postgres; null where there are none.</summary>
    public static string? Programs { get; } = Find();

    /// <summary>The server that all tests of this process share; it does not wait for the disk.</summary>
    public static Task<PostgresServer> SharedAsync() => ForAll.Value;

    /// <param name="durable">True if what is committed must outlive a crash of the machine, as in production.</param>
    public static Task<PostgresServer> StartAsync(bool durable = false) => StartAsync(
        PostgresAccess.Trusting, "-c max_connections=400 -c shared_buffers=64MB -c max_wal_size=2GB" + (durable ? "" : " -c fsync=off -c full_page_writes=off"));

    /// <param name="access">Who may come in, and how it is set up.</param>
    /// <param name="settings">What differs from PostgreSQL's own defaults, as arguments of the server.</param>
    public static async Task<PostgresServer> StartAsync(PostgresAccess access, string settings)
    {
        string programs = Programs ?? throw new PostgresMissingException();
        string folder = Directory.CreateTempSubdirectory("aa-pg-").FullName;
        string[] login = ["--auth=trust"];
        if (access.Password is { } password)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "password"), password);
            login = ["--auth=scram-sha-256", $"--pwfile={Path.Combine(folder, "password")}"];
            // Whoever has the password may come in, as another user too; the data stay the server's own.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        if (IsRoot)
            await RunAsync("chown", ["-R", ServerUser, folder]);
        await RunAsServerAsync(
            Path.Combine(programs, "initdb"),
            ["-D", Path.Combine(folder, "data"), "-U", access.User, .. login, .. access.InitDb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--no-sync"]);
        var keeper = new ProcessStartInfo("sh", ["-c", Keeper, programs, folder, settings, .. ToServer]) { WorkingDirectory = "/", RedirectStandardInput = true };
        var server = new PostgresServer(folder, access, Process.Start(keeper) ?? throw new InvalidOperationException("sh did not start."));
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>What a connection string names as its host: the folder of the server's socket.</summary>
    public string Host => _folder;

    /// <summary>How to reach one of its databases.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder, Username = _access.User, Password = _access.Password, Database = database,
    }.ToString();

    /// <summary>An empty database of the caller's own.</summary>
    public Task<PostgresTestDatabase> CreateAsync() => CreateAsync("template1");

    /// <summary>An empty database of this name.</summary>
    public Task<PostgresTestDatabase> CreateNamedAsync(string name) => CreateAsync(name, "template1");

    /// <summary>A database of the caller's own that begins as a copy of what <paramref name="fill"/> made, which it does once per template.</summary>
    public async Task<PostgresTestDatabase> CreateAsync(string template, Func<string, Task> fill)
    {
        Task filled;
        lock (_templates)
        {
            if (!_templates.TryGetValue(template, out filled!))
                _templates[template] = filled = FillAsync(template, fill);
        }

        await filled;
        return await CreateAsync(template);
    }

    /// <summary>Ends the server as <c>systemctl restart</c> would, or as a crash does; nobody can connect until it is started again.</summary>
    public Task StopAsync(bool crash = false) => RunAsServerAsync(
        Path.Combine(Programs ?? throw new PostgresMissingException(), "pg_ctl"),
        ["stop", "-w", "-D", Path.Combine(_folder, "data"), "-m", crash ? "immediate" : "fast"]);

    public async Task StartAgainAsync()
    {
        await _keeper.StandardInput.WriteLineAsync("start");
        await _keeper.StandardInput.FlushAsync();
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await ExecuteAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (TimeProvider.System.GetElapsedTime(start) < Waiting.AtMost)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    /// <summary>Runs a statement in the server's own database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
    }

    private static bool IsRoot => OperatingSystem.IsLinux() && Environment.UserName == "root";

    // PostgreSQL refuses to run as root; Debian's package brings this user.
    private static string ServerUser => "postgres";

    /// <summary>What makes a command the server's own; nothing where it is already.</summary>
    private static string[] ToServer => IsRoot ? ["setpriv", $"--reuid={ServerUser}", $"--regid={ServerUser}", "--clear-groups"] : [];

    private async Task FillAsync(string template, Func<string, Task> fill)
    {
        await ExecuteAsync($"CREATE DATABASE {template}");
        await fill(ConnectionString(template));
    }

    private Task<PostgresTestDatabase> CreateAsync(string template) =>
        CreateAsync(string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}"), template);

    private async Task<PostgresTestDatabase> CreateAsync(string name, string template)
    {
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return new PostgresTestDatabase(this, name);
    }

    private static Task RunAsServerAsync(string program, string[] arguments) => RunAsync(AsServer(program, arguments));

    private static Task RunAsync(string program, string[] arguments) => RunAsync(new ProcessStartInfo(program, arguments));

    private static ProcessStartInfo AsServer(string program, string[] arguments)
    {
        string[] command = [.. ToServer, program, .. arguments];
        return new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = "/" };
    }

    private static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {error}{await output}");
    }

    private static string? Find()
    {
        string[] installed = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out int version) ? version : 0)]
            : [];
        return installed.Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }
}

/// <summary>Who may come into a server.</summary>
/// <param name="Password">Null: whoever reaches the socket.</param>
/// <param name="InitDb">Arguments of initdb.</param>
public sealed record PostgresAccess(string User, string? Password, string InitDb)
{
    public static PostgresAccess Trusting { get; } = new("accountalerts", null, "--encoding=UTF8 --locale=C");
}

/// <summary>A database that one test has for itself; it is dropped with the test, whoever still has it open.</summary>
public sealed class PostgresTestDatabase(PostgresServer server, string name) : IAsyncDisposable
{
    public string Name => name;

    public string ConnectionString => server.ConnectionString(name);

    public async ValueTask DisposeAsync() => await server.ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
}

/// <summary>There is no PostgreSQL here. Where CI is set this fails the test; elsewhere it skips it.</summary>
public sealed class PostgresMissingException() : Exception((Required ? "" : Skip) + Reason)
{
    private const string Reason =
        "There is no PostgreSQL server on this machine. Install it (Debian: apt-get install postgresql) to run the tests of the second database.";

    // What xunit takes for "skip this test" in a failure's message.
    private const string Skip = "$XunitDynamicSkip$";

    private static bool Required => Environment.GetEnvironmentVariable("CI") == "true";
}

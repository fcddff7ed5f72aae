using System.Globalization;
using AccountAlerts.Proofs.Running;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Postgres;

namespace AccountAlerts.Proofs.Deployment;

/// <summary>
/// compose.yaml without a container engine: its PostgreSQL and its services as processes, set up by its own first lines, each with the
/// environment that it names and the secrets that it lists in /run/secrets. Host names, ports and the folder of the binaries are this machine's.
/// </summary>
internal sealed class ComposeScene : IAsyncDisposable
{
    // A /run of the service's own, in a namespace that needs no root; $0 holds its secrets.
    private const string InContainer = """mount -t tmpfs tmpfs /run && mkdir /run/secrets && mount --bind "$0" /run/secrets && exec "$@" """;

    private const string Binaries = "/app";
    private const string AnyAddress = "http://0.0.0.0:5080";

    private readonly ComposeFile _file;
    private readonly TemporaryFolder _folder;
    private readonly PostgresServer _server;
    private readonly Dictionary<string, string> _more;

    private ComposeScene(ComposeFile file, TemporaryFolder folder, PostgresServer server, PostgresTestDatabase database, Dictionary<string, string> more)
    {
        (_file, _folder, _server, _more) = (file, folder, server, more);
        State = new StoredState(new PostgresDatabase(database));
    }

    public ComposeService Service => _file.Services["service"];

    public StoredState State { get; }

    /// <summary>What an operator wrote into <c>secrets/Inbox__Password</c>.</summary>
    public string InboxPassword => Read("Inbox__Password");

    /// <summary>The folder on the operator's side that the services watch.</summary>
    public string Drop => Path.Combine(_folder.Path, Service.Volumes.Single(volume => volume.EndsWith(":" + Binaries + "/drop", StringComparison.Ordinal)).Split(':')[0]);

    /// <param name="published">A published output; what is changed in it is changed in a copy.</param>
    /// <param name="templates">The alert files.</param>
    /// <param name="more">Settings that the file does not have, by name.</param>
    public static async Task<ComposeScene> StartAsync(string published, IReadOnlyDictionary<string, string> templates, Dictionary<string, string> more)
    {
        var file = ComposeFile.Read();
        var folder = new TemporaryFolder();
        Shell.Run($"cd '{folder.Path}' && {string.Join(" && ", file.Preparation)} && cp -r '{published}' app && rm app/templates/alerts/*");
        foreach (var (name, text) in templates)
            folder.Write(Path.Combine("app", "templates", "alerts", name), text);

        var asked = file.Services["database"].Environment;
        string password = File.ReadAllText(SecretOf(folder, file, "database-password"));
        Assert.Equal("/run/secrets/database-password", asked["POSTGRES_PASSWORD_FILE"]);
        var server = await PostgresServer.StartAsync(new PostgresAccess(asked["POSTGRES_USER"], password, asked["POSTGRES_INITDB_ARGS"]), settings: "");
        string connection = SecretOf(folder, file, "ConnectionStrings__AccountAlerts");
        File.WriteAllText(connection, File.ReadAllText(connection).Replace("Host=database;", $"Host={server.Host};", StringComparison.Ordinal));
        return new ComposeScene(file, folder, server, await server.CreateNamedAsync(asked["POSTGRES_DB"]), more);
    }

    /// <returns>A service that listens on its own port of this machine, and where.</returns>
    public (ChildProcess Process, Uri Address) Serve()
    {
        int port = Ports.Free();
        Assert.Equal(AnyAddress, Service.Environment["Inbox__Urls"]);
        return (Start(port, "serve"), new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")));
    }

    /// <summary>A command in a container of the service's kind, as <c>docker compose run</c> has it.</summary>
    public async Task RunAsync(params string[] arguments)
    {
        using var command = Start(0, arguments);
        Assert.True(await command.EndAsync(Place.Long) == 0, command.Log);
    }

    /// <summary>A folder of files that are put there whole.</summary>
    public string Put(string folder, IReadOnlyDictionary<string, string> files)
    {
        Directory.CreateDirectory(_folder[folder]);
        foreach (var (name, text) in files)
            _folder.Write(Path.Combine(folder, name), text);
        return _folder[folder];
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private ChildProcess Start(int port, params string[] arguments)
    {
        string secrets = Directory.CreateDirectory(_folder["run-secrets"]).FullName;
        foreach (string secret in Service.Secrets)
            File.WriteAllText(Path.Combine(secrets, secret), Read(secret));
        var environment = Service.Environment.Concat(_more).ToDictionary(pair => pair.Key, pair => pair.Value switch
        {
            AnyAddress => AnyAddress.Replace("5080", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            Binaries + "/drop" => Drop,
            var value => value,
        });
        Assert.DoesNotContain(environment.Values, value => value.StartsWith(Binaries, StringComparison.Ordinal));
        // The entry point of the Dockerfile.
        return ChildProcess.Start(
            ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", InContainer, secrets, Product.Dotnet, Path.Combine(_folder["app"], "AccountAlerts.dll")],
            _folder["app"], environment, arguments);
    }

    private string Read(string secret) => File.ReadAllText(SecretOf(_folder, _file, secret));

    private static string SecretOf(TemporaryFolder folder, ComposeFile file, string name) => Path.Combine(folder.Path, file.Secrets[name].File);
}

using System.Net;
using System.Net.Sockets;
using AccountAlerts.Hosting;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Tests.Crash;

/// <summary>A folder with everything one service needs: settings, alert files, a watched folder and a database.</summary>
internal sealed class Place : IDisposable
{
    /// <summary>Long enough for a process on a machine that has other things to do.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    /// <summary>The product's day in all these tests; its clock starts anew here with every process and never goes back.</summary>
    public static readonly DateOnly Today = new(2026, 6, 3);

    private readonly TemporaryFolder _folder = new();

    public Place()
    {
        _folder.Write(ContentRoot.SettingsFile, "{}");
        string shipped = Path.Combine(ContentRoot.Find(AppContext.BaseDirectory), "templates");
        foreach (string file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
            _folder.Write(Path.Combine("templates", Path.GetRelativePath(shipped, file)), File.ReadAllBytes(file));
        Directory.CreateDirectory(Watched);
        Directory.CreateDirectory(Path.GetDirectoryName(Database)!);
    }

    /// <summary>Where the service looks for files.</summary>
    public string Watched => _folder["drop"];

    public string Database => Path.Combine(DataFolder, "alerts.db");

    public string DataFolder => _folder["data"];

    public string this[string name] => _folder[name];

    public ChildProcess Serve() => ChildProcess.Start(_folder.Path, Settings(), "serve", "--contentRoot", _folder.Path, "--urls", $"http://127.0.0.1:{FreePort()}");

    public ChildProcess Command(params string[] arguments) => ChildProcess.Start(_folder.Path, Settings(), arguments);

    /// <summary>Runs a command to its end.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(params string[] arguments)
    {
        using ChildProcess command = Command(arguments);
        Assert.True(await command.EndAsync(Long) == ExitCode.Done, command.Log);
        return command.Output;
    }

    /// <summary>Puts files into a folder as a careful sender does: whole, under their final name.</summary>
    public void Put(string folder, IReadOnlyDictionary<string, string> files)
    {
        Directory.CreateDirectory(_folder[folder]);
        foreach (var (name, text) in files)
        {
            string unfinished = _folder.Write(name + ".unfinished", text);
            File.Move(unfinished, Path.Combine(_folder[folder], name));
        }
    }

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, string> Settings() => new()
    {
        ["ConnectionStrings__AccountAlerts"] = $"Data Source={Database}",
        ["Clock__Now"] = $"{Today:yyyy-MM-dd}T09:00:00Z",
        ["Evaluation__Every"] = "00:00:01",
        ["Budget__Enabled"] = "false",
        ["Delivery__Bundle"] = "0",
        ["Delivery__WakeFor"] = "low, medium, high, critical",
        ["Delivery__Poll"] = "00:00:00.5",
        ["Sources__Drop__Type"] = "DropFolder",
        ["Sources__Drop__Path"] = Watched,
        ["Sources__Drop__Every"] = "00:00:01",
        ["Sources__Drop__SettleFor"] = "00:00:00.2",
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

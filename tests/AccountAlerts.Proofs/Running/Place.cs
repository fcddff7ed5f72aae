using System.Globalization;
using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Rigging;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Proofs.Running;

/// <summary>A folder with everything one service needs: settings, alert files, a watched folder and a database.</summary>
internal sealed class Place : IDisposable
{
    /// <summary>Long enough for a process on a machine that has many other things to do; only a failure takes as long.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    /// <summary>The product's day in all these tests; its clock starts anew here with every process and never goes back.</summary>
    public static readonly DateOnly Today = new(2026, 6, 3);

    /// <summary>The newest whole day: what is told of it counts at once.</summary>
    public static readonly DateOnly Yesterday = Today.AddDays(-1);

    private readonly TemporaryFolder _folder = new();

    private readonly Database _database;

    /// <param name="templates">The alert files by name; null for the shipped ones.</param>
    /// <param name="database">Null for a file in this folder.</param>
    public Place(IReadOnlyDictionary<string, string>? templates = null, Database? database = null)
    {
        _folder.Write(ContentRoot.SettingsFile, "{}");
        string shipped = Path.Combine(ContentRoot.Find(AppContext.BaseDirectory), "templates");
        foreach (string file in templates is null ? Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories) : [])
            _folder.Write(Path.Combine("templates", Path.GetRelativePath(shipped, file)), System.IO.File.ReadAllBytes(file));
        foreach (var (name, text) in templates ?? new Dictionary<string, string>())
            _folder.Write(Path.Combine("templates", "alerts", name), text);
        Directory.CreateDirectory(Watched);
        Directory.CreateDirectory(DataFolder);
        Directory.CreateDirectory(Temporary);
        _database = database ?? new SqliteFile(File);
        State = new StoredState(_database);
        Settings = new(_database.Settings)
        {
            ["TMPDIR"] = Temporary,
            ["Clock__Now"] = $"{Today:yyyy-MM-dd}T09:00:00Z",
            ["Inbox__Urls"] = "http://127.0.0.1:0",
            ["Evaluation__Every"] = "00:00:01",
            ["Budget__Enabled"] = "false",
            ["Delivery__Bundle__Most"] = "1000",
            ["Delivery__WakeFor"] = "low, medium, high, critical",
            ["Delivery__Poll"] = "00:00:00.5",
            ["Sources__Drop__Type"] = "DropFolder",
            ["Sources__Drop__Path"] = Watched,
            ["Sources__Drop__Every"] = "00:00:01",
            ["Sources__Drop__SettleFor"] = "00:00:00.2",
        };
    }

    /// <summary>The environment of every process that is started here.</summary>
    public Dictionary<string, string> Settings { get; }

    public string Root => _folder.Path;

    /// <summary>Where the service looks for files.</summary>
    public string Watched => _folder["drop"];

    /// <summary>The database, where it is a file.</summary>
    public string File => Path.Combine(DataFolder, "alerts.db");

    public StoredState State { get; }

    public string DataFolder => _folder["data"];

    /// <summary>Where the service has its temporary files.</summary>
    public string Temporary => _folder["tmp"];

    public string this[string name] => _folder[name];

    /// <summary>Everybody is reached on a chat server.</summary>
    public Place TalkTo(FakeWebhook chat)
    {
        Settings["Webhook__Url"] = chat.Url.ToString();
        Settings["Webhook__Secret"] = chat.Secret;
        return this;
    }

    /// <summary>Switches off everything that would rightly hold back or bundle thousands of messages at once: each has tests of its own.</summary>
    public Place WithoutManners()
    {
        Settings["Delivery__Bundle__Most"] = "1000";
        Settings["Guard__Enabled"] = "false";
        Settings["Budget__Enabled"] = "false";
        Settings["Digest__Enabled"] = "false";
        Settings["Digest__Review__Enabled"] = "false";
        return this;
    }

    /// <summary>Known beforehand, for a service that cannot say where it listens.</summary>
    public Uri ListenOnPort()
    {
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        Settings["Inbox__Urls"] = address.ToString().TrimEnd('/');
        return address;
    }

    /// <summary>Leases and time-outs as short as they may be, so that what was cut off is taken up again within seconds.</summary>
    /// <param name="seconds">How long a call may take. A call that takes longer is none that failed, but looked up or repeated: who counts these gives more time.</param>
    public Place QuickLeases(int seconds = 1)
    {
        Settings["Delivery__Timeout"] = TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture);
        Settings["Delivery__Lease"] = TimeSpan.FromSeconds((3 * seconds) + 1).ToString("c", CultureInfo.InvariantCulture);
        return this;
    }

    /// <summary>A limit for every conversation.</summary>
    public Place OneMessagePer(TimeSpan? time)
    {
        if (time is { } pause)
            Settings["Webhook__ConversationEvery"] = pause.ToString("c", CultureInfo.InvariantCulture);
        return this;
    }

    public ChildProcess Serve(Rig? rig = null, IReadOnlyList<string>? program = null)
    {
        var settings = new Dictionary<string, string>(Settings.Concat(rig?.Settings() ?? []));
        return ChildProcess.Start(
            program ?? (rig is null ? Product.Built : Product.Rigged), Root, settings, "serve", "--contentRoot", Root);
    }

    public ChildProcess Command(params string[] arguments) => ChildProcess.Start(Product.Built, Root, Settings, arguments);

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
            System.IO.File.Move(unfinished, Path.Combine(_folder[folder], name));
        }
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }
}

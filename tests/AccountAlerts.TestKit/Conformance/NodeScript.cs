using System.Diagnostics;
using System.Threading.Channels;

namespace AccountAlerts.TestKit.Conformance;

/// <summary>A test that needs Node and the packages of <c>tests/conformance</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        bool required = Environment.GetEnvironmentVariable("CI") == "true";
        if (NodeScript.Missing is { } missing && !required)
            Skip = missing;
    }
}

/// <summary>A script of <c>tests/conformance</c>, running. It stops when its input ends.</summary>
public sealed class NodeScript : IAsyncDisposable
{
    private static readonly TimeSpan Patience = Waiting.AtMost;

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _faults = [];

    private NodeScript(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                _lines.Writer.TryWrite(text);
            else
                _lines.Writer.TryComplete();
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                lock (_faults)
                    _faults.Add(text);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static string Folder => Clone.In("tests", "conformance");

    /// <summary>What to install; null if everything is there.</summary>
    public static string? Missing { get; } =
        !OnPath("node") ? "no node on the PATH. Install Node 20 or newer (Debian: apt-get install nodejs npm) to run the official SDKs and clients."
        : !File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")) ? "the official SDKs and clients are not installed. Run npm ci in tests/conformance."
        : null;

    public static NodeScript Start(string script, IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, script), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        // Loopback is never reached through a proxy.
        foreach (string proxy in (string[])["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NODE_OPTIONS", "NODE_USE_ENV_PROXY"])
            start.Environment.Remove(proxy);
        return new NodeScript(Process.Start(start) ?? throw new InvalidOperationException("node did not start."));
    }

    /// <summary>Runs to the end.</summary>
    public static async Task<(int Exit, IReadOnlyList<string> Lines, string Faults)> RunAsync(
        string script, IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        await using var running = Start(script, environment, arguments);
        running._process.StandardInput.Close();
        var lines = new List<string>();
        using var over = new CancellationTokenSource(Patience * 3);
        await foreach (string line in running._lines.Reader.ReadAllAsync(over.Token))
            lines.Add(line);
        await running._process.WaitForExitAsync(over.Token);
        lock (running._faults)
            return (running._process.ExitCode, lines, string.Join('\n', running._faults));
    }

    /// <summary>The next line that the script says.</summary>
    public async Task<string> LineAsync()
    {
        using var over = new CancellationTokenSource(Patience);
        try
        {
            return await _lines.Reader.ReadAsync(over.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ChannelClosedException)
        {
            lock (_faults)
                throw new InvalidOperationException("The script says nothing more. " + string.Join('\n', _faults));
        }
    }

    /// <summary>Reads on until a line has this in it.</summary>
    public async Task<string> LineWithAsync(string part)
    {
        while (true)
        {
            string line = await LineAsync();
            if (line.Contains(part, StringComparison.Ordinal))
                return line;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static bool OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
}

using System.Diagnostics;
using System.Text;
using AccountAlerts.Proofs.Rigging;

namespace AccountAlerts.Proofs.Running;

/// <summary>The built product as a process of its own, which can be killed like one.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int KeptLog = 200;
    private const string Opening = "The inbox is open at ";

    private readonly Process _process;
    private readonly Queue<string> _log = new();
    private readonly StringBuilder _output = new();
    private Uri? _address;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>All of stdout; complete once the process has ended.</summary>
    public string Output
    {
        get
        {
            lock (_log)
                return _output.ToString();
        }
    }

    /// <summary>The newest lines of both streams.</summary>
    public string Log
    {
        get
        {
            // Its last words may still be on their way.
            if (_process.HasExited)
                _process.WaitForExit();
            lock (_log)
                return string.Join('\n', _log);
        }
    }

    /// <summary>How many lines it has said on both streams.</summary>
    public int Lines { get; private set; }

    /// <summary>Where a service listens, once it has said so.</summary>
    public async Task<Uri> AddressAsync()
    {
        await Patience.UntilAsync(() => Volatile.Read(ref _address) is not null || HasExited, Place.Long);
        return _address ?? throw new InvalidOperationException($"The service does not listen:\n{Log}");
    }

    /// <param name="program">What to run, and how.</param>
    /// <param name="settings">Environment variables, which beat the settings file.</param>
    public static ChildProcess Start(IReadOnlyList<string> program, string workingDirectory, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(program[0]) { WorkingDirectory = workingDirectory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in program.Skip(1).Concat(arguments))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        // What the runtime puts among the temporary files for debuggers stays there when the process is killed.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";

        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, line) => child.Keep(line.Data, output: true);
        child._process.ErrorDataReceived += (_, line) => child.Keep(line.Data, output: false);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>SIGKILL: the process does nothing any more, not even end.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager sends it.</summary>
    public void Terminate() => Signals.Send(Id, Signals.Terminate);

    /// <summary>SIGSTOP: it stands still between two instructions, and knows nothing of it afterwards.</summary>
    public void Pause() => Signals.Send(Id, Signals.Stop);

    /// <summary>True while it stands still.</summary>
    public bool IsPaused => !HasExited && File.ReadAllText($"/proc/{Id}/stat").Split(") ")[^1].StartsWith('T');

    public void Continue() => Signals.Send(Id, Signals.Continue);

    /// <param name="atMost">Null where it matters to nobody how long it takes.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(TimeSpan? atMost = null)
    {
        Assert.True(await Patience.UntilAsync(() => _process.HasExited, atMost ?? Place.Long), $"The process did not end within {atMost ?? Place.Long}:\n{Log}");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Keep(string? line, bool output)
    {
        if (line is null)
            return;
        if (line.IndexOf(Opening, StringComparison.Ordinal) is >= 0 and var at && Uri.TryCreate(line[(at + Opening.Length)..].Split(',')[0], UriKind.Absolute, out var address))
            Volatile.Write(ref _address, address);
        lock (_log)
        {
            if (output)
                _output.Append(line).Append('\n');
            Lines++;
            _log.Enqueue(line);
            if (_log.Count > KeptLog)
                _log.Dequeue();
        }
    }
}

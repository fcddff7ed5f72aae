using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AccountAlerts.Tests.Crash;

/// <summary>The built product as a process of its own, which can be killed like one.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int KeptLog = 200;

    private readonly Process _process;
    private readonly Queue<string> _log = new();
    private readonly StringBuilder _output = new();

    private ChildProcess(Process process) => _process = process;

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
            lock (_log)
                return string.Join('\n', _log);
        }
    }

    /// <param name="settings">Environment variables, which beat the settings file.</param>
    public static ChildProcess Start(string workingDirectory, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "AccountAlerts.dll"));
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

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
    public void Terminate()
    {
        using Process signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        signal.WaitForExit();
    }

    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(TimeSpan atMost)
    {
        Assert.True(await Patience.UntilAsync(() => _process.HasExited, atMost), $"The process did not end within {atMost}:\n{Log}");
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
        lock (_log)
        {
            if (output)
                _output.Append(line).Append('\n');
            _log.Enqueue(line);
            if (_log.Count > KeptLog)
                _log.Dequeue();
        }
    }
}

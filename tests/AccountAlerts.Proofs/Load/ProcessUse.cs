using System.Diagnostics;
using System.Globalization;

namespace AccountAlerts.Proofs.Load;

/// <summary>What a process has used, as the kernel counts it.</summary>
internal static class ProcessUse
{
    /// <summary>Time on the processors so far, all threads together.</summary>
    public static TimeSpan Processor(int process)
    {
        using var running = Process.GetProcessById(process);
        return running.TotalProcessorTime;
    }

    /// <summary>The most resident memory since the process began.</summary>
    public static long PeakMegabytes(int process) => Field(process, "VmHWM:") / 1024;

    private static long Field(int process, string name)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}

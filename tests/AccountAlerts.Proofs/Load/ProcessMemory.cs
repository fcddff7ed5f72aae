using System.Globalization;

namespace AccountAlerts.Proofs.Load;

/// <summary>Resident memory as the kernel counts it.</summary>
internal static class ProcessMemory
{
    /// <summary>The most since the process began.</summary>
    public static long PeakMegabytes(int process) => Field(process, "VmHWM:") / 1024;

    private static long Field(int process, string name)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}

using System.Runtime.InteropServices;

namespace AccountAlerts.Proofs.Rigging;

/// <summary>Signals that a process cannot catch: to itself, so that they come between two statements, or to another.</summary>
internal static class Signals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Strike(Blow blow) => Send(Environment.ProcessId, blow == Blow.Kill ? Kill : Stop);

    /// <exception cref="InvalidOperationException">There is no such process, or it is somebody else's.</exception>
    public static void Send(int process, int signal)
    {
        if (SendSignal(process, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} does not reach process {process}: error {Marshal.GetLastPInvokeError()}.");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}

using System.Diagnostics;

namespace AccountAlerts.Proofs.Running;

/// <summary>Runs a command line as an operator types it.</summary>
internal static class Shell
{
    public static string Run(string command)
    {
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = shell.StandardError.ReadToEndAsync();
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.True(shell.ExitCode == 0, $"{command}\nended with {shell.ExitCode}: {error.GetAwaiter().GetResult()}");
        return output;
    }
}

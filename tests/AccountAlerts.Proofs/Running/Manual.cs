using AccountAlerts.Hosting;

namespace AccountAlerts.Proofs.Running;

/// <summary>The commands of docs/operations.md, as they stand there.</summary>
internal static class Manual
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(ContentRoot.Find(AppContext.BaseDirectory), "docs", "operations.md"));

    /// <param name="start">How the one line that is meant begins.</param>
    /// <param name="here">What stands for a place of the manual on this machine; each must occur.</param>
    public static string Command(string start, params (string There, string Here)[] here)
    {
        string command = Assert.Single(Lines, line => line.StartsWith(start, StringComparison.Ordinal));
        foreach (var (there, place) in here)
        {
            Assert.Contains(there, command, StringComparison.Ordinal);
            command = command.Replace(there, place, StringComparison.Ordinal);
        }

        return command;
    }
}

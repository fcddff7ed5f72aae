namespace AccountAlerts.Hosting;

/// <summary>A command cannot go on for a reason that its caller can understand and mend; printed as it is, without a stack trace.</summary>
public sealed class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}

namespace AccountAlerts.Hosting;

/// <summary>How a command ended; scripts rely on the numbers.</summary>
public static class ExitCode
{
    /// <summary>Done; firing alerts, warnings and rejected rows included.</summary>
    public const int Done = 0;

    /// <summary><c>check</c> found faults, a file was refused, an account is unknown.</summary>
    public const int Found = 1;

    /// <summary>The command line or the settings are wrong.</summary>
    public const int Usage = 2;

    /// <summary>The machinery broke: disk, database, network, a bug.</summary>
    public const int Broken = 3;
}

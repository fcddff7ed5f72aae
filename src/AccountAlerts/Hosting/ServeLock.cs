namespace AccountAlerts.Hosting;

/// <summary>
/// Only one service may run on a SQLite file. The lock is the operating system's, on a file beside the database: it goes with the process,
/// however that ends, and the file that stays behind means nothing.
/// </summary>
public sealed class ServeLock : IDisposable
{
    /// <summary>"Would have to wait", by the operating system's number.</summary>
    private const int Locked = 11;

    private readonly FileStream file;

    private ServeLock(FileStream file) => this.file = file;

    /// <exception cref="CommandException">Another service has the database.</exception>
    public static ServeLock Take(string database)
    {
        string path = database + ".serve";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
            return new ServeLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult == Locked)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"Another service is running on {database}. Stop it first, or give this one a database of its own (ConnectionStrings__AccountAlerts=\"Data Source=...\").");
        }
    }

    public void Dispose() => file.Dispose();
}

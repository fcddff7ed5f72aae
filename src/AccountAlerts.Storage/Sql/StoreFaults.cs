using AccountAlerts.Storage.Sqlite;

namespace AccountAlerts.Storage.Sql;

/// <summary>Which exceptions tell of the store and its disk, and not of a mistake.</summary>
public static class StoreFaults
{
    // The numbers of the operating system, which .NET passes on in HResult.
    private const int NoSpace = 28;
    private const int ReadOnly = 30;

    /// <returns>Null for everything else.</returns>
    public static StoreFault? Of(Exception fault) => fault switch
    {
        IOException { HResult: NoSpace } => new StoreFault("the disk is full"),
        IOException { HResult: ReadOnly } => new StoreFault("the database's folder is read-only"),
        UnauthorizedAccessException => new StoreFault("the database's folder may not be written"),
        _ => SqliteFaults.Of(fault) ?? (fault.InnerException is { } inner ? Of(inner) : null),
    };
}

namespace AccountAlerts.TestKit;

/// <summary>The clone that the tests were built in, found from where they run.</summary>
public static class Clone
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Folder { get; } = Find();

    /// <summary>Real behaviour of 89 companies; its README says what it is.</summary>
    public static string SampleData => In("tests", "data", "openstack");

    public static string In(params string[] path) => Path.Combine([Folder, .. path]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AccountAlerts.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"The tests run outside of a clone: no AccountAlerts.sln above {AppContext.BaseDirectory}.");
    }
}

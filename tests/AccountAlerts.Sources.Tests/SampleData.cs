namespace AccountAlerts.Sources.Tests;

/// <summary>Folders of facts that are kept with the tests.</summary>
public static class SampleData
{
    /// <summary>Real behaviour of 89 companies; its README says what it is.</summary>
    public static string Openstack { get; } = Find("openstack");

    private static string Find(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "tests", "data", name);
            if (Directory.Exists(path))
                return path;
        }

        throw new DirectoryNotFoundException($"No tests/data/{name} above {AppContext.BaseDirectory}.");
    }
}

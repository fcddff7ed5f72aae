namespace AccountAlerts.Hosting;

/// <summary>Finds the folder that holds appsettings.json and templates/, however the product was started.</summary>
public static class ContentRoot
{
    public const string SettingsFile = "appsettings.json";

    /// <summary>
    /// The first folder upwards from the binaries that has an appsettings.json: the top of a clone for <c>dotnet run</c> and tests (nothing
    /// copies the file to bin, so edits count without a rebuild), the folder of the binaries once published. Else the binaries' own folder.
    /// </summary>
    public static string Find(string baseDirectory)
    {
        for (DirectoryInfo? folder = new(baseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SettingsFile)))
                return folder.FullName;
        }

        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(baseDirectory));
    }
}

using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder.Reading;

namespace AccountAlerts.Sources.DropFolder;

/// <summary>The files of a folder that the contract may mean, in the order to take them: streams as the contract lists them, then names.</summary>
internal static class FolderListing
{
    public static IReadOnlyList<ContractFile> Files(string folder) => Ordered(Direct(folder));

    /// <summary>Also those in sub-folders that are called like a stream.</summary>
    public static IReadOnlyList<ContractFile> FilesAndStreamFolders(string folder) => Ordered(
        Direct(folder).Concat(
            FactContract.All
                .Select(contract => (contract.Name, Path: Path.Combine(folder, contract.Name)))
                .Where(stream => Directory.Exists(stream.Path))
                .SelectMany(stream => Directory.EnumerateFiles(stream.Path).Select(path => ContractFile.ParseInStreamFolder(path, stream.Name)).OfType<ContractFile>())));

    private static IEnumerable<ContractFile> Direct(string folder) => Directory.EnumerateFiles(folder).Select(ContractFile.Parse).OfType<ContractFile>();

    private static ContractFile[] Ordered(IEnumerable<ContractFile> files) =>
        [.. files.OrderBy(Position).ThenBy(file => file.Name, StringComparer.Ordinal)];

    /// <summary>Unknown streams come last, to be refused by name.</summary>
    private static int Position(ContractFile file)
    {
        for (int i = 0; i < FactContract.All.Count; i++)
        {
            if (FactContract.All[i] == file.Contract)
                return i;
        }

        return FactContract.All.Count;
    }
}

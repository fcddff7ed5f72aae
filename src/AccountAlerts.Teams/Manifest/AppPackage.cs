using System.IO.Compression;
using System.Text;

namespace AccountAlerts.Teams.Manifest;

/// <summary>What an administrator uploads: a zip of the manifest and both icons. The same settings give the same bytes.</summary>
public static class AppPackage
{
    /// <summary>A zip knows no earlier day.</summary>
    private static readonly DateTimeOffset Fixed = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc cref="TeamsManifest.Write"/>
    public static byte[] Write(string botId, Uri site)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "manifest.json", Encoding.UTF8.GetBytes(TeamsManifest.Write(botId, site)));
            Add(zip, TeamsManifest.ColorIcon, AppIcon.Color());
            Add(zip, TeamsManifest.OutlineIcon, AppIcon.Outline());
        }

        return bytes.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = Fixed;
        using var stream = entry.Open();
        stream.Write(content);
    }
}

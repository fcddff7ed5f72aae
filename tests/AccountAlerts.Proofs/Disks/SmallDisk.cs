using System.Globalization;
using AccountAlerts.Proofs.Running;

namespace AccountAlerts.Proofs.Disks;

/// <summary>
/// A service whose data folder is a small disk of its own, a tmpfs that only it can see: in a user and a mount namespace of its own, which
/// needs no root. When the disk is full, the system says so to the service as it would anywhere. What is on it is copied back at the end.
/// </summary>
internal sealed class SmallDisk
{
    private const int Megabytes = 16;

    // $0 is the folder; the rest is the command. The shell stays, so that it can copy once the service has ended.
    private const string Script = """
        cp -r "$0" "$0.before" && mount -t tmpfs -o size=16m tmpfs "$0" && cp -r "$0.before/." "$0" || exit 99
        "$@" &
        trap 'kill -TERM $!' TERM
        while kill -0 $! 2> /dev/null; do wait $! ; status=$? ; done
        rm -rf "$0"/filler && mkdir "$0.after" && cp -r "$0/." "$0.after" && exit $status
        """;

    private const string ReadOnlyScript = """
        mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"
        """;

    private readonly string _folder;
    private readonly ChildProcess _shell;

    private SmallDisk(string folder, ChildProcess shell)
    {
        _folder = folder;
        _shell = shell;
    }

    /// <summary>The folder as the service sees it.</summary>
    private string Inside => string.Create(CultureInfo.InvariantCulture, $"/proc/{_shell.Id}/root{_folder}");

    /// <summary>Begins with what the folder holds.</summary>
    public static (SmallDisk Disk, ChildProcess Service) Serve(Place place)
    {
        var shell = place.Serve(program: ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", Script, place.DataFolder, .. Product.Built]);
        return (new SmallDisk(place.DataFolder, shell), shell);
    }

    /// <summary>Begins on a disk that takes nothing.</summary>
    public static (SmallDisk Disk, ChildProcess Service) ServeReadOnly(Place place)
    {
        var service = place.Serve(program: ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", ReadOnlyScript, place.DataFolder, .. Product.Built]);
        return (new SmallDisk(place.DataFolder, service), service);
    }

    /// <summary>Takes all that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Path.Combine(Inside, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[4096];
        try
        {
            for (int written = 0; written <= Megabytes * 1024 * 1024; written += block.Length)
                filler.Write(block);
        }
        catch (IOException)
        {
            return;
        }

        throw new InvalidOperationException("The disk did not become full.");
    }

    /// <summary>There is space again.</summary>
    public void Free() => File.Delete(Path.Combine(Inside, "filler"));

    /// <summary>A read-only disk takes writes again.</summary>
    public void MakeWritable()
    {
        using var mount = System.Diagnostics.Process.Start(
            "nsenter", ["-t", _shell.Id.ToString(CultureInfo.InvariantCulture), "--user", "--mount", "--preserve-credentials", "mount", "-o", "remount,rw,bind", _folder]);
        mount.WaitForExit();
        Assert.Equal(0, mount.ExitCode);
    }

    /// <summary>After the end of the service: what was on the disk is in the folder.</summary>
    public void Keep()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.Move(_folder + ".after", _folder);
    }
}

using System.Security.Cryptography;
using AccountAlerts.Hosting;

namespace AccountAlerts.Encryption;

/// <summary>A secret that the service made for itself, in a file that only its own user can read.</summary>
internal sealed class SecretKeyFile(string path)
{
    public const string Name = "secrets.key";

    private const int Bytes = 32;

    /// <summary>With the pause ten seconds: it takes milliseconds to make one.</summary>
    private const int MostLooks = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private string Turn => path + ".making";

    /// <summary>Made if it is not there. Of two services that find none at once, one makes it and the other waits.</summary>
    /// <exception cref="CommandException">There is a file, and no key in it.</exception>
    public string Secret()
    {
        if (!File.Exists(path))
            MakeOnce();
        string secret = File.ReadAllText(path).Trim();
        return secret.Length >= Bytes ? secret : throw new CommandException(
            ExitCode.Usage, $"{path} holds no key, though it is the file for it. Restore it from a backup, or remove it to have a new one made; tokens that were stored must then be given again.");
    }

    /// <summary>Moving a file to where none is looks first and moves then: two at once would both move, and the first would go on with a lost key.</summary>
    private void MakeOnce()
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        for (int looks = 0; !File.Exists(path); looks++)
        {
            using var turn = TakeTurn();
            if (turn is null)
            {
                if (looks == MostLooks)
                    throw new CommandException(ExitCode.Broken, $"{Turn} is held by another program, so no key can be made at {path}. End that program, or remove the file.");
                SpinWait.SpinUntil(() => File.Exists(path), Pause);
            }
            else if (!File.Exists(path))
            {
                Make();
            }
        }
    }

    /// <returns>Null while somebody else makes the key; the system gives the turn back also for one who died.</returns>
    private FileStream? TakeTurn()
    {
        try
        {
            return new FileStream(Turn, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        // Whoever had the turn may have given it back meanwhile: then the key is there.
        catch (IOException) when (File.Exists(Turn) || File.Exists(path))
        {
            return null;
        }
    }

    private void Make()
    {
        string unfinished = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(unfinished, options))
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
        File.Move(unfinished, path, overwrite: false);
    }
}

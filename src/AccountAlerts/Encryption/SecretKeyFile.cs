using System.Security.Cryptography;
using System.Text;
using AccountAlerts.Hosting;

namespace AccountAlerts.Encryption;

/// <summary>A secret that the service made for itself, in a file that only its own user can read.</summary>
internal sealed class SecretKeyFile(string path)
{
    public const string Name = "secrets.key";

    private const int Bytes = 32;

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
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(path))));
        using var turn = new Mutex(initiallyOwned: false, $"accountalerts-key-{name}");
        try
        {
            turn.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Whoever had it before died; the turn is ours.
        }

        try
        {
            if (!File.Exists(path))
                Make();
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    private void Make()
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        string unfinished = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(unfinished, options))
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
        File.Move(unfinished, path, overwrite: false);
    }
}

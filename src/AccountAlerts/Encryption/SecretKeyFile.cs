using System.Security.Cryptography;
using AccountAlerts.Hosting;

namespace AccountAlerts.Encryption;

/// <summary>A secret that the service made for itself, in a file that only its own user can read.</summary>
internal sealed class SecretKeyFile(string path)
{
    public const string Name = "secrets.key";

    private const int Bytes = 32;

    /// <summary>Made if it is not there. Of two services that make it at once, both take what is there in the end.</summary>
    /// <exception cref="CommandException">There is a file, and no key in it.</exception>
    public string Secret()
    {
        if (!File.Exists(path))
            Make();
        string secret = File.ReadAllText(path).Trim();
        return secret.Length >= Bytes ? secret : throw new CommandException(
            ExitCode.Usage, $"{path} holds no key, though it is the file for it. Restore it from a backup, or remove it to have a new one made; tokens that were stored must then be given again.");
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
        try
        {
            File.Move(unfinished, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(unfinished);
        }
    }
}

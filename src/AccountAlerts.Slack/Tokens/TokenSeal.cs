using System.Security.Cryptography;
using System.Text;

namespace AccountAlerts.Slack.Tokens;

/// <summary>Encrypts tokens before they are stored (AES-GCM). The key is outside the database: a setting, or a file beside it that backups of the database do not hold.</summary>
public sealed class TokenSeal
{
    private const int KeyBytes = 32;

    private readonly string? _setting;
    private readonly string? _file;
    private readonly Lock _gate = new();
    private byte[]? _key;

    /// <param name="setting">The key in base64; null to use the file.</param>
    /// <param name="file">Made at first use, readable by its owner alone; null where several machines share the store.</param>
    public TokenSeal(string? setting, string? file)
    {
        _setting = setting;
        _file = file;
    }

    public string Seal(string text, string about)
    {
        byte[] plain = Encoding.UTF8.GetBytes(text);
        byte[] sealedBytes = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + plain.Length];
        var nonce = sealedBytes.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Key(), AesGcm.TagByteSizes.MaxSize);
        aes.Encrypt(
            nonce, plain, sealedBytes.AsSpan(nonce.Length + AesGcm.TagByteSizes.MaxSize), sealedBytes.AsSpan(nonce.Length, AesGcm.TagByteSizes.MaxSize),
            Encoding.UTF8.GetBytes(about));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <param name="about">As when it was sealed: one workspace's tokens cannot be put in the place of another's.</param>
    /// <returns>Null if it was sealed with another key.</returns>
    public string? Open(string text, string about)
    {
        try
        {
            byte[] sealedBytes = Convert.FromBase64String(text);
            int head = AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize;
            if (sealedBytes.Length < head)
                return null;
            byte[] plain = new byte[sealedBytes.Length - head];
            using var aes = new AesGcm(Key(), AesGcm.TagByteSizes.MaxSize);
            aes.Decrypt(
                sealedBytes.AsSpan(0, AesGcm.NonceByteSizes.MaxSize), sealedBytes.AsSpan(head),
                sealedBytes.AsSpan(AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize), plain, Encoding.UTF8.GetBytes(about));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private byte[] Key()
    {
        lock (_gate)
            return _key ??= _setting is { Length: > 0 } ? Convert.FromBase64String(_setting) : FromFile();
    }

    private byte[] FromFile()
    {
        if (_file is null)
            throw new InvalidOperationException("Slack:TokenKey is missing: tokens that are renewed are kept encrypted.");
        if (!File.Exists(_file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file) ?? ".");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(_file, options);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))));
        }

        return Convert.FromBase64String(File.ReadAllText(_file).Trim());
    }
}

using System.Security.Cryptography;
using System.Text;

namespace AccountAlerts.Encryption;

/// <summary>A key for AES-256-GCM, worked out of a long secret (HKDF with SHA-256).</summary>
/// <remarks>A sealed text is <c>s1.id.data</c>; data is nonce (12 bytes), tag (16) and what is sealed, in base64url.</remarks>
internal sealed class SealingKey
{
    private const string Format = "s1";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key;

    public SealingKey(string secret)
    {
        byte[] material = Encoding.UTF8.GetBytes(secret);
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 32, info: "AccountAlerts sealing"u8.ToArray());
        Id = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 6, info: "AccountAlerts key id"u8.ToArray()));
    }

    /// <summary>Tells keys apart and tells nothing of them.</summary>
    public string Id { get; }

    public string Seal(string purpose, string secret)
    {
        byte[] plain = Encoding.UTF8.GetBytes(secret);
        byte[] data = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = data.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(nonce, plain, data.AsSpan(NonceBytes + TagBytes), data.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(purpose));
        return $"{Format}.{Id}.{System.Buffers.Text.Base64Url.EncodeToString(data)}";
    }

    /// <returns>Null for a text of another key or purpose, or one that is damaged.</returns>
    public string? Open(string purpose, string text)
    {
        string[] parts = text.Split('.');
        if (parts is not [Format, var id, var coded] || id != Id || !System.Buffers.Text.Base64Url.IsValid(coded))
            return null;
        byte[] data = System.Buffers.Text.Base64Url.DecodeFromChars(coded);
        if (data.Length < NonceBytes + TagBytes)
            return null;
        byte[] plain = new byte[data.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(_key, TagBytes);
            aes.Decrypt(data.AsSpan(0, NonceBytes), data.AsSpan(NonceBytes + TagBytes), data.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(purpose));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}

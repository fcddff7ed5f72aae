using System.Buffers.Text;
using System.Security.Cryptography;
using AccountAlerts.Engine;

namespace AccountAlerts.Hosting;

/// <summary>Ids from the operating system's random numbers.</summary>
internal sealed class RandomIds : IRandomIds
{
    public string Next()
    {
        Span<byte> bits = stackalloc byte[16];
        RandomNumberGenerator.Fill(bits);
        return Base64Url.EncodeToString(bits);
    }
}

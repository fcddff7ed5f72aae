using System.Text;

namespace AccountAlerts.Storage.Facts;

/// <summary>Texts as they come back from the database: half a surrogate pair cannot be stored and becomes U+FFFD.</summary>
internal static class WellFormed
{
    public static string Of(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.IsSurrogate(c))
            {
                byte[] bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
                return Encoding.UTF8.GetString(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
            }
        }

        return text.ToString();
    }
}

using System.Text;

namespace AccountAlerts.Storage.Facts;

/// <summary>Texts as they come back from the database: half a surrogate pair cannot be stored and becomes U+FFFD.</summary>
internal static class WellFormed
{
    public static string Of(ReadOnlySpan<char> text) => Of(text.ToString());

    /// <returns>The same text where nothing has to be replaced.</returns>
    public static string Of(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

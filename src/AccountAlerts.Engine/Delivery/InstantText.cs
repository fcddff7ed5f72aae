using System.Globalization;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Instants as remembered values.</summary>
public static class InstantText
{
    public static string Write(DateTimeOffset instant) => instant.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    public static bool TryRead(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
}

using System.Globalization;

namespace AccountAlerts.Cli;

/// <summary>Numbers as everybody sees them, whatever the machine's language.</summary>
internal static class Numbers
{
    public static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>With its sign, for changes.</summary>
    public static string Signed(int value) => value.ToString("+0;-0;0", CultureInfo.InvariantCulture);
}

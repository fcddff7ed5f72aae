using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AccountAlerts.Domain.Alerts;

namespace AccountAlerts.Engine.Delivery;

/// <summary>
/// What a button carries that is about one alert and stands on no card: a row of a digest or of a list. It names nobody: the trigger and
/// what it is about are folded into a few digits.
/// </summary>
public sealed record AlertHandle(int AccountId, string Mark, int Episode)
{
    private const string Prefix = "alert.";
    private const int MarkLength = 16;

    public static AlertHandle Of(Alert alert) => new(alert.Key.AccountId, MarkOf(alert.Key), alert.Episode);

    /// <returns>Null for a value that no row wrote.</returns>
    public static AlertHandle? Parse(string value)
    {
        if (!value.StartsWith(Prefix, StringComparison.Ordinal) || value.Split('.') is not [_, var account, { Length: MarkLength } mark, var episode])
            return null;
        return int.TryParse(account, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            && int.TryParse(episode, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new AlertHandle(id, mark, number)
            : null;
    }

    public bool Names(Alert alert) => alert.Key.AccountId == AccountId && alert.Episode == Episode && MarkOf(alert.Key) == Mark;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{AccountId}.{Mark}.{Episode}");

    private static string MarkOf(AlertKey key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Trigger}/{key.SubjectKind}/{key.SubjectKey}")))[..MarkLength];
}

using System.Globalization;

namespace AccountAlerts.Proofs.Running;

/// <summary>How long a proof is: short among the ordinary tests, long by a variable of the environment.</summary>
internal static class Length
{
    public static int Of(string variable, int byDefault) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : byDefault;
}

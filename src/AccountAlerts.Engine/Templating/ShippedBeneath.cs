using System.Security.Cryptography;
using System.Text;

namespace AccountAlerts.Engine.Templating;

/// <summary>The shipped file under an operator's own has changed since that was written.</summary>
/// <param name="Path">Of the operator's file.</param>
/// <param name="Was">Lines that the shipped file no longer has.</param>
/// <param name="Is">Lines that it has instead.</param>
public sealed record ChangedBeneath(string Path, string ShippedPath, IReadOnlyList<string> Was, IReadOnlyList<string> Is);

/// <summary>
/// Remembers which shipped text an operator's file was written over, so that an upgrade that improves it does not go unseen. Saving the own
/// file anew says that it was looked at.
/// </summary>
internal sealed class ShippedBeneath(ITriggerTexts texts)
{
    private const string Prefix = "beneath/";

    /// <returns>Null where nothing has changed, or nobody remembers.</returns>
    public async Task<ChangedBeneath?> LookAsync(AlertFile own, bool remember, CancellationToken cancellation)
    {
        if (own is not { Text: { } text, Beneath: { Text: { } shipped } beneath })
            return null;
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        if (await texts.LoadAsync(Prefix + own.Name, cancellation) is { } known && known.StartsWith(hash + "\n", StringComparison.Ordinal))
        {
            string[] before = Lines(known[(hash.Length + 1)..]), now = Lines(shipped);
            return before.SequenceEqual(now) ? null : new ChangedBeneath(own.Path, beneath.Path, [.. before.Except(now)], [.. now.Except(before)]);
        }

        if (remember)
            await texts.SaveAsync(Prefix + own.Name, $"{hash}\n{shipped}", cancellation);
        return null;
    }

    private static string[] Lines(string text) => [.. text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];
}

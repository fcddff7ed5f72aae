using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;

namespace AccountAlerts.Slack.Inbound;

/// <summary>Which customer a message speaks of: the longest name in it that the reader may see.</summary>
public sealed class NamedCustomers(IFactReader facts, AccountAccess access)
{
    /// <summary>A message of pages names many.</summary>
    private const int MostText = 4000;

    /// <returns>Null if it names none for sure.</returns>
    public async Task<string?> FindAsync(string reader, string text, CancellationToken cancellation)
    {
        string words = Plain(text.Length > MostText ? text[..MostText] : text);
        await using var session = await facts.OpenAsync(cancellation);
        foreach (var account in (await session.AccountsAsync(cancellation)).OrderByDescending(account => account.Name.Length))
        {
            if (words.Contains(Plain(account.Name), StringComparison.Ordinal) && await access.MayAsync(reader, account.Id, cancellation))
                return account.Name;
        }

        return null;
    }

    /// <summary>Lower case between blanks, so that a name is found as a whole word.</summary>
    private static string Plain(string text) =>
        " " + string.Join(' ', new string([.. text.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)) + " ";
}

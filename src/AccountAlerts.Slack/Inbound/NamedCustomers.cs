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
        await using var session = await facts.OpenAsync(cancellation);
        foreach (var account in AccountNames.NamedIn(text.Length > MostText ? text[..MostText] : text, await session.AccountsAsync(cancellation)))
        {
            if (await access.MayAsync(reader, account.Id, cancellation))
                return account.Name;
        }

        return null;
    }
}

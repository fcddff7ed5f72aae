using AccountAlerts.Domain.Fleet;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>Accounts by trigger and by span of a day, counted back from now. An account counts once in each span.</summary>
internal sealed class OpeningCounts(IReadOnlyList<AlertOpening> openings, DateTimeOffset now, int spans)
{
    private readonly ILookup<string, AlertOpening> _byTrigger = openings.ToLookup(opening => opening.Trigger, StringComparer.Ordinal);

    /// <param name="after">Openings up to here do not count in the youngest span.</param>
    /// <returns>The youngest span first.</returns>
    public IReadOnlyList<int> Of(string trigger, DateTimeOffset after)
    {
        var accounts = new HashSet<int>[spans];
        for (int i = 0; i < spans; i++)
            accounts[i] = [];
        foreach (var opening in _byTrigger[trigger])
        {
            int span = (int)Math.Floor((now - opening.At) / GuardLimits.Window);
            if (span >= 0 && span < spans && (span > 0 || opening.At > after))
                accounts[span].Add(opening.AccountId);
        }

        return [.. accounts.Select(span => span.Count)];
    }
}

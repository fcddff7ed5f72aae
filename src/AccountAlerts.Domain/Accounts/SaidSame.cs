namespace AccountAlerts.Domain.Accounts;

/// <summary>Which people teammates called one and the same. Like a shared address it holds on all days: who they are did not change when somebody noticed.</summary>
public static class SaidSame
{
    /// <param name="said">Ascending by instant.</param>
    /// <returns>Pairs of person_ids; what was told apart later is in none.</returns>
    public static IReadOnlyList<(string One, string Other)> Pairs(IReadOnlyList<SaidFact> said)
    {
        ArgumentNullException.ThrowIfNull(said);
        List<(string One, string Other)>? pairs = null;
        foreach (var fact in said)
        {
            if (fact is { Kind: SaidKinds.Same, Value: { } one, InsteadOf: { } other })
                (pairs ??= []).Add((one, other));
            else if (fact is { Kind: SaidKinds.Apart, Value: { } person } && pairs is not null)
                Part(pairs, person);
        }

        return pairs ?? [];
    }

    /// <summary>Drops every pair that leads to the person, over whatever others.</summary>
    private static void Part(List<(string One, string Other)> pairs, string person)
    {
        HashSet<string> together = [person];
        while (pairs.FindIndex(pair => together.Contains(pair.One) || together.Contains(pair.Other)) is >= 0 and var at)
        {
            together.Add(pairs[at].One);
            together.Add(pairs[at].Other);
            pairs.RemoveAt(at);
        }
    }
}

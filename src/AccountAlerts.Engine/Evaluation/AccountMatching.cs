namespace AccountAlerts.Engine.Evaluation;

/// <summary>How well the accounts of the CRM and those that use rows name fit together. Lists are in ordinal order.</summary>
/// <param name="Accounts">Known accounts, merged ones left out.</param>
/// <param name="WithoutUse">Known accounts that no use row, and no sighting of a person, was ever about.</param>
/// <param name="ByAddress">Accounts that only use names, and whose people's addresses say which customer they are.</param>
/// <param name="Unknown">Accounts that only use names, and nobody can say whose they are: they count for nobody.</param>
public sealed record AccountMatching(
    int Accounts, IReadOnlyList<AccountRef> WithoutUse, IReadOnlyList<MatchedAccount> ByAddress, IReadOnlyList<UnmatchedUse> Unknown)
{
    public static AccountMatching Nothing { get; } = new(0, [], [], []);

    public int WithUse => Accounts - WithoutUse.Count;
}

/// <param name="Name">As use rows call it.</param>
/// <param name="AccountId">The customer.</param>
public sealed record MatchedAccount(string Name, string AccountId);

/// <param name="Why">In words, why it is nobody's.</param>
public sealed record UnmatchedUse(string Name, string Why);

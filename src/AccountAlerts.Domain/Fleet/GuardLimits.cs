namespace AccountAlerts.Domain.Fleet;

/// <summary>From when on a wave of the same finding is doubted rather than told.</summary>
/// <param name="MinAccounts">Fewer accounts than this are never held.</param>
/// <param name="Share">Of the accounts for which the trigger can be told, 0 to 1.</param>
/// <param name="TimesUsual">Times the usual day.</param>
/// <param name="ComponentPoints">By so many of 100 points the typical value of a part of the score may move within a day.</param>
public sealed record GuardLimits(int MinAccounts, double Share, double TimesUsual, double ComponentPoints)
{
    public static GuardLimits Default { get; } = new(10, 0.2, 5, 10);

    /// <summary>The span that is looked at, up to now.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>How many spans before it say what is usual.</summary>
    public const int UsualDays = 28;

    /// <summary>A wave of so many accounts is one, whatever is usual.</summary>
    public double LeastOf(int evaluated) => Math.Max(MinAccounts, Share * evaluated);
}

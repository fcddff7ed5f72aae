namespace AccountAlerts.Domain.Fleet;

/// <summary>How a trigger went over all accounts.</summary>
/// <param name="NewlyTrue">Accounts for which it became true within the last day.</param>
/// <param name="Evaluated">Accounts for which it could be told.</param>
/// <param name="Before">The same of each of the 28 days before.</param>
public sealed record TriggerCourse(int NewlyTrue, int Evaluated, IReadOnlyList<int> Before);

/// <summary>How the typical value of one part of the score moved.</summary>
/// <param name="Accounts">For how many accounts it is known.</param>
/// <param name="Now">The median over them, 0 to 100.</param>
/// <param name="Earlier">Medians within the last day, oldest first.</param>
public sealed record ComponentCourse(int Accounts, double Now, IReadOnlyList<double> Earlier);

/// <summary>Whether something is held, and why or why not.</summary>
/// <param name="Usual">For a trigger: accounts on a usual day. For a component: the median it is measured against.</param>
public sealed record GuardVerdict(bool Holds, string Reason, double Usual);

/// <summary>Machine-readable reasons of the guard. Stored: never rename one.</summary>
public static class GuardReasons
{
    public const string FewAccounts = "few-accounts";
    public const string SmallShare = "small-share";
    public const string Usual = "usual";
    public const string Steady = "steady";
    public const string Wave = "wave";
    public const string Moved = "moved";

    /// <summary>The ids of an account's people have all changed.</summary>
    public const string NewIds = "new-ids";

    // How a hold ended.
    public const string Back = "back";
    public const string Released = "released";
    public const string KnownCauseOver = "known-cause-over";
}

/// <summary>Tells a wave of findings that says more of the data than of the customers. Pure.</summary>
public static class FleetGuardRules
{
    public static GuardVerdict Of(TriggerCourse course, GuardLimits limits)
    {
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(limits);
        // A quiet trigger may open a few at any time: one a day counts as usual.
        double usual = course.Before.Count == 0 ? 1 : Math.Max(1, Median.Of([.. course.Before.Select(count => (double)count)]));
        if (course.NewlyTrue < limits.MinAccounts)
            return new GuardVerdict(false, GuardReasons.FewAccounts, usual);
        if (course.NewlyTrue < limits.Share * course.Evaluated)
            return new GuardVerdict(false, GuardReasons.SmallShare, usual);
        return course.NewlyTrue < limits.TimesUsual * usual
            ? new GuardVerdict(false, GuardReasons.Usual, usual)
            : new GuardVerdict(true, GuardReasons.Wave, usual);
    }

    public static GuardVerdict Of(ComponentCourse course, GuardLimits limits)
    {
        ArgumentNullException.ThrowIfNull(course);
        ArgumentNullException.ThrowIfNull(limits);
        if (course.Accounts < limits.MinAccounts)
            return new GuardVerdict(false, GuardReasons.FewAccounts, course.Now);
        double from = course.Now;
        foreach (double earlier in course.Earlier)
        {
            if (Math.Abs(earlier - course.Now) > Math.Abs(from - course.Now))
                from = earlier;
        }

        return Math.Abs(from - course.Now) >= limits.ComponentPoints
            ? new GuardVerdict(true, GuardReasons.Moved, from)
            : new GuardVerdict(false, GuardReasons.Steady, from);
    }
}

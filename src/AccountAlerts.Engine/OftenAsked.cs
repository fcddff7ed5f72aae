using AccountAlerts.Engine.Evaluation.Guard;
using AccountAlerts.Engine.Evaluation.LeftOut;
using AccountAlerts.Engine.Evaluation.Models;
using AccountAlerts.Engine.Evaluation.Notices;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine;

/// <summary>
/// Values that every click and every question looks at, and that people change now and then. Whoever stores one of these marks the scope as
/// changed in the same transaction, so that every process can keep what it has read until then.
/// </summary>
public static class OftenAsked
{
    public static IReadOnlySet<string> Scopes { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        StoredPreferences.Scope, Absences.Scope, AccountMutes.Scope, GuardBook.HoldScope, GuardBook.SaidScope, NoticeBoard.Scope, LeftOutInputs.Scope, HealthModelBook.Scope,
    };
}

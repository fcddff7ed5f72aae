using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Money;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Takes from an evaluated account what cards and lists say of it.</summary>
public static class AccountSnapshots
{
    /// <summary>Accounts with this tag are never spoken of in a channel.</summary>
    private const string ConfidentialTag = "confidential";

    private static readonly string Left = LifecycleWords.Of(Lifecycle.Churned);

    private static readonly Signal DaysLeft = Known("renewal.days_left");
    private static readonly Signal OpenP1 = Known("tickets.open_p1");
    private static readonly Signal Overdue = Known("invoices.overdue_days");

    public static AccountSnapshot Of(AccountView view, AccountEvaluation evaluation, bool demo)
    {
        var profile = view.Facts.Profile;
        var daysLeft = view.Read(DaysLeft);
        return new AccountSnapshot(
            view.Facts.Id, profile.AccountId, PlainText.Clean(profile.Name, 200), evaluation.At, view.Segment, view.Arr, profile.Currency,
            daysLeft.Present ? (int)daysLeft.Number : null, view.OwnerEmail?.ToLowerInvariant(),
            IsConfidential(view), evaluation.Health.Score, evaluation.Health.Band,
            evaluation.Health.Reason, FreshnessText.Of(view), IsAbove(view, OpenP1) || IsAbove(view, Overdue), [], demo)
        {
            Lifecycle = view.Lifecycle is { } lifecycle ? LifecycleWords.Of(lifecycle) : null,
            Tags = view.Facts.Profile.Tags,
            Opinion = TeamOpinion.Of(view),
            Guessed = view.Champion is { Named: false, Person: var person } ? new GuessedChampion(person.PersonId, PlainText.Clean(person.Label, 60)) : null,
        };
    }

    /// <summary>What the account's money at risk is worked out from; null for a customer who has left.</summary>
    public static AccountWorth? WorthOf(AccountSnapshot account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Lifecycle == Left
            ? null
            : new AccountWorth(account.Arr, account.Currency, account.Segment, account.Band, account.DaysToDecision);
    }

    /// <summary>The same before there is a snapshot: most accounts never need one.</summary>
    public static AccountWorth? WorthOf(AccountView view, Band? band)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Lifecycle == Lifecycle.Churned)
            return null;
        var daysLeft = view.Read(DaysLeft);
        return new AccountWorth(view.Arr, view.Facts.Profile.Currency, view.Segment, band, daysLeft.Present ? (int)daysLeft.Number : null);
    }

    internal static bool IsConfidential(AccountView view) => view.Facts.Profile.Tags.Contains(ConfidentialTag, StringComparer.OrdinalIgnoreCase);

    private static bool IsAbove(AccountView view, Signal signal) => view.Read(signal) is { Present: true, Number: > 0 };

    private static Signal Known(string name) =>
        SignalCatalogue.Find(name) ?? throw new InvalidOperationException($"The catalogue has no signal {name}.");
}

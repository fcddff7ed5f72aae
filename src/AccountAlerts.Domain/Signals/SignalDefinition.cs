namespace AccountAlerts.Domain.Signals;

/// <summary>A named, documented function over one account (or one of its people) at one instant.</summary>
/// <param name="Name">As conditions and models write it: <c>champion.days_silent</c>.</param>
/// <param name="Label">What people read: "days since the champion signed in".</param>
/// <param name="Definition">One plain-language sentence.</param>
/// <param name="Window">The days it looks at, in words.</param>
/// <param name="MissingWhen">When it has no value, in words.</param>
public sealed record Signal(
    string Name, string Label, Unit Unit, SignalScope Scope, string Definition, string Window, string MissingWhen)
{
    /// <summary>The <see cref="Index"/> of a function with its arguments, which the catalogue cannot list.</summary>
    public const int NotInCatalogue = -1;

    /// <summary>Works the value out; called by readers, at most once per subject and instant.</summary>
    public required Func<SignalContext, SignalValue> Compute { get; init; }

    /// <summary>Position in the catalogue; readers memoise by it.</summary>
    public int Index { get; init; }

    /// <summary>How many days before its day it asks how the account stood then.</summary>
    public int LookBackDays { get; init; }

    /// <summary>A name means one thing, however often a call of a function is read.</summary>
    public bool Equals(Signal? other) => other is not null && Name == other.Name && Scope == other.Scope && Unit == other.Unit;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);
}

/// <summary>What a signal may look at.</summary>
/// <param name="Person">The person, for signals of that scope.</param>
public sealed record SignalContext(Accounts.AccountView Account, Accounts.Person? Person)
{
    /// <summary>The ticket, for signals of that scope.</summary>
    public Accounts.Ticket? Ticket { get; init; }

    /// <summary>The invoice, for signals of that scope.</summary>
    public Accounts.Invoice? Invoice { get; init; }

    /// <summary>Index of the key feature in the metric table, for signals of that scope.</summary>
    public int Feature { get; init; }
}

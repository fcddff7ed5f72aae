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
    /// <summary>Works the value out; called by readers, at most once per subject and instant.</summary>
    public required Func<SignalContext, SignalValue> Compute { get; init; }

    /// <summary>How many days earlier it looks at the whole account again; 0 for nearly all.</summary>
    public int LookBackDays { get; init; }

    /// <summary>Position in the catalogue; readers memoise by it.</summary>
    public int Index { get; init; }
}

/// <summary>What a signal may look at.</summary>
/// <param name="Person">The person, for signals of that scope.</param>
public sealed record SignalContext(Accounts.AccountView Account, Accounts.Person? Person);

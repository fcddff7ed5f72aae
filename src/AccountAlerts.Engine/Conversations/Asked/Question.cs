namespace AccountAlerts.Engine.Conversations.Asked;

/// <summary>A question that is answered from facts and from what is kept of all accounts; nothing is changed by it.</summary>
public abstract record Question : Command
{
    /// <summary>The page for a business review.</summary>
    public sealed record Brief(string Account) : Question;

    /// <summary>Who is known at an account.</summary>
    public sealed record People(string Account) : Question;

    /// <param name="Words">An account and one of its people, in this order, as typed: where the one ends, names decide.</param>
    public sealed record Person(string Words) : Question;

    /// <param name="Whose">A teammate, "team" or "all"; null for who asks.</param>
    public sealed record Portfolio(string? Whose) : Question;

    /// <param name="Whose">As for <see cref="Portfolio"/>.</param>
    public sealed record Renewals(RenewalSpan Span, string? Whose) : Question;

    /// <summary>Every account of which a condition holds.</summary>
    /// <param name="Condition">In the language of the alert files.</param>
    public sealed record Listing(string Condition) : Question;
}

/// <summary>Of which days renewals are asked for.</summary>
/// <param name="Unit">week, month, quarter or year; null: so many days from today.</param>
/// <param name="Next">The one after this.</param>
/// <param name="Days">Without a unit.</param>
public sealed record RenewalSpan(string? Unit, bool Next, int Days = 90)
{
    public static RenewalSpan ThisQuarter { get; } = new("quarter", false);

    /// <summary>"this quarter", "the next 90 days".</summary>
    public string InWords => Unit is null
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the next {Days} days")
        : $"{(Next ? "next" : "this")} {Unit}";

    /// <summary>First and last day.</summary>
    public (DateOnly From, DateOnly To) On(DateOnly today)
    {
        var first = Unit switch
        {
            "week" => today.AddDays(-(((int)today.DayOfWeek + 6) % 7)),
            "month" => new DateOnly(today.Year, today.Month, 1),
            "quarter" => new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1),
            "year" => new DateOnly(today.Year, 1, 1),
            _ => today,
        };
        first = Next ? After(first) : first;
        return Unit is null ? (today, today.AddDays(Days)) : (first, After(first).AddDays(-1));
    }

    private DateOnly After(DateOnly first) => Unit switch
    {
        "week" => first.AddDays(7),
        "month" => first.AddMonths(1),
        "quarter" => first.AddMonths(3),
        _ => first.AddYears(1),
    };
}

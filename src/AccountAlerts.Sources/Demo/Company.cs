namespace AccountAlerts.Sources.Demo;

/// <summary>One invented customer. All days are in the demo's own count (see <see cref="DemoCalendar"/>).</summary>
/// <remarks>A story shapes it while it is being built; from then on it is only read.</remarks>
internal sealed class Company
{
    public required ulong Key { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Domain { get; init; }

    public required string Segment { get; init; }

    public required int Seats { get; init; }

    /// <summary>Yearly, in <see cref="Currency"/>.</summary>
    public required int Arr { get; init; }

    public required string Currency { get; init; }

    public required string Country { get; init; }

    /// <summary>Null: nobody looks after the account.</summary>
    public required string? Owner { get; init; }

    /// <summary>The day on which the customer signed.</summary>
    public required int Born { get; init; }

    /// <summary>The end of the term that runs on day 0; terms last 365 days.</summary>
    public required int Renewal { get; init; }

    public required IReadOnlyList<string> Departments { get; init; }

    public List<Member> People { get; } = [];

    public List<Rhythm> Rhythms { get; } = [];

    public List<string> Tags { get; } = [];

    /// <summary>Growth of use per year; 0.1 is 10 % more.</summary>
    public double Trend { get; set; }

    public bool Trial { get; set; }

    /// <summary>True if the product reports how many seats are taken.</summary>
    public bool ReportsSeats { get; set; }

    /// <summary>Days between the end of the notice period and the end of the term.</summary>
    public int NoticeDays { get; set; } = 30;

    public int DaysBetweenTouches { get; set; } = 21;

    /// <summary>No call, mail or meeting after this day.</summary>
    public int LastTouch { get; set; } = int.MaxValue;

    /// <summary>No executive of theirs in a conversation after this day.</summary>
    public int LastExecutiveTouch { get; set; } = int.MaxValue;

    /// <summary>What surveys say, 0 to 10, give or take one.</summary>
    public int Promoter { get; set; } = 9;

    public int DaysBetweenTickets { get; set; } = 24;

    /// <summary>A set-up step that is never reached; null if all are.</summary>
    public string? StuckAt { get; set; }

    /// <summary>The share of seats added per quarter before day 0.</summary>
    public double SeatGrowth { get; set; } = 0.03;

    /// <summary>A change of the yearly amount on a day; the amount before it was larger or smaller by the factor.</summary>
    public (int Day, double FactorBefore)? ArrChange { get; set; }

    public List<PlannedTicket> Tickets { get; } = [];

    public List<PlannedFeedback> Feedback { get; } = [];

    public List<PlannedInvoice> Invoices { get; } = [];

    public List<PlannedTouch> Touches { get; } = [];

    public List<PlannedContext> Context { get; } = [];

    public List<PlannedOpportunity> Opportunities { get; } = [];

    public Member? Champion => People.Find(person => person.Role == "champion");
}

/// <summary>Someone who works at an invented customer.</summary>
/// <param name="Number">Position in the company, from 0; part of the key of every draw.</param>
/// <param name="FirstSeen">The day on which a source first saw the person.</param>
/// <param name="From">The first day with use.</param>
/// <param name="Habit">The chance of being active on a weekday, 0 to 1.</param>
/// <param name="Rates">Mean values on an active day, by <see cref="DemoMetrics"/>.</param>
internal sealed record Member(
    int Number, string Id, string Name, string Email, string Role, string Department, int FirstSeen, int From, double Habit, double[] Rates)
{
    /// <summary>The day on which the person's sign-in was switched off; no use from that day on.</summary>
    public int? Left { get; init; }

    /// <summary>Works on every day of the week, as programs do.</summary>
    public bool Machine { get; init; }
}

/// <summary>A stretch of days on which some people do more or less than usual.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Habit">Multiplies the chance of being active; <see cref="Always"/> makes it certain.</param>
/// <param name="Volume">Multiplies what is done on an active day.</param>
/// <param name="Who">Null: everybody.</param>
/// <param name="Metric">Null: all metrics; else only the volume of that one changes.</param>
internal sealed record Rhythm(int From, int To, double Habit = 1, double Volume = 1, Predicate<Member>? Who = null, int? Metric = null)
{
    public const double Always = 1_000_000;

    public bool Covers(int day, Member person) => day >= From && day <= To && (Who is null || Who(person));
}

internal sealed record PlannedTicket(int Opened, int? Closed, string Priority, string Subject, double Sentiment, double Csat, bool Escalated = false);

internal sealed record PlannedFeedback(int Day, string Kind, double Score, string? Comment = null, int Person = 0);

internal sealed record PlannedInvoice(string Label, int Issued, int Due, int? Paid, double Amount);

internal sealed record PlannedTouch(int Day, string Kind, bool? Attended, bool Executive, string Note);

internal sealed record PlannedContext(int Day, string Kind, string Note);

internal sealed record PlannedOpportunity(int Opened, string Kind, string Stage, double Amount, int Close);

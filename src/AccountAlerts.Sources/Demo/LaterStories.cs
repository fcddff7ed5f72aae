using static AccountAlerts.Sources.Demo.Shaping;

namespace AccountAlerts.Sources.Demo;

/// <summary>Facts that ask for a person in some other way than the alerts of the first morning; an operator's own triggers can find them.</summary>
internal static class LaterStories
{
    public static void UrgentTicketAndFewerLogins(Company company, DemoCalendar calendar)
    {
        company.Tickets.Add(new PlannedTicket(-6, 6, "p1", "Robot telemetry does not arrive since the update", -0.4, 2, Escalated: true));
        company.Rhythms.Add(new Rhythm(-13, 8, Habit: 0.75));
        company.Promoter = 7;
        KeepFeatures(company, 2);
        AddMachine(company);
    }

    public static void Detractor(Company company, DemoCalendar calendar)
    {
        company.Feedback.Add(new PlannedFeedback(-5, "nps", 4, "Good idea, but every change takes us a week.", 2));
        KeepFeatures(company, 1);
        SilenceChampion(company, calendar, weekdays: 5, until: 0);
    }

    public static void InvoiceOverdue(Company company, DemoCalendar calendar) =>
        company.Invoices.Add(new PlannedInvoice("seats", -54, -24, 9, 2_400));

    public static void CompetitorNamed(Company company, DemoCalendar calendar)
    {
        company.Context.Add(new PlannedContext(-6, "competitor", "Their purchasing team has asked another vendor for an offer."));
        company.Feedback.Add(new PlannedFeedback(-33, "ces", 3, "Setting up a new depot takes too many steps.", 2));
        company.Rhythms.Add(new Rhythm(-14, 30, Volume: 0.7));
        company.Promoter = 5;
        KeepFeatures(company, 1);
    }

    public static void ExecutiveOutOfReach(Company company, DemoCalendar calendar)
    {
        company.LastExecutiveTouch = -104;
        AddMachine(company);
    }

    public static void ReviewMissed(Company company, DemoCalendar calendar) =>
        company.Touches.Add(new PlannedTouch(-8, "qbr", false, true, "Nobody joined; a new date was offered."));

    /// <summary>Six weeks after signing the first win is overdue.</summary>
    public static void SetUpStuck(Company company, DemoCalendar calendar)
    {
        company.StuckAt = "first_value";
        KeepFeatures(company, 1);
        company.DaysBetweenTouches = 7;
    }

    public static void NoticeNear(Company company, DemoCalendar calendar)
    {
        company.NoticeDays = 30;
        company.Opportunities.Add(new PlannedOpportunity(-35, "renewal", "proposal", company.Arr, company.Renewal));
    }

    public static void FeatureAbandoned(Company company, DemoCalendar calendar)
    {
        KeepFeatures(company, 2);
        company.Rhythms.Add(new Rhythm(-40, 365, Volume: 0, Metric: DemoMetrics.Automation));
        company.Promoter = 3;
    }

    /// <summary>Four weeks, each a little lower than the one before.</summary>
    public static void SlowDecline(Company company, DemoCalendar calendar)
    {
        Busy(company, habit: 0.97);
        for (int week = 0; week < 4; week++)
            company.Rhythms.Add(new Rhythm(-28 + (7 * week), week == 3 ? 20 : -22 + (7 * week), Volume: 0.92 - (0.08 * week)));
        company.Promoter = 4;
        KeepFeatures(company, 2);
    }

    public static void TrialInvitesColleagues(Company company, DemoCalendar calendar)
    {
        company.Trial = true;
        company.DaysBetweenTouches = 6;
        Member first = company.People[0];
        first.Rates[DemoMetrics.ProjectsCreated] = 0.6;
        first.Rates[DemoMetrics.InvitesSent] = 0.5;
        first.Rates[DemoMetrics.Integrations] = 1.2;
        company.Opportunities.Add(new PlannedOpportunity(-10, "new", "trial", 12_000, 20));
    }

    /// <summary>The same people for an eighth less money, since six weeks.</summary>
    public static void PaysLessPerPerson(Company company, DemoCalendar calendar)
    {
        company.ArrChange = (-45, 1.14);
        company.Promoter = 4;
        KeepFeatures(company, 1);
        SilenceChampion(company, calendar, weekdays: 4, until: 1);
    }

    public static void ReadyToGrow(Company company, DemoCalendar calendar)
    {
        company.ReportsSeats = true;
        company.Promoter = 10;
        company.Opportunities.Add(new PlannedOpportunity(-12, "expansion", "discovery", company.Arr * 0.2, 75));
        company.Context.Add(new PlannedContext(-13, "hiring", "Twelve open positions in course design."));
    }

    public static void Advocate(Company company, DemoCalendar calendar)
    {
        company.Promoter = 10;
        company.Tags.Add("reference");
        company.Feedback.Add(new PlannedFeedback(-11, "nps", 10, "It saves every shop an hour a day. I would tell anybody.", 0));
    }

    public static void UnhappyAfterTicket(Company company, DemoCalendar calendar)
    {
        company.Tickets.Add(new PlannedTicket(-8, -3, "p3", "Document search misses older files", -0.3, 2));
        company.Tickets.Add(new PlannedTicket(-5, -2, "p3", "Search result opens the wrong version", -0.5, 2));
        company.Tickets.Add(new PlannedTicket(-4, 2, "p4", "Where is the old search?", -0.4, 3));
        company.Feedback.Add(new PlannedFeedback(-2, "csat", 2, "It took three people to find the answer.", 2));
        company.Promoter = 4;
        KeepFeatures(company, 2);
        SilenceChampion(company, calendar, weekdays: 7, until: 2);
    }

    public static void ShakeUp(Company company, DemoCalendar calendar)
    {
        company.Context.Add(new PlannedContext(-21, "acquisition", "Bought by a larger group; contracts are under review."));
        company.Context.Add(new PlannedContext(-7, "layoff", "The regional offices close in the spring."));
        company.Rhythms.Add(new Rhythm(-14, 40, Volume: 0.68));
        company.Promoter = 4;
    }

    public static void NobodyNamedChampion(Company company, DemoCalendar calendar)
    {
        company.People[0] = company.People[0] with { Role = "power_user" };
        company.LastTouch = -38;
        company.Promoter = 3;
        KeepFeatures(company, 1);
    }

    public static void WellConnected(Company company, DemoCalendar calendar)
    {
        company.ReportsSeats = true;
        company.Context.Add(new PlannedContext(-64, "funding", "Closed a round for the electric line."));
        company.Touches.Add(new PlannedTouch(-15, "training", true, false, "Twelve people, exports and automation."));
        AddMachine(company);
    }
}

using static AccountAlerts.Sources.Demo.Shaping;

namespace AccountAlerts.Sources.Demo;

/// <summary>What a team finds on the first morning. Days count from day 0, the day of the first poll; use is told up to day -1.</summary>
internal static class MorningStories
{
    /// <summary>The champion has been away for nine weekdays while everybody else works on; back on day 1, so that the alert clears by itself.</summary>
    public static void ChampionOnLeave(Company company, DemoCalendar calendar)
    {
        SilenceChampion(company, calendar, weekdays: 9, until: 0);
        company.Rhythms.Add(new Rhythm(1, 2, Habit: Rhythm.Always, Who: IsChampion));
        company.Touches.Add(new PlannedTouch(-18, "call", null, false, "Went through the reports for their spring range."));
    }

    /// <summary>The champion has been away for nine weekdays, and the colleagues do less than they used to.</summary>
    public static void ChampionAndTeamFading(Company company, DemoCalendar calendar)
    {
        SilenceChampion(company, calendar, weekdays: 9, until: 25);
        company.Rhythms.Add(new Rhythm(-14, 25, Volume: 0.7, Who: person => !IsChampion(person)));
        company.Context.Add(new PlannedContext(-16, "leadership_change", "A new head of operations starts this month."));
        company.Promoter = 7;
    }

    /// <summary>The person who did more than a third of the work was switched off four days ago.</summary>
    public static void PowerUserGone(Company company, DemoCalendar calendar)
    {
        int index = company.People.FindIndex(person => person.Role == "power_user");
        Member before = company.People[index];
        double[] rates = [.. before.Rates];
        rates[DemoMetrics.ReportsCreated] = 9;
        rates[DemoMetrics.Automation] = 2.5;
        company.People[index] = before with { Rates = rates, Habit = 0.95, Left = -4 };
        company.DaysBetweenTouches = 26;
    }

    /// <summary>Steady use, then nobody at all for ten weekdays. On day 3 they are back.</summary>
    public static void GoneQuiet(Company company, DemoCalendar calendar)
    {
        int last = calendar.WeekdaysAgo(10);
        company.Rhythms.Add(new Rhythm(last, last, Habit: Rhythm.Always, Who: IsChampion));
        company.Rhythms.Add(new Rhythm(last + 1, 2, Habit: 0));
        company.Promoter = 8;
    }

    /// <summary>Everybody still comes, but does little more than half of the usual.</summary>
    public static void UsageDropped(Company company, DemoCalendar calendar)
    {
        Busy(company);
        company.Rhythms.Add(new Rhythm(-14, 20, Volume: 0.55));
        company.Promoter = 6;
        company.Tickets.Add(new PlannedTicket(-17, -12, "p2", "Scheduled reports arrive with yesterday's numbers", -0.2, 3));
    }

    /// <summary>Two hundred days after signing fewer than half of the seats are in use.</summary>
    public static void AdoptionStuck(Company company, DemoCalendar calendar)
    {
        company.ReportsSeats = true;
        company.Promoter = 6;
        company.DaysBetweenTouches = 30;
        KeepFeatures(company, 1);
    }

    /// <summary>Two departments that never used the product begin within six weeks.</summary>
    public static void NewDepartments(Company company, DemoCalendar calendar)
    {
        string[] newcomers = ["Compliance", "Research"];
        for (int i = 0; i < 6; i++)
        {
            int index = company.People.Count - 1 - i;
            Member person = company.People[index];
            int begins = (i % 2 == 0 ? -41 : -19) + i;
            company.People[index] = person with { Department = newcomers[i % 2], FirstSeen = begins, From = begins, Habit = 0.75 };
        }

        company.Context.Add(new PlannedContext(-44, "expansion_interest", "Compliance asked for access after a demonstration."));
        company.Opportunities.Add(new PlannedOpportunity(-20, "expansion", "discovery", company.Arr * 0.3, 60));
    }

    /// <summary>Eleven of twelve seats are taken, and the account keeps inviting.</summary>
    public static void SeatsNearlyTaken(Company company, DemoCalendar calendar)
    {
        company.ReportsSeats = true;
        company.SeatGrowth = 0;
    }

    /// <summary>Everything that holds a customer has come loose, two months before the term ends.</summary>
    public static void RenewalAtRisk(Company company, DemoCalendar calendar)
    {
        company.Rhythms.Add(new Rhythm(-170, 90, Habit: 0.13, Who: person => !IsChampion(person)));
        foreach (int feature in (int[])[DemoMetrics.Automation, DemoMetrics.Integrations, DemoMetrics.Exports])
            company.Rhythms.Add(new Rhythm(-150, 90, Volume: 0, Metric: feature));
        company.Rhythms.Add(new Rhythm(-80, 90, Habit: 0, Who: IsChampion));
        company.Trend = 0;
        company.Promoter = 4;
        company.LastTouch = -112;
        company.LastExecutiveTouch = -200;
        company.Feedback.Add(new PlannedFeedback(-24, "nps", 2, "We no longer know what we pay for.", 1));
        company.Tickets.Add(new PlannedTicket(-9, null, "p1", "Claims export fails for every policy", -0.7, 1, Escalated: true));
        company.Tickets.Add(new PlannedTicket(-31, -22, "p2", "Single sign-on loops on Mondays", -0.5, 2));
        company.Invoices.Add(new PlannedInvoice("extra", -78, -48, null, 9_400));
        company.Context.Add(new PlannedContext(-27, "budget_cut", "Every department is to save a tenth."));
    }

    /// <summary>A drop like the other one, but nobody looks after the account, and on day 1 use comes back stronger.</summary>
    public static void DroppedAndRecovers(Company company, DemoCalendar calendar)
    {
        Busy(company);
        company.Rhythms.Add(new Rhythm(-14, 0, Volume: 0.5));
        company.Rhythms.Add(new Rhythm(1, 10, Volume: 1.4));
        company.DaysBetweenTouches = 33;
        company.Promoter = 7;
    }
}

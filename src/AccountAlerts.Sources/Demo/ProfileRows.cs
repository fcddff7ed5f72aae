using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Sources.Demo;

/// <summary>What the CRM says of a company, now and in earlier quarters.</summary>
internal sealed class ProfileRows(DemoCalendar calendar)
{
    private const int Quarter = 91;
    private const int OnboardingDays = 90;
    private const int RenewingDays = 60;

    public IEnumerable<Row> Account(Company company, int through)
    {
        Row row = new Row(FactStream.Accounts)
            .Set("account_id", company.Id).Set("name", company.Name).Set("domain", company.Domain).Set("country", company.Country)
            .Set("created_on", calendar.Date(company.Born)).Set("tags", company.Tags.Count == 0 ? null : string.Join(';', company.Tags));
        yield return Describe(row, company, through);
    }

    /// <summary>A row for each quarter and each change, back to the beginning of the told time.</summary>
    public IEnumerable<Row> History(Company company, int through)
    {
        SortedSet<int> days = [];
        for (int day = company.Born; day <= through; day += Quarter)
            days.Add(day);
        days.Add(company.Born + OnboardingDays);
        if (company.ArrChange is { } change)
            days.Add(change.Day);
        for (int term = 0; TermEnd(company, term) - 365 <= through; term++)
        {
            days.Add(TermEnd(company, term) - RenewingDays);
            days.Add(TermEnd(company, term));
        }

        int begin = Math.Max(company.Born, calendar.FirstDay - Quarter);
        foreach (int day in days.Where(day => day >= begin && day <= through))
        {
            Row row = new Row(FactStream.AccountHistory).Set("account_id", company.Id).Set("effective_on", calendar.Date(day));
            yield return Describe(row, company, day);
        }
    }

    /// <summary>Sam sponsors the large ones; a neighbour sells; support is Lee's.</summary>
    public static IEnumerable<Row> Team(Company company, int through)
    {
        if (company.Segment == "smb")
            yield break;
        if (company.Segment == "enterprise")
            yield return Member("sponsor", DemoTeammate.Sam);
        yield return Member("sales", company.Owner == DemoTeammate.Noor ? DemoTeammate.Dana : DemoTeammate.Noor);
        yield return Member("support", DemoTeammate.Lee);

        Row Member(string role, string email) =>
            new Row(FactStream.AccountTeam).Set("account_id", company.Id).Set("role", role).Set("email", email);
    }

    /// <summary>The end of a term, counted from the first.</summary>
    public static int TermEnd(Company company, int term) => company.Born + (365 * (term + 1));

    /// <summary>The end of the term that runs on a day.</summary>
    public static int RenewalAfter(Company company, int day) => TermEnd(company, Math.Max(0, day - company.Born) / 365);

    public static double ArrOn(Company company, int day) =>
        company.ArrChange is { } change && day < change.Day ? Math.Round(company.Arr * change.FactorBefore) : Math.Round(company.Arr * Share(company, day));

    private Row Describe(Row row, Company company, int day) => row
        .Set("segment", company.Segment)
        .Set("plan", company.Trial ? "trial" : company.Segment switch { "enterprise" => "scale", "mid-market" => "team", _ => "starter" })
        .Set("seats", Math.Max(1, Math.Round(company.Seats * Share(company, day))))
        .Set("arr", ArrOn(company, day))
        .Set("currency", company.Currency)
        .Set("renewal_on", company.Trial ? null : calendar.Date(RenewalAfter(company, day)))
        .Set("owner_email", company.Owner)
        .Set("lifecycle", Lifecycle(company, day));

    /// <summary>What part of today's seats was bought by then; whole quarters, so that it changes only with a history row.</summary>
    private static double Share(Company company, int day)
    {
        int quartersAgo = day >= 0 ? 0 : (LastQuarter(company, -1) - LastQuarter(company, day)) / Quarter;
        return Math.Max(0.6, 1 - (company.SeatGrowth * quartersAgo));
    }

    private static int LastQuarter(Company company, int day) => company.Born + (Math.Max(0, day - company.Born) / Quarter * Quarter);

    private static string Lifecycle(Company company, int day) =>
        company.Trial ? "trial"
        : day - company.Born < OnboardingDays ? "onboarding"
        : RenewalAfter(company, day) - day <= RenewingDays ? "renewing"
        : "active";
}

using System.Globalization;
using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Sources.Demo;

/// <summary>Terms, renewals, offers and invoices.</summary>
internal sealed class CommercialRows(DemoCalendar calendar)
{
    private const int Quarter = 91;
    private const int DaysToPay = 30;

    /// <summary>A contract per term, from its first day.</summary>
    public IEnumerable<Row> Contracts(Company company, int through)
    {
        if (company.Trial)
            yield break;
        for (int term = FirstTerm(company); ProfileRows.TermEnd(company, term) - 365 <= through; term++)
        {
            int end = ProfileRows.TermEnd(company, term);
            int start = end - 365;
            yield return new Row(FactStream.Contracts)
                .Set("contract_id", Id(company, "term", term + 1)).Set("account_id", company.Id)
                .Set("starts_on", calendar.Date(start)).Set("ends_on", calendar.Date(end)).Set("notice_on", calendar.Date(end - company.NoticeDays))
                .Set("auto_renew", company.Segment == "smb").Set("arr", ProfileRows.ArrOn(company, start)).Set("currency", company.Currency);
        }
    }

    /// <summary>How terms that have ended ended.</summary>
    public IEnumerable<Row> Outcomes(Company company, int through)
    {
        if (company.Trial)
            yield break;
        for (int term = FirstTerm(company); ProfileRows.TermEnd(company, term) <= through; term++)
        {
            double draw = Chance.Upper(Chance.Mix(company.Key, Topic.Outcome, term));
            yield return new Row(FactStream.Outcomes)
                .Set("account_id", company.Id).Set("renewal_on", calendar.Date(ProfileRows.TermEnd(company, term)))
                .Set("outcome", draw switch { < 0.6 => "renewed", < 0.9 => "expanded", _ => "contracted" });
        }
    }

    /// <summary>A renewal for every term from half a year before its end, and what a story adds.</summary>
    public IEnumerable<Row> Opportunities(Company company, int through)
    {
        for (int term = FirstTerm(company); !company.Trial && ProfileRows.TermEnd(company, term) - 180 <= through; term++)
        {
            int end = ProfileRows.TermEnd(company, term);
            string stage = (end - through) switch { <= 0 => "closed", <= 60 => "proposal", _ => "qualified" };
            yield return new Row(FactStream.Opportunities)
                .Set("opportunity_id", Id(company, "renewal", term + 1)).Set("account_id", company.Id).Set("kind", "renewal").Set("stage", stage)
                .Set("amount", ProfileRows.ArrOn(company, end - 365)).Set("currency", company.Currency).Set("close_on", calendar.Date(end))
                .Set("outcome", stage == "closed" ? "won" : null);
        }

        for (int i = 0; i < company.Opportunities.Count; i++)
        {
            PlannedOpportunity planned = company.Opportunities[i];
            if (planned.Opened > through)
                continue;
            yield return new Row(FactStream.Opportunities)
                .Set("opportunity_id", Id(company, planned.Kind + "-offer", i + 1)).Set("account_id", company.Id).Set("kind", planned.Kind)
                .Set("stage", planned.Close <= through ? "closed" : planned.Stage).Set("amount", Math.Round(planned.Amount))
                .Set("currency", company.Currency).Set("close_on", calendar.Date(planned.Close)).Set("outcome", planned.Close <= through ? "won" : null);
        }
    }

    /// <summary>A quarter's fee each quarter, paid within a few days of falling due, and what a story leaves open.</summary>
    public IEnumerable<Row> Invoices(Company company, int through)
    {
        for (int issued = company.Born; !company.Trial && issued <= through; issued += Quarter)
        {
            if (issued < calendar.FirstDay - Quarter)
                continue;
            int paid = issued + DaysToPay - 8 + Chance.Below(Chance.Mix(company.Key, Topic.Invoice, issued), 12);
            yield return Invoice(company, issued.ToString(CultureInfo.InvariantCulture), issued, issued + DaysToPay, paid, ProfileRows.ArrOn(company, issued) / 4, through);
        }

        foreach (PlannedInvoice planned in company.Invoices)
        {
            if (planned.Issued <= through)
                yield return Invoice(company, planned.Label, planned.Issued, planned.Due, planned.Paid, planned.Amount, through);
        }
    }

    private Row Invoice(Company company, string label, int issued, int due, int? paid, double amount, int through) => new Row(FactStream.Invoices)
        .Set("invoice_id", $"{company.Id}-invoice-{label}").Set("account_id", company.Id).Set("issued_on", calendar.Date(issued))
        .Set("due_on", calendar.Date(due)).Set("paid_on", paid <= through ? calendar.Date(paid.Value) : null).Set("amount", amount)
        .Set("currency", company.Currency);

    /// <summary>The first term that reaches into the told time.</summary>
    private int FirstTerm(Company company) => Math.Max(0, (calendar.FirstDay - company.Born) / 365);

    private static string Id(Company company, string what, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{company.Id}-{what}-{number}");
}

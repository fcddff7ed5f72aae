using System.Globalization;
using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Sources.Demo;

/// <summary>Tickets and what people say when asked.</summary>
internal sealed class SupportRows(DemoCalendar calendar)
{
    private const int DaysBetweenSurveys = 60;

    private static readonly string[] Subjects =
    [
        "Export has an empty column", "Cannot invite a colleague", "Dashboard loads slowly in the morning", "How do I share a report?",
        "Password reset mail does not arrive", "Wrong time zone on a schedule", "Chart colours differ from last week",
        "Automation ran twice", "Add a filter by region", "Invoice shows the old address",
    ];

    public IEnumerable<Row> Tickets(Company company, int through)
    {
        for (int day = Math.Max(company.Born, calendar.FirstDay); day <= through; day++)
        {
            ulong key = Chance.Mix(company.Key, Topic.Ticket, day);
            if (!calendar.IsWeekday(day) || Chance.Upper(key) >= 1.0 / company.DaysBetweenTickets)
                continue;
            ulong more = Chance.Mix(key, 1);
            string priority = Chance.Upper(more) switch { < 0.2 => "p2", < 0.75 => "p3", _ => "p4" };
            double mood = Math.Round((Chance.Lower(more) * 0.9) - 0.2, 2);
            int closed = day + 1 + Chance.Below(Chance.Mix(key, 2), 4);
            string subject = Subjects[Chance.Below(Chance.Mix(key, 3), Subjects.Length)];
            yield return Ticket(company, day.ToString(CultureInfo.InvariantCulture), new(day, closed, priority, subject, mood, mood < 0 ? 3 : 5), through);
        }

        for (int i = 0; i < company.Tickets.Count; i++)
        {
            PlannedTicket planned = company.Tickets[i];
            if (planned.Opened <= through)
                yield return Ticket(company, string.Create(CultureInfo.InvariantCulture, $"s{i + 1}"), planned, through);
        }
    }

    /// <summary>Every two months three people are asked how likely they are to recommend, once a year how easy the work is.</summary>
    public IEnumerable<Row> Feedback(Company company, int through)
    {
        int first = Math.Max(company.Born + 45, calendar.FirstDay + Chance.Below(Chance.Mix(company.Key, Topic.Feedback, -1), DaysBetweenSurveys));
        for (int day = first, round = 0; day <= through; day += DaysBetweenSurveys, round++)
        {
            if (AnsweredOfLate(company, day))
                continue;
            for (int asked = 0; asked < Math.Min(3, company.People.Count); asked++)
            {
                ulong key = Chance.Mix(Chance.Mix(company.Key, Topic.Feedback, day), (ulong)asked);
                double score = Math.Clamp(company.Promoter + Chance.Below(key, 3) - 1, 0, 10);
                if (company.People[asked].FirstSeen <= day)
                    yield return Answer(company, new PlannedFeedback(day, "nps", score, null, asked));
            }

            if (round % 6 == 2)
                yield return Answer(company, new PlannedFeedback(day, "ces", Math.Clamp(company.Promoter / 2, 1, 5), null, 0));
        }

        foreach (PlannedFeedback planned in company.Feedback)
        {
            if (planned.Day <= through)
                yield return Answer(company, planned);
        }
    }

    /// <summary>Nobody is surveyed again right after an answer that a story gives: it stays the latest.</summary>
    private static bool AnsweredOfLate(Company company, int day) =>
        company.Feedback.Exists(planned => planned.Kind == "nps" && day >= planned.Day && day < planned.Day + DaysBetweenSurveys);

    private Row Ticket(Company company, string label, PlannedTicket ticket, int through)
    {
        bool closed = ticket.Closed <= through;

        // Early hours of the day in UTC, a different minute for each.
        DateTimeOffset opened = calendar.Instant(ticket.Opened, 420 + Chance.Below(Chance.Mix(company.Key, Topic.Ticket, ticket.Opened), 500));
        Member person = company.People[Chance.Below(Chance.Mix(company.Key, Topic.Ticket, ticket.Opened + 100_000), Math.Min(4, company.People.Count))];
        return new Row(FactStream.Tickets)
            .Set("ticket_id", $"{company.Id}-ticket-{label}").Set("account_id", company.Id).Set("person_id", person.Id).Set("opened_at", opened)
            .Set("closed_at", closed ? calendar.Instant(ticket.Closed!.Value, 930) : null).Set("priority", ticket.Priority)
            .Set("escalated", ticket.Escalated).Set("sentiment", closed ? ticket.Sentiment : null).Set("csat", closed ? ticket.Csat : null)
            .Set("subject", ticket.Subject);
    }

    private Row Answer(Company company, PlannedFeedback answer) => new Row(FactStream.Feedback)
        .Set("account_id", company.Id).Set("person_id", company.People[answer.Person].Id).Set("date", calendar.Date(answer.Day))
        .Set("kind", answer.Kind).Set("score", answer.Score).Set("comment", answer.Comment);
}

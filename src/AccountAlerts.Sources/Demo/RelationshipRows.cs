using System.Globalization;
using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Sources.Demo;

/// <summary>Conversations, the set-up calendar, and what happens around a company.</summary>
internal sealed class RelationshipRows(DemoCalendar calendar)
{
    private const int TouchesPerReview = 4;

    private static readonly (string Name, int Due)[] SetUp =
        [("workspace_ready", 7), ("data_connected", 14), ("first_value", 30), ("team_invited", 45), ("habits", 90)];

    private static readonly (string Kind, string Note)[] News =
    [
        ("hiring", "Several open positions in the teams that use the product."), ("feature_request", "Would like scheduled exports."),
        ("feature_request", "Asked for a second approval step."), ("expansion_interest", "Asked what a second team would cost."),
    ];

    private static readonly string[] Notes =
    [
        "Reports go to their board every quarter: late numbers hurt them.", "They decide together: operations and finance both have to agree.",
        "Two of their teams still work with spreadsheets.", "They like short calls, and everything in writing afterwards.",
    ];

    /// <summary>Mails, calls and meetings in turn, every fourth a review with their executive.</summary>
    public IEnumerable<Row> Touchpoints(Company company, int through)
    {
        int begin = Math.Max(company.Born, calendar.FirstDay);
        int every = company.DaysBetweenTouches;
        int phase = Chance.Below(Chance.Mix(company.Key, Topic.Touch, 0), every);
        for (int day = begin + phase, turn = 0; day <= Math.Min(through, company.LastTouch); day += every, turn++)
        {
            bool review = turn % TouchesPerReview == 3;
            bool executive = review && day <= company.LastExecutiveTouch;
            string kind = review ? "qbr" : (turn % TouchesPerReview) switch { 0 => "email", 1 => "call", _ => "meeting" };
            double? hours = kind == "email" ? 1 + Chance.Below(Chance.Mix(company.Key, Topic.Touch, day), 30) : null;
            PlannedTouch touch = new(day, kind, kind == "email" ? null : true, executive, review ? "Review of the quarter and the next goals." : "Checked in.");
            yield return Touch(company, day.ToString(CultureInfo.InvariantCulture), touch, hours);
        }

        for (int i = 0; i < company.Touches.Count; i++)
        {
            if (company.Touches[i].Day <= through)
                yield return Touch(company, string.Create(CultureInfo.InvariantCulture, $"s{i + 1}"), company.Touches[i], null);
        }
    }

    public IEnumerable<Row> Milestones(Company company, int through)
    {
        bool stuck = false;
        for (int step = 0; step < SetUp.Length; step++)
        {
            (string name, int due) = SetUp[step];
            stuck |= name == company.StuckAt;
            int reached = company.Born + due - Chance.Below(Chance.Mix(company.Key, Topic.Milestone, step), 4);
            if (company.Born > through)
                continue;
            yield return new Row(FactStream.Milestones)
                .Set("account_id", company.Id).Set("milestone", name).Set("due_on", calendar.Date(company.Born + due))
                .Set("reached_on", !stuck && reached <= through ? calendar.Date(reached) : null);
        }
    }

    /// <summary>Now and then something small, about twice a year; the rest comes from stories.</summary>
    public IEnumerable<Row> Context(Company company, int through)
    {
        for (int day = Math.Max(company.Born, calendar.FirstDay); day <= through; day++)
        {
            ulong key = Chance.Mix(company.Key, Topic.Context, day);
            if (!calendar.IsWeekday(day) || Chance.Upper(key) >= 1.0 / 130)
                continue;
            (string kind, string note) = News[Chance.Below(Chance.Mix(key, 1), News.Length)];
            yield return Event(company, new PlannedContext(day, kind, note));
        }

        foreach (PlannedContext planned in company.Context)
        {
            if (planned.Day <= through)
                yield return Event(company, planned);
        }
    }

    /// <summary>What the CSM wrote down after every other business review.</summary>
    public IEnumerable<Row> Said(Company company, int through)
    {
        int begin = Math.Max(company.Born, calendar.FirstDay);
        for (int turn = 0, day = begin + Chance.Below(Chance.Mix(company.Key, Topic.Said, 0), 180); company.Owner is { } owner && day <= through; turn++, day += 180)
        {
            yield return new Row(FactStream.Said)
                .Set("said_id", string.Create(CultureInfo.InvariantCulture, $"{company.Id}-said-{turn}")).Set("account_id", company.Id)
                .Set("said_at", calendar.Instant(day, 15 * 60)).Set("kind", SaidKinds.Note)
                .Set("author", owner).Set("note", Notes[Chance.Below(Chance.Mix(company.Key, Topic.Said, turn + 1), Notes.Length)]);
        }
    }

    private Row Touch(Company company, string label, PlannedTouch touch, double? replyHours) => new Row(FactStream.Touchpoints)
        .Set("touchpoint_id", $"{company.Id}-touch-{label}").Set("account_id", company.Id).Set("date", calendar.Date(touch.Day))
        .Set("kind", touch.Kind).Set("attended", touch.Attended).Set("executive", touch.Executive).Set("reply_hours", replyHours)
        .Set("note", touch.Note);

    private Row Event(Company company, PlannedContext planned) => new Row(FactStream.Context)
        .Set("account_id", company.Id).Set("date", calendar.Date(planned.Day)).Set("kind", planned.Kind).Set("note", planned.Note);
}

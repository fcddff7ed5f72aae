using AccountAlerts.Domain.Triggers.Conditions;

namespace AccountAlerts.TestKit.Signals;

/// <summary>A customer of whom everything that the shipped alerts ask about is known, and most of it is bad.</summary>
public static class ShippedSignals
{
    public static string Everything { get; } = string.Join(' ',
        "account.segment=enterprise account.arr=48000 account.seats=120 account.age_days=400 renewal.days_left=42 champion.named=true champion.days_silent=9",
        "champion.silent_workdays=8 champion.silence_vs_usual=2.5 champion.thin_history=false people.colleagues_steady=true people.active_7d=12 people.active_28d=40",
        "adoption.ratio=0.33 seats.used=110 seats.used_ratio=0.92 usage.recent_14d=71 usage.expected_14d=120 usage.change_14d=-0.41 usage.silent_workdays=11",
        "usage.active_weeks_8=7 departments.new_60d=2 departments.active_28d=4 tickets.open_p1=1 health.score=44 person.deactivated=true",
        "person.deactivated_days=2 person.value_share_90d=0.31 champion.known=true champion.left_days=4 people.top_share_90d=0.55 people.value_people_90d=9",
        "usage.falling_weeks=5 usage.change_4w=-0.22 people.change_14d=-0.3 tickets.oldest_p1_days=3 departments.before_90d=3 seats.used_change_30d=0.3",
        "features.discovered_30d=1 features.abandoned_30d=1 features.used_28d=4 tickets.opened_7d=7 tickets.usual_7d=1.5 tickets.spike=4.7 tickets.open=4",
        "tickets.sentiment_30d=-0.6 tickets.negative_30d=true nps.latest=4 nps.days_since=2 nps.change=-3 tickets.unhappy_7d=2 tickets.csat_7d=1",
        "invoices.overdue_days=48 revenue.per_person=1200 revenue.per_person_change_90d=-0.2 account.arr_change_90d=-0.15 touch.untouched_days=41",
        "renewal.lapsed_days=9 touch.executive_days=120 touch.review_missed_days=2 onboarding.days_late=6 onboarding.first_value_days=44",
        "onboarding.first_value_reached=false health.change_14d=-21 health.bands_lost_14d=1 health.band=critical context.competitor_days=3",
        "context.shakeup_days=5 context.shakeup=layoffs account.owned=false");

    /// <summary>All of it, with the names of whom and what it is about.</summary>
    /// <param name="otherwise">What is different this time, written as <see cref="Reader"/> reads it.</param>
    public static FakeReader Known(string? otherwise = null) => Reader($"{Everything} {otherwise}")
        .With("champion.days_silent", 9, "Ines Ortega").With("champion.left_days", 4, "Maria Stein").With("people.top_share_90d", 0.55, "Ines Ortega")
        .With("features.discovered_30d", 1, "Shared boards").With("features.abandoned_30d", 1, "Weekly report").With("context.competitor_days", 3, "asked for a price list of another vendor");

    /// <param name="signals">"name=value" with blanks between; a value is a number, true or false, or a word without blanks.</param>
    public static FakeReader Reader(string signals)
    {
        var reader = new FakeReader();
        foreach (var pair in signals.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (pair.Split('=')[0], pair.Split('=')[1]);
            Assert.NotNull(SignalVocabulary.Catalogue.Find(name));
            if (bool.TryParse(value, out var flag))
                reader.With(name, flag);
            else if (double.TryParse(value, out var number))
                reader.With(name, number);
            else
                reader.With(name, value);
        }

        return reader;
    }
}

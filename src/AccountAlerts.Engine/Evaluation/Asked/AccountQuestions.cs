using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Asked;

/// <summary>Answers the seven questions that people ask about an account: how much, how often, how deep, moments of value, how long, when last, how many of its people. Pure.</summary>
/// <remarks>Everything is read from signals and compared with the account's own signals of four weeks before, which were made of the same weekdays.</remarks>
public sealed class AccountQuestions
{
    private const string Ago = "four weeks before";
    private const int MostMoments = 3;

    /// <summary>Metrics of that worth are moments of value: adopting a key feature, delivering a result, inviting colleagues.</summary>
    private const int MomentRank = 7;

    private const int Year = 360;

    private readonly AccountView _now;
    private readonly AccountView? _before;

    private AccountQuestions(AccountView now, AccountView? before)
    {
        _now = now;
        _before = before is { Exists: true } && UseReport.HasBefore(now, UseReport.Window) ? before : null;
    }

    /// <param name="before">The same account <see cref="UseReport.Window"/> days earlier; null where there is none.</param>
    public static IReadOnlyList<AnsweredQuestion> Of(AccountView now, AccountView? before)
    {
        ArgumentNullException.ThrowIfNull(now);
        var asked = new AccountQuestions(now, before);
        return [asked.HowMuch(), asked.HowOften(), asked.HowDeep(), asked.Moments(), asked.HowLong(), asked.WhenLast(), asked.HowMany()];
    }

    private AnsweredQuestion HowMuch()
    {
        const string question = "How much";
        var events = Read("usage.value_events_28d");
        if (!events.Present)
            return Unknown(question, events);
        string most = UseReport.Metrics(_now, UseReport.Window).Where(use => use.Now > 0).MaxBy(use => use.Now) is { } top && events.Number > 0
            ? $", most of them {Label(top.Metric)} ({Count(top.Now)})" : "";
        return new AnsweredQuestion(question, $"{Count(events.Number)} actions in 28 days{most}", Compared("usage.value_events_28d", Count));
    }

    private AnsweredQuestion HowOften()
    {
        const string question = "How often";
        var share = Read("usage.regularity");
        if (!share.Present)
            return Unknown(question, share);
        var weeks = Read("usage.weeks_active_26");
        // Younger accounts had fewer weeks than 26; the share says of how many.
        double own = share.Number > 0 ? Math.Round(weeks.Number / share.Number) : 26;
        var daily = Read("usage.stickiness");
        string each = daily.Present ? $"; on an average day {Share(daily.Number)} of a month's people are there" : "";
        return new AnsweredQuestion(
            question, $"in {Count(weeks.Number)} of its last {Count(own)} weeks ({Share(share.Number)}){each}", Compared("usage.regularity", Share, change: false));
    }

    private AnsweredQuestion HowDeep()
    {
        const string question = "How deep";
        var features = Read("features.used_28d");
        var actions = Read("usage.key_per_person_28d");
        if (!features.Present)
            return Unknown(question, features);
        string each = actions.Present ? $", {Count(actions.Number)} key actions per active person" : "";
        return new AnsweredQuestion(
            question, features.Number > 0 ? $"{Of(features.Number, "key feature", "key features")} used in 28 days{each}" : "no key feature used in 28 days",
            Compared("features.used_28d", Count, change: false));
    }

    private AnsweredQuestion Moments()
    {
        const string question = "Moments of value";
        var moments = UseReport.Metrics(_now, UseReport.Window).Where(use => use.Metric.Role == MetricRole.Key || use.Metric.Rank >= MomentRank).ToList();
        var parts = moments.Take(MostMoments)
            .Select(use => $"{Label(use.Metric)} {Count(use.Now)}{(use.Before is { } was ? $" ({Count(was)} before)" : "")}").ToList();
        if (moments.Count > MostMoments)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{moments.Count - MostMoments} more"));
        if (parts.Count > 0)
            parts[^1] += " in 28 days";
        var reached = Read("onboarding.first_value_reached");
        var days = Read("onboarding.first_value_days");
        if (reached.Present && days.Present)
            parts.Add(reached.Number > 0 ? $"first win after {ReadableValue.Days(days.Number)}" : $"no first win yet, day {Count(days.Number)}");
        return parts.Count > 0
            ? new AnsweredQuestion(question, string.Join(", ", parts), "")
            : Unknown(question, Read("features.used_28d") is { Present: false } none ? none : SignalValue.Missing("no key feature was used in eight weeks"));
    }

    private AnsweredQuestion HowLong()
    {
        const string question = "How long";
        var age = Read("account.age_days");
        if (!age.Present || _now.CreatedOn is not { } since)
            return Unknown(question, age.Present ? SignalValue.Missing("no first day is known") : age);
        var months = Read("usage.regularity_12m");
        string steady = !months.Present ? "" : months.Number < 1 ? $"; used in {Share(months.Number)} of its {(age.Number < Year ? "months" : "last 12 months")}"
            : age.Number < Year ? "; used in every month so far" : "; used in every month of its last year";
        return new AnsweredQuestion(
            question, $"customer for {Span(age.Number)}, since {ReadableValue.Date(since)}{steady}",
            months is { Present: true, Number: < 1 } ? Compared("usage.regularity_12m", Share, change: false) : "");
    }

    private AnsweredQuestion WhenLast()
    {
        const string question = "When last";
        if (UseReport.LastActive(_now) is not { } day || _now.UsageThrough is not { } through)
            return Unknown(question, Read("usage.silent_workdays") is { Present: false } none ? none : SignalValue.Missing("nobody was ever active"));
        int ago = through.DayNumber - day.DayNumber;
        string anybody = ago == 0 ? $"somebody on {ReadableValue.Date(day)}, the last day of data" : $"somebody on {ReadableValue.Date(day)}, {ReadableValue.Days(ago)} before the last day of data";
        var champion = Read("champion.days_silent");
        if (!champion.Present || _now.Champion is not { } who)
            return new AnsweredQuestion(question, anybody, "");
        string title = who.Named ? "the champion" : "the most active user";
        string silence = champion.Number == 0 ? "the same day" : $"{ReadableValue.Days(champion.Number)} ago";
        var gap = Read("champion.silence_vs_usual");
        string usual = gap is { Present: true, Number: > 0 } && champion.Number > 0 ? $", usually every {ReadableValue.Days(Math.Round(champion.Number / gap.Number))}" : "";
        return new AnsweredQuestion(question, anybody, $"{PlainText.Clean(who.Person.Label)}, {title}, {silence}{usual}");
    }

    private AnsweredQuestion HowMany()
    {
        const string question = "How many of its people";
        var active = Read("people.active_28d");
        if (!active.Present)
            return Unknown(question, active);
        var adoption = Read("adoption.ratio");
        string seats = adoption.Present && _now.Seats is { } paid ? $" for {Count(paid)} seats ({Share(adoption.Number)})" : ", seats not known";
        var departments = Read("departments.active_28d");
        string from = departments is { Present: true, Number: > 0 } ? $", from {Of(departments.Number, "department", "departments")}" : "";
        return new AnsweredQuestion(
            question, $"{Of(active.Number, "person", "people")} active in 28 days{seats}{from}", Compared("people.active_28d", Count));
    }

    /// <summary>"1,410 four weeks before, down 12 %"; empty where either end is missing.</summary>
    private string Compared(string signal, Func<double, string> write, bool change = true)
    {
        if (_before is null || Read(signal) is not { Present: true } now || Read(signal, _before) is not { Present: true } was)
            return "";
        string move = !change || was.Number <= 0 ? ""
            : Math.Round(now.Number / was.Number - 1, 2, MidpointRounding.AwayFromZero) == 0 ? ", unchanged" : $", {ReadableValue.Change((now.Number / was.Number) - 1)}";
        return $"{write(was.Number)} {Ago}{move}";
    }

    private SignalValue Read(string signal) => Read(signal, _now);

    private static SignalValue Read(string signal, AccountView view) => SignalCatalogue.Find(signal) is { } known
        ? view.Read(known)
        : throw new InvalidOperationException($"The catalogue has no signal {signal}.");

    private static AnsweredQuestion Unknown(string question, SignalValue value) =>
        new(question, $"not known, because {Because(value.Note)}", "") { Known = false };

    /// <summary>Notes of missing values are said by themselves elsewhere; here they end a sentence.</summary>
    internal static string Because(string? note) => PlainText.Clean(note) switch
    {
        "" => "no source tells",
        "not connected" => "no source tells of it: not connected",
        var why => why,
    };

    /// <summary>"12 days", "7 months", "2.3 years".</summary>
    internal static string Span(double days) => days switch
    {
        < 60 => ReadableValue.Days(days),
        < 730 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(days / 30.4375):0} months"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(days / 36.525) / 10:0.#} years"),
    };

    private static string Label(Metric metric) => PlainText.Clean(metric.Label);

    private static string Count(double number) => ReadableValue.Number(number, Unit.Count);

    private static string Share(double share) => ReadableValue.Number(share, Unit.Ratio);

    private static string Of(double number, string one, string many) => $"{Count(number)} {(number == 1 ? one : many)}";
}

using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using NodaTime;

namespace AccountAlerts.Engine.Conversations;

/// <summary>An act read from a click, or what is wrong with its form.</summary>
/// <param name="Cause">Number of the one cause it is about; null for all.</param>
internal sealed record ReadAct(AlertAct? Act, int? Cause, string? Problem)
{
    /// <summary>The input that the problem is about.</summary>
    public string? Input { get; init; }
}

/// <summary>Turns a button and its form into an act, in the clicker's own time.</summary>
internal static class CardActReader
{
    /// <summary>A day begins for people at eight.</summary>
    private static readonly LocalTime Morning = new(8, 0);

    private const int NoteLength = 1000;

    public static ReadAct Read(Click click, AccountSnapshot account, TeamDirectory team, DateTimeOffset now)
    {
        var zone = team.ZoneOf(click.Teammate);
        string chosen = Input(click, CardDialogs.Cause) ?? CardDialogs.AllCauses;
        int? cause = int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        return click.Action switch
        {
            Actions.Acknowledge => new ReadAct(new AlertAct.Acknowledge(), null, null),
            Actions.Done when Input(click, CardDialogs.What) is { } what => new ReadAct(new AlertAct.Finish(what), cause, null),
            Actions.Done => Wrong("Please say what was done, in a few words.", CardDialogs.What),
            Actions.Snooze => Snooze(click, account, zone, now) with { Cause = cause },
            Actions.NotRight => NotRight(click, team, zone, now) with { Cause = cause },
            Actions.HandTo => HandTo(click, team) with { Cause = cause },
            Actions.Claim => new ReadAct(new AlertAct.Claim(), null, null),
            // The steps are those of each cause: the desk fills them in.
            Actions.StartPlaybook => new ReadAct(new AlertAct.StartPlaybook([], default), cause, null),
            Actions.TickStep => TickStep(click),
            Actions.AskSponsor => new ReadAct(new AlertAct.AskSponsor(), null, null),
            Actions.NoteForSponsor when Input(click, CardDialogs.Note) is { } asked => new ReadAct(new AlertAct.NoteForSponsor(asked), null, null),
            Actions.NoteForSponsor => Wrong("Please say what is asked of our sponsor.", CardDialogs.Note),
            Actions.HoldFromSponsor when Input(click, CardDialogs.Reason) is { } why => new ReadAct(new AlertAct.HoldFromSponsor(why), null, null),
            Actions.HoldFromSponsor => Wrong("Please say why our sponsor should not hear of it now.", CardDialogs.Reason),
            Actions.Unmute => new ReadAct(new AlertAct.Unmute(), null, null),
            _ => Wrong("This button is not known any more."),
        };
    }

    private static ReadAct Snooze(Click click, AccountSnapshot account, DateTimeZone zone, DateTimeOffset now)
    {
        var wake = Input(click, CardDialogs.Wake) switch
        {
            CardDialogs.WakeWorse => WakeOn.Worse,
            CardDialogs.WakeRenewal => WakeOn.RenewalNear,
            CardDialogs.WakeEither => WakeOn.Worse | WakeOn.RenewalNear,
            _ => WakeOn.None,
        };
        var today = Instant.FromDateTimeOffset(now).InZone(zone).Date;
        LocalDate? until = Input(click, CardDialogs.Until) switch
        {
            CardDialogs.Tomorrow => today.PlusDays(1),
            CardDialogs.Monday => today.Next(IsoDayOfWeek.Monday),
            CardDialogs.Week => today.PlusWeeks(1),
            CardDialogs.BeforeRenewal when account.DaysToDecision is { } days =>
                LocalDate.FromDateOnly(account.At).PlusDays(days - Domain.Alerts.Snooze.RenewalNearDays),
            CardDialogs.OnDate => Date(click),
            _ => null,
        };
        if (Input(click, CardDialogs.Until) == CardDialogs.UntilWoken)
        {
            return wake == WakeOn.None
                ? Wrong("Please choose what should wake it, or a day.", CardDialogs.Wake)
                : new ReadAct(new AlertAct.Sleep(null, wake, Input(click, CardDialogs.Reason)), null, null);
        }

        if (until is not { } day)
            return Wrong("Please choose until when, and a date (yyyy-mm-dd) where the choice asks for one.", Input(click, CardDialogs.Until) is null ? CardDialogs.Until : CardDialogs.Date);

        var instant = At(day, zone);
        var longest = now.AddDays(Domain.Alerts.Snooze.MaxDays);
        // The preset may lie further ahead than a snooze may last: then as long as it may.
        if (Input(click, CardDialogs.Until) == CardDialogs.BeforeRenewal && instant > longest)
            instant = longest;
        return new ReadAct(new AlertAct.Sleep(instant, wake, Input(click, CardDialogs.Reason)), null, null);
    }

    private static ReadAct NotRight(Click click, TeamDirectory team, DateTimeZone zone, DateTimeOffset now)
    {
        string? note = Input(click, CardDialogs.Note);
        switch (Input(click, CardDialogs.Why))
        {
            case CardDialogs.WrongData:
                return new ReadAct(new AlertAct.WrongData(note), null, null);
            case CardDialogs.Known:
                return new ReadAct(new AlertAct.Known(note), null, null);
            case CardDialogs.NotHere:
                return new ReadAct(new AlertAct.Mute(note), null, null);
            case CardDialogs.Away:
                return Date(click) is { } day && At(day, zone) is var until && until > now && until <= now.AddDays(366)
                    ? new ReadAct(new AlertAct.AwayUntil(until, note), null, null)
                    : Wrong("Please give the day of their return (yyyy-mm-dd), within a year.", CardDialogs.Date);
            case CardDialogs.WrongPerson:
                return HandTo(click, team);
            default:
                return Wrong("Please choose what is not right.", CardDialogs.Why);
        }
    }

    private static ReadAct HandTo(Click click, TeamDirectory team) =>
        Input(click, CardDialogs.Person) is { } person && team.Find(person) is { } mate
            ? new ReadAct(new AlertAct.HandTo(mate.Email.ToLowerInvariant(), Input(click, CardDialogs.Note)), null, null)
            : Wrong("Please name one colleague, by name or address, whom the team file knows.", CardDialogs.Person);

    /// <summary>Cause, step and what it should become, as the dialog wrote them.</summary>
    private static ReadAct TickStep(Click click)
    {
        if (Input(click, CardDialogs.Step)?.Split('.') is not [var cause, var step, var done]
            || !int.TryParse(cause, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || !int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return Wrong("Please choose a step.", CardDialogs.Step);
        return new ReadAct(new AlertAct.TickStep(index, done == "1"), number, null);
    }

    private static LocalDate? Date(Click click) =>
        DateOnly.TryParseExact(Input(click, CardDialogs.Date), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? LocalDate.FromDateOnly(day)
            : null;

    private static DateTimeOffset At(LocalDate day, DateTimeZone zone) => (day + Morning).InZoneLeniently(zone).ToDateTimeOffset().ToUniversalTime();

    private static string? Input(Click click, string name)
    {
        if (!click.Inputs.TryGetValue(name, out string? text) || string.IsNullOrWhiteSpace(text))
            return null;
        text = text.Trim();
        return text.Length > NoteLength ? text[..NoteLength] : text;
    }

    private static ReadAct Wrong(string problem, string? input = null) => new(null, null, problem) { Input = input };
}

using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Delivery;

/// <summary>The forms behind a card's buttons, and the names of their inputs. Old messages keep them: never rename one.</summary>
public static class CardDialogs
{
    internal const int MostChoices = 40;

    public const string Cause = "cause";
    public const string AllCauses = "all";
    public const string Until = "until";
    public const string Date = "date";
    public const string Reason = "reason";
    public const string Wake = "wake";
    public const string What = "what";
    public const string Why = "why";
    public const string Person = "person";
    public const string Note = "note";

    /// <summary>Somebody whom the list does not show.</summary>
    public const string Named = "named";
    public const string Step = "step";

    /// <summary>How the customer was touched; its values are the kinds of touchpoints.</summary>
    public const string How = "how";
    public const string NoTouch = "none";

    /// <summary>Presets of <see cref="Until"/>, worked out in the clicker's zone at the click.</summary>
    public const string Tomorrow = "tomorrow";
    public const string Monday = "monday";
    public const string Week = "week";
    public const string BeforeRenewal = "before-renewal";
    public const string OnDate = "date";

    /// <summary>No date: only what <see cref="Wake"/> says ends it.</summary>
    public const string UntilWoken = "woken";

    public const string WakeNever = "never";
    public const string WakeWorse = "worse";
    public const string WakeRenewal = "renewal";
    public const string WakeEither = "either";

    public const string WrongData = "wrong-data";
    public const string Away = "away";
    public const string Known = "known";
    public const string NotHere = "not-here";
    public const string WrongPerson = "wrong-person";

    /// <param name="causes">Number and title of each live cause.</param>
    public static Dialog Snooze(IReadOnlyList<(int Number, string Title)> causes, bool renewalAhead)
    {
        var until = new List<InputOption> { new(Tomorrow, "Tomorrow morning"), new(Monday, "Next Monday"), new(Week, "One week") };
        if (renewalAhead)
            until.Add(new InputOption(BeforeRenewal, "30 days before the renewal"));
        until.Add(new InputOption(OnDate, "The date below"));
        until.Add(new InputOption(UntilWoken, "Only when one of the things below happens"));
        return new Dialog("Snooze", "Snooze",
        [
            new DialogInput(Until, "Until", InputKind.Choice, Required: true, Options: until),
            new DialogInput(Date, "Date", InputKind.Date, Hint: "At most 90 days ahead"),
            new DialogInput(Wake, "Wake me if", InputKind.Choice, Options:
            [
                new(WakeNever, "Nothing else"), new(WakeWorse, "It gets worse by 10 points"),
                new(WakeRenewal, "The renewal is less than 30 days away"), new(WakeEither, "Either of these"),
            ]),
            new DialogInput(Reason, "Why", InputKind.Text),
            .. Which(causes, all: true),
        ]);
    }

    public static Dialog Done(IReadOnlyList<(int Number, string Title)> causes) => new("Done", "Save",
    [
        new DialogInput(What, "What was done", InputKind.Text, Required: true, Hint: "For example: called, new contact named"),
        new DialogInput(How, "Were you in touch with them", InputKind.Choice, Options:
        [
            new("call", "By phone"), new("email", "By e-mail"), new("meeting", "In a meeting"), new("training", "In a training"), new(NoTouch, "Not with them"),
        ]),
        .. Which(causes, all: true),
    ]);

    /// <param name="people">Whom it may be handed to.</param>
    public static Dialog HandTo(IReadOnlyList<(int Number, string Title)> causes, IReadOnlyList<Teammate> people) => new("Hand to", "Hand over",
    [
        Picker("To", people, required: true),
        new DialogInput(Note, "Note for them", InputKind.Text),
        .. Which(causes, all: true),
    ]);

    public static Dialog StartPlaybook(IReadOnlyList<(int Number, string Title)> causes) => new("Start the steps", "Start", Which(causes, all: false));

    /// <param name="steps">Value and label of each step.</param>
    public static Dialog TickStep(IReadOnlyList<InputOption> steps) =>
        new("Tick off", "Save", [new DialogInput(Step, "Which step", InputKind.Choice, Required: true, Options: steps)]);

    public static Dialog NoteForSponsor() => new("For our sponsor", "Save",
        [new DialogInput(Note, "What is asked of them", InputKind.Text, Required: true, Hint: "One question, such as: will you call their CFO before Friday?")]);

    public static Dialog HoldFromSponsor() =>
        new("Not to our sponsor yet", "Hold", [new DialogInput(Reason, "Why", InputKind.Text, Required: true)]);

    /// <param name="people">Who is known at the account; value and label of each.</param>
    public static Dialog Champion(IReadOnlyList<InputOption> people) => new("Who is your champion?", "Save",
    [
        .. people.Count > 0 ? [new DialogInput(Person, "One of them", InputKind.Choice, Options: [.. people.Take(MostChoices)])] : Array.Empty<DialogInput>(),
        new DialogInput(Named, people.Count > 0 ? "Or somebody else" : "Who", InputKind.Text, Hint: "Name or address of somebody who is known there"),
    ]);

    public static Dialog NotRight(IReadOnlyList<(int Number, string Title)> causes, IReadOnlyList<Teammate> people) => new("Not right", "Send",
    [
        .. Which(causes, all: false),
        new DialogInput(Why, "What is not right", InputKind.Choice, Required: true, Options:
        [
            new(WrongData, "The data is wrong"), new(Away, "They are away until the date below"),
            new(Known, "I know; tell me only if it gets worse"), new(NotHere, "Not for this customer"),
            new(WrongPerson, "Not mine: hand it to the person below"),
        ]),
        new DialogInput(Date, "Date", InputKind.Date),
        Picker("Person", people, required: false),
        new DialogInput(Note, "Note", InputKind.Text),
    ]);

    /// <summary>Beyond a few dozen names a list is longer than typing.</summary>
    private static DialogInput Picker(string label, IReadOnlyList<Teammate> people, bool required) => people.Count is > 0 and <= MostChoices
        ? new DialogInput(Person, label, InputKind.Choice, required, [.. people.Select(mate => new InputOption(mate.Email, mate.Name))])
        : new DialogInput(Person, label, InputKind.Text, required, Hint: "Name or address of a colleague");

    private static DialogInput[] Which(IReadOnlyList<(int Number, string Title)> causes, bool all)
    {
        if (causes.Count < 2)
            return [];
        IEnumerable<InputOption> each = causes.Select(cause => new InputOption(cause.Number.ToString(CultureInfo.InvariantCulture), cause.Title));
        return [new DialogInput(Cause, "Which", InputKind.Choice, Required: !all, Options: all ? [new(AllCauses, "All of it"), .. each] : [.. each])];
    }
}

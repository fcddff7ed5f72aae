using AccountAlerts.Domain.Fleet;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Notices;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using NodaTime;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>Says to operations what is held and why, in the reader's words.</summary>
internal static class GuardNotices
{
    public const string Release = "release";
    public const string Keep = "keep";
    public const string Known = "known";

    /// <summary>The day in the form of <see cref="Known"/>.</summary>
    public const string Until = "until";

    private const string Prefix = "guard/";

    public static string KeyOf(GuardHold hold) => Prefix + hold.Key;

    /// <returns>Null for a notice that is about no hold.</returns>
    public static string? HoldOf(string notice) => notice.StartsWith(Prefix, StringComparison.Ordinal) ? notice[Prefix.Length..] : null;

    public static Notice Of(GuardHold hold, GuardSaid? said, TeamDirectory team)
    {
        string title = TitleOf(hold);
        if (hold.IsOver)
            return new Notice(KeyOf(hold), Line($"{EndOf(hold, said, team)}{CardWords.Separator}{Decapitalised(title)}"), [], true);

        var blocks = new List<Block>
        {
            new Heading([new Span(title)]),
            new Paragraph([new Span(SawOf(hold))]),
            new Paragraph([new Span(hold.Thing == GuardedThing.People
                ? "What rests on who these people are is not told until then; everything else is."
                : "Nobody is told of these until the data is back, or you say that it is true.")]),
        };
        if (StateOf(hold, said, team) is { } state)
            blocks.Add(new Paragraph([new Span(state, SpanStyle.Emphasis)]));
        return new Notice(KeyOf(hold), new Message { Text = title, Blocks = blocks }, Buttons, false);
    }

    /// <summary>What a choice asks first; null where it asks nothing.</summary>
    public static Dialog? FormOf(string choice) => Buttons.FirstOrDefault(button => button.Choice == choice)?.Dialog;

    /// <summary>"champion-silent" as people say it.</summary>
    public static string Named(string name) =>
        name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ');

    private static NoticeButton[] Buttons { get; } =
    [
        new(Release, "It is true: tell them", ButtonStyle.Primary),
        new(Keep, "Keep holding"),
        new(Known, "Known cause...", Dialog: new Dialog("Known cause", "Hold until then",
            [new DialogInput(Until, "Over on", InputKind.Date, Required: true, Hint: "What still holds on that day is told then.")])),
    ];

    private static string TitleOf(GuardHold hold) => hold.Thing == GuardedThing.People
        ? $"User ids seem to have changed{CardWords.Separator}{hold.Name}"
        : $"Many customers at once{CardWords.Separator}check the data first";

    private static string SawOf(GuardHold hold) => FormattableString.Invariant(hold.Thing switch
    {
        GuardedThing.Trigger => (FormattableString)$"{Named(hold.Name)}: {hold.Accounts} of {hold.Evaluated} customers within a day; usually {hold.Usual:0.#} a day.",
        GuardedThing.Component => $"{Named(hold.Name)}: the typical value went from {hold.Usual:0} to {hold.Level:0} of 100 within a day, over {hold.Accounts} customers.",
        _ => $"{hold.Accounts} people went silent, and {hold.Evaluated} nobody knew before do about as much.",
    });

    private static string? StateOf(GuardHold hold, GuardSaid? said, TeamDirectory team) => said is null || said.At < hold.Since
        ? null
        : said switch
        {
            { Act: GuardAct.KeepHolding } => $"{team.Of(said.By).Name} looks into it",
            { Act: GuardAct.KnownCause, Until: { } until } =>
                $"Known cause, says {team.Of(said.By).Name}: held until {CardWords.Day(until, team.ZoneOf(said.By))}",
            _ => $"{team.Of(said.By).Name} says it is true: told with the next evaluation",
        };

    private static string EndOf(GuardHold hold, GuardSaid? said, TeamDirectory team) => hold.EndReason switch
    {
        GuardReasons.Released when said is not null => $"True, says {team.Of(said.By).Name}, and told",
        GuardReasons.KnownCauseOver => "The known cause is over, and what still holds is told",
        _ => "Back to normal",
    };

    private static string Decapitalised(string title) => char.ToLowerInvariant(title[0]) + title[1..];

    private static Message Line(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };
}

using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Asked;

/// <summary>Who is known at an account, and how one of them uses the product.</summary>
public sealed class PeopleAnswers(IFactReader reader, EvaluatorFactory evaluators)
{
    private const int MostListed = 15;
    private const int MostMetrics = 5;
    private static readonly string[] Header = ["Who", "Role", "Department", "Last active", "Active days of 28"];

    public async Task<Message?> ListAsync(int accountId, CancellationToken cancellation)
    {
        return await ViewAsync(accountId, cancellation) is { } view ? List(view) : null;
    }

    /// <summary>Everybody who is known.</summary>
    public static Message List(AccountView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        string account = NameOf(view);
        var people = InOrder(view);
        if (people.Count == 0)
            return Say($"Nobody is known at {account}: no source names people.");
        string title = string.Create(CultureInfo.InvariantCulture, $"{account}: {people.Count:#,0} {(people.Count == 1 ? "person" : "people")} known");
        var blocks = new List<Block>
        {
            new Paragraph([new Span(title, SpanStyle.Strong)]),
            new TableBlock(Header, [.. people.Take(MostListed).Select(person => Row(view, person))]),
        };
        if (people.Count > MostListed)
            blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {people.Count - MostListed:#,0} more"))]));
        return new Message
        {
            Text = title,
            Blocks = blocks,
            Buttons = [.. people.Take(3).Select(person => new Button(Actions.Command, PlainText.Clean(person.Label, 40), Command(view, person)))],
        };
    }

    /// <param name="typed">A name, an address or an id.</param>
    public async Task<Message?> OneAsync(int accountId, string typed, CancellationToken cancellation)
    {
        if (await ViewAsync(accountId, cancellation) is not { } view)
            return null;
        string account = NameOf(view);
        AccountRef[] known = [.. view.People.Select(person => new AccountRef(person.Ordinal, person.PersonId, PlainText.Clean(person.Label)))];
        var exact = view.People.FirstOrDefault(person => typed.Equals(person.Email, StringComparison.OrdinalIgnoreCase) || person.IsKnownAs(typed));
        switch (exact is not null ? new NameMatch.One(new AccountRef(exact.Ordinal, exact.PersonId, "")) : AccountNames.Find(typed, known))
        {
            case NameMatch.One { Account.Id: var ordinal }:
                return About(view, view.People.First(person => person.Ordinal == ordinal));
            case NameMatch.Several several:
                return Choose("Whom do you mean?", several.Accounts, view);
            case NameMatch.None { Nearest.Count: > 0 } none:
                return Choose($"Nobody at {account} is known as \"{PlainText.Clean(typed, 60)}\". Did you mean one of these?", none.Nearest, view);
            default:
                return Say($"Nobody is known at {account}: no source names people.");
        }
    }

    /// <summary>Those who are there, the important and the active first; who left comes last.</summary>
    internal static IReadOnlyList<Person> InOrder(AccountView view) =>
    [
        .. view.People.Select(person => (Person: person, Last: UseReport.Of(view, person)?.LastActive))
            .OrderBy(known => view.IsDeactivated(known.Person)).ThenByDescending(known => view.RoleOf(known.Person) ?? PersonRole.User)
            .ThenByDescending(known => known.Last).ThenBy(known => known.Person.PersonId, StringComparer.Ordinal).Select(known => known.Person),
    ];

    /// <summary>"12 of 28 days: reports created 40, exports 3"; empty where it is not known.</summary>
    internal static string InShort(AccountView view, Person person) => UseReport.Of(view, person) is not { } use ? "" : string.Create(
        CultureInfo.InvariantCulture, $"{use.ActiveDays} of 28 days{(Done(use) is { Length: > 0 } done ? $": {done}" : "")}");

    /// <summary>One of them.</summary>
    public static Message About(AccountView view, Person person)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(person);
        string account = NameOf(view);
        string name = PlainText.Clean(person.Label);
        var fields = new List<Field> { new("Role", RoleOf(view, person)) };
        if (PlainText.Clean(view.DepartmentOf(person)) is { Length: > 0 } department)
            fields.Add(new Field("Department", department));
        if (PlainText.Clean(person.Email) is { Length: > 0 } email)
            fields.Add(new Field("E-mail", email));
        if (person.OtherIds.Count > 0)
            fields.Add(new Field("Known as well as", string.Join(", ", person.OtherIds.Take(MostMetrics).Select(id => PlainText.Clean(id, 60)))));
        if (view.IsDeactivated(person) && person.DeactivatedOn is { } gone)
            fields.Add(new Field("Deactivated", ReadableValue.Date(gone)));
        var lines = new List<IReadOnlyList<Span>>();
        if (UseReport.Of(view, person) is not { } use)
        {
            string why = view.UsageThrough is null ? AccountQuestions.Because("not connected") : "use is not recorded by person, or its source is late";
            lines.Add(Line("Use", $"not known, because {why}"));
        }
        else
        {
            lines.Add(Line("When last", LastOf(view, use)));
            lines.Add(Line("How often", string.Create(CultureInfo.InvariantCulture, $"{use.ActiveDays} of the last 28 days{(use.ActiveDaysBefore is { } before ? $", {before} of the 28 before" : "")}; in {use.ActiveWeeks} of the last 26 weeks")));
            lines.Add(Line("Does what", Done(use) is { Length: > 0 } done ? $"{done} in 28 days" : "nothing but signing in and looking, in 28 days"));
            if (SignalCatalogue.Find("person.value_share_90d") is { } share && view.ForPerson(person).Read(share) is { Present: true, Number: var part })
                lines.Add(Line("How much of it all", $"{ReadableValue.Number(part, Unit.Ratio)} of what the account did in 90 days"));
            if (use.FirstActive is { } first)
                lines.Add(Line("Since", ReadableValue.Date(first)));
        }

        return new Message
        {
            Text = $"{name}, {account}",
            Blocks =
            [
                new Heading([new Span(name, SpanStyle.Strong), new Span($", {account}")]), new FieldList(fields), new BulletList(lines),
                new Footnote(FreshnessText.Of(view)),
            ],
            Buttons = [new Button(Actions.Command, "How the account stands", view.Facts.Profile.AccountId), new Button(Actions.Command, "Who else", $"people {view.Facts.Profile.AccountId}")],
        };
    }

    private async Task<AccountView?> ViewAsync(int accountId, CancellationToken cancellation)
    {
        await using var session = await reader.OpenAsync(cancellation);
        if (await session.ReadAsync([accountId], cancellation) is not [var facts, ..])
            return null;
        var evaluator = await evaluators.CreateForScoresAsync(session, [evaluators.Today], cancellation);
        return evaluator.View(facts, evaluators.Today) is { Exists: true } view ? view : null;
    }

    private static string[] Row(AccountView view, Person person)
    {
        var use = UseReport.Of(view, person);
        return
        [
            PlainText.Clean(person.Label), RoleOf(view, person), PlainText.Clean(view.DepartmentOf(person)),
            view.IsDeactivated(person) && person.DeactivatedOn is { } gone ? $"left on {ReadableValue.Date(gone)}"
                : use is null ? "not known" : use.LastActive is { } last ? ReadableValue.Date(last) : "never",
            use is null ? "not known" : use.ActiveDays.ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static string LastOf(AccountView view, PersonUseReport use)
    {
        if (use.LastActive is not { } last || view.UsageThrough is not { } through)
            return "never seen";
        int ago = through.DayNumber - last.DayNumber;
        return ago <= 0 ? $"{ReadableValue.Date(last)}, the last day of data" : $"{ReadableValue.Date(last)}, {ReadableValue.Days(ago)} before the last day of data";
    }

    private static string Done(PersonUseReport use) => string.Join(", ", use.Metrics.Where(metric => metric.Now > 0).Take(MostMetrics)
        .Select(metric => $"{PlainText.Clean(metric.Metric.Label)} {ReadableValue.Number(metric.Now, Unit.Count)}"));

    internal static string RoleOf(AccountView view, Person person) => view.RoleOf(person) switch
    {
        PersonRole.Champion => "champion",
        PersonRole.Executive => "executive",
        PersonRole.Admin => "admin",
        PersonRole.PowerUser => "power user",
        _ => view.Champion is { Named: false } inferred && inferred.Person.Ordinal == person.Ordinal ? "most active user" : "user",
    };

    private static Message Choose(string text, IReadOnlyList<AccountRef> people, AccountView view) => Say(text) with
    {
        Buttons = [.. people.Select(person => new Button(Actions.Command, PlainText.Clean(person.Name, 40), $"person {view.Facts.Profile.AccountId} {person.AccountId}"))],
    };

    private static string Command(AccountView view, Person person) => $"person {view.Facts.Profile.AccountId} {person.PersonId}";

    private static IReadOnlyList<Span> Line(string what, string says) => [new Span(what, SpanStyle.Strong), new Span(CardWords.Separator + says)];

    private static string NameOf(AccountView view) => PlainText.Clean(view.Facts.Profile.Name, 200);

    private static Message Say(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };
}

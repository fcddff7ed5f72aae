using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Digests;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Puts a weekly review together. Pure.</summary>
public static class ReviewComposer
{
    private const int MostNotes = 5;
    private const int MostJudged = 8;
    private const int Noisiest = 2;

    private static readonly Band?[] Bands = [Band.Healthy, Band.AtRisk, Band.Critical, null];

    public static Message Compose(ReviewInput input, RowWriter rows)
    {
        string text = Headline(input);
        var blocks = new List<Block> { new Heading([new Span(text)]) };
        AddBands(blocks, input);
        AddMoney(blocks, input);
        blocks.AddRange(RetentionWords.Of(input.Year, input.Rates));
        AddEscalated(blocks, input);
        AddUntouched(blocks, input, rows);
        AddTaken(blocks, input);
        AddDone(blocks, input);
        AddPrecision(blocks, input);
        if (input.Demo)
            blocks.Add(new Footnote("Demo: invented data"));
        return new Message { Text = text, Blocks = blocks };
    }

    private static string Headline(ReviewInput input)
    {
        int critical = input.Now.Count(account => account.Line.Band == Band.Critical);
        int asSet = input.Now.Count(account => account.Line.AsSet == Band.Critical);
        string set = asSet == critical ? "" : string.Create(CultureInfo.InvariantCulture, $" by score and {asSet} as set by us");
        int late = Untouched(input).Count;
        string whose = input.IsChannel ? "all customers" : "your team";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The week of {whose}: {DigestWords.Accounts(input.Now.Count)}, {critical} critical{set}, {(late == 0 ? "nothing past due" : $"{late} past due and untouched")}");
    }

    private static void AddBands(List<Block> blocks, ReviewInput input)
    {
        blocks.Add(Title("Bands"));
        var before = input.Before?.ToDictionary(line => line.Id);
        var set = input.Now.Where(account => account.Line.SetTo is not null).Select(account => account.Line)
            .OrderByDescending(line => line.Arr ?? 0).ThenBy(line => line.Id).ToList();
        var columns = new List<(string Title, Func<Band?, int> Of)> { (set.Count > 0 ? "Now by score" : "Now", band => input.Now.Count(account => account.Line.Band == band)) };
        if (set.Count > 0)
            columns.Add(("As set by us", band => input.Now.Count(account => account.Line.AsSet == band)));
        if (before is not null)
            columns.Add((ReadableValue.NearDate(input.BeforeDay!.Value), band => before.Values.Count(line => line.Band == band)));
        blocks.Add(new TableBlock(
            ["Band", .. columns.Select(column => column.Title)],
            [.. Bands.Select(band => (string[])[Name(band), .. columns.Select(column => Count(column.Of(band)))]).Where(row => row.Skip(1).Any(cell => cell != "0"))]));
        if (set.Count > 0)
        {
            blocks.Add(Title("Set by us, beside the score"));
            blocks.Add(new BulletList([.. set.Take(input.MostRows).Select(line => SetBy(line, input))]));
            AddMore(blocks, set.Count - input.MostRows);
        }

        if (before is null)
        {
            blocks.Add(new Footnote("Nothing was kept a week ago yet: the comparison begins next week"));
            return;
        }

        var moved = input.Now.Select(account => (account.Line, Was: before.GetValueOrDefault(account.Line.Id)))
            .Where(pair => pair.Was is { Band: not null } && pair.Line.Band is not null && pair.Was.Band != pair.Line.Band)
            .OrderBy(pair => pair.Line.Band > pair.Was!.Band).ThenByDescending(pair => pair.Line.Arr ?? 0).ThenBy(pair => pair.Line.Id).ToList();
        if (moved.Count == 0)
            return;
        blocks.Add(new BulletList([.. moved.Take(input.MostRows).Select(pair => Moved(pair.Line, pair.Was!))]));
        AddMore(blocks, moved.Count - input.MostRows);
    }

    /// <summary>A channel hears what was said, not by whom.</summary>
    private static Span[] SetBy(BookLine line, ReviewInput input)
    {
        string score = line.Score is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known}, {Name(line.Band)}") : "no score";
        return [new Span(line.Name, SpanStyle.Strong), new Span($" ({score}){CardWords.Separator}{SaidWords.Set(line.SetTo!, input.IsChannel ? null : input.Team)}")];
    }

    private static Span[] Moved(BookLine now, BookLine was)
    {
        string money = now.Arr is { } arr ? $", {ReadableValue.Money(arr, now.Currency)} ARR" : "";
        return
        [
            new Span(now.Name, SpanStyle.Strong),
            new Span(string.Create(CultureInfo.InvariantCulture, $": {Name(was.Band)} to {Name(now.Band)}, {was.Score} to {now.Score}{money}")),
        ];
    }

    /// <summary>ARR at risk: critical accounts, and those at risk whose renewal is decided within 90 days. Currencies stand side by side, never added.</summary>
    private static void AddMoney(List<Block> blocks, ReviewInput input)
    {
        var risky = input.Now.Select(account => account.Line)
            .Where(line => line.Band == Band.Critical || (line.Band == Band.AtRisk && line.DaysToDecision is >= 0 and <= 90)).ToList();
        if (risky.Count == 0)
            return;
        blocks.Add(Title("ARR at risk, by month of the renewal"));
        var rows = risky.Where(line => line.Arr is not null)
            .GroupBy(line => MonthOf(line, input.Day)).OrderBy(month => month.Key is null).ThenBy(month => month.Key)
            .Select(month => new[]
            {
                month.Key is { } first ? first.ToString("MMM yyyy", CultureInfo.InvariantCulture) : "No date",
                string.Join(", ", month.GroupBy(line => line.Currency ?? "", StringComparer.Ordinal).OrderBy(sum => sum.Key, StringComparer.Ordinal)
                    .Select(sum => ReadableValue.Money(sum.Sum(line => line.Arr!.Value), sum.Key))),
                Count(month.Count()),
            }).ToList();
        if (rows.Count > 0)
            blocks.Add(new TableBlock(["Renewal", "ARR", "Accounts"], rows));
        int without = risky.Count(line => line.Arr is null);
        if (without > 0)
            blocks.Add(new Footnote(string.Create(CultureInfo.InvariantCulture, $"{DigestWords.Accounts(without)} at risk without a known ARR")));
    }

    private static DateOnly? MonthOf(BookLine line, DateOnly day) =>
        line.DaysToDecision is { } left && day.AddDays(left) is var decision ? new DateOnly(decision.Year, decision.Month, 1) : null;

    private static void AddEscalated(List<Block> blocks, ReviewInput input)
    {
        var names = input.Now.ToDictionary(account => account.Line.Id, account => account.Line.Name);
        var worse = input.Week
            .Where(happened => happened.Reason is AlertReasons.GotWorse or AlertReasons.SeverityRaised && happened.Status.Severity >= Severity.High)
            .Select(happened => happened.Key.AccountId).Distinct().ToList();
        if (worse.Count == 0)
            return;
        string list = string.Join(", ", worse.Take(input.MostRows).Select(id => names[id]));
        string more = worse.Count > input.MostRows ? string.Create(CultureInfo.InvariantCulture, $" and {worse.Count - input.MostRows} more") : "";
        blocks.Add(new Paragraph([new Span("Got worse this week", SpanStyle.Strong), new Span(CardWords.Separator + list + more)]));
    }

    private static List<ListedAlert> Untouched(ReviewInput input) =>
    [
        .. input.Live.Where(listed => listed.Stored.Alert is { State: AlertState.Open, Severity: >= Severity.High } && listed.Stored.Text.DueOn < input.Day)
            .OrderByDescending(listed => listed.Stored.Alert.Severity).ThenBy(listed => listed.Stored.Text.DueOn).ThenBy(listed => listed.Account.Id),
    ];

    private static void AddUntouched(List<Block> blocks, ReviewInput input, RowWriter rows)
    {
        var late = Untouched(input);
        if (late.Count == 0)
            return;
        blocks.Add(Title("Past due and untouched"));
        blocks.Add(new RowList([.. late.Take(input.MostRows).Select(listed => rows.Alert(listed.Stored, listed.Account, Whose(listed)))]));
        AddMore(blocks, late.Count - input.MostRows);

        // A channel hears what is late, not whose.
        string? Whose(ListedAlert listed) => input.IsChannel ? null
            : (listed.Stored.Alert.Status.Assignee ?? listed.Stored.Alert.Status.Owner) is { } email ? input.Team.Of(email).Name : "No CSM";
    }

    private static void AddTaken(List<Block> blocks, ReviewInput input)
    {
        var taken = ReviewFigures.TakenIn(input.Month);
        if (ReviewFigures.Median([.. taken.Select(input.Waited)]) is not { } median)
            return;
        blocks.Add(new Paragraph(
        [
            new Span("Until somebody took it", SpanStyle.Strong),
            new Span(string.Create(CultureInfo.InvariantCulture, $": {Hours(median)}, half of {taken.Count} took longer; four weeks")),
        ]));
        if (input.People.Count == 0)
            return;
        var people = input.People.Select(mate => (Mate: mate, Own: taken.Where(one => mate.Email.Equals(one.Owner, StringComparison.OrdinalIgnoreCase)).ToList()))
            .Select(one => (one.Mate, one.Own.Count, Median: ReviewFigures.Median([.. one.Own.Select(input.Waited)]),
                Open: input.Live.Count(listed => listed.Stored.Alert.State == AlertState.Open && one.Mate.Email.Equals(listed.Stored.Alert.Status.Owner, StringComparison.OrdinalIgnoreCase))))
            .Where(one => one.Count + one.Open > 0).ToList();
        if (people.Count > 0)
        {
            blocks.Add(new TableBlock(
                ["CSM", "Open", "Taken", "In"],
                [.. people.Select(one => new[] { one.Mate.Name, Count(one.Open), Count(one.Count), one.Median is { } own ? Hours(own) : "" })]));
        }
    }

    private static void AddDone(List<Block> blocks, ReviewInput input)
    {
        var lines = input.Now.ToDictionary(account => account.Line.Id, account => account.Line);
        var month = ReviewFigures.DoneIn(input.Month);
        var week = month.Where(work => work.Done.At >= input.At.AddDays(-7)).ToList();
        if (week.Count > 0)
        {
            blocks.Add(Title(string.Create(CultureInfo.InvariantCulture, $"Done this week: {week.Count}")));
            blocks.Add(new BulletList(
            [
                .. week.TakeLast(MostNotes).Reverse().Select(work => new[]
                {
                    new Span(lines[work.Done.Key.AccountId].Name, SpanStyle.Strong),
                    new Span(CardWords.Separator + PlainText.Clean(work.Done.Status.Note ?? "done", 200)),
                    new Span(input.IsChannel || work.Done.Status.ResolvedBy is not { } by ? "" : $" ({input.Team.Of(by).Name})"),
                    new Span(Since(work, lines[work.Done.Key.AccountId])),
                }.Where(span => span.Text.Length > 0).ToArray()),
            ]));
            AddMore(blocks, week.Count - MostNotes);
        }

        if (month.Count > 0)
            blocks.Add(new Paragraph([new Span("What it moved, four weeks", SpanStyle.Strong), new Span(CardWords.Separator + Moved(month, lines))]));
    }

    /// <summary>What is known since; that it came of what was done, nobody can know.</summary>
    private static string Since(DoneWork work, BookLine line)
    {
        string state = work.CameBack ? ", came back since" : work.Over ? ", back to normal since" : "";
        return work.ScoreThen is { } then && (line.Held ?? line.Score) is { } now
            ? string.Create(CultureInfo.InvariantCulture, $"{state}, score {then} then, {now} now")
            : state;
    }

    private static string Moved(IReadOnlyList<DoneWork> month, Dictionary<int, BookLine> lines)
    {
        int back = month.Count(work => work.CameBack);
        var text = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{month.Count} done, {month.Count(work => work.Over && !work.CameBack)} back to normal since"),
        };
        if (back > 0)
            text.Add(string.Create(CultureInfo.InvariantCulture, $"{back} came back"));
        int[] moves = [.. month.Select(work => (lines[work.Done.Key.AccountId].Held ?? lines[work.Done.Key.AccountId].Score) - work.ScoreThen).OfType<int>()];
        if (moves.Length > 0)
            text.Add(string.Create(CultureInfo.InvariantCulture, $"scores since: {moves.Count(move => move > 0)} up, {moves.Count(move => move < 0)} down, {moves.Count(move => move == 0)} the same"));
        return string.Join("; ", text);
    }

    private static void AddPrecision(List<Block> blocks, ReviewInput input)
    {
        var judged = ReviewFigures.UseOf(input.Month);
        if (judged.Count == 0)
            return;
        blocks.Add(Title("Were the alerts of use? Four weeks"));
        blocks.Add(new TableBlock(
            ["Alert", "Useful", "Not", "Share"],
            [
                .. judged.Take(MostJudged).Select(one => new[]
                {
                    Spoken(one.Trigger), Count(one.Useful), Count(one.NotUseful), one.Share.ToString("0 %", CultureInfo.InvariantCulture),
                }),
            ]));
        var noisy = ReviewFigures.Noisiest(judged, Noisiest);
        if (noisy.Count > 0)
            blocks.Add(new Paragraph([new Span("Most often not useful", SpanStyle.Strong), new Span(CardWords.Separator + string.Join(", ", noisy.Select(one => string.Create(CultureInfo.InvariantCulture, $"{Spoken(one.Trigger)} ({one.NotUseful} of {one.Count})"))))]));
    }

    private static void AddMore(List<Block> blocks, int more)
    {
        if (more > 0)
            blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {more} more"))]));
    }

    private static Paragraph Title(string text) => new([new Span(text, SpanStyle.Strong)]);

    private static string Name(Band? band) => band is { } known ? CardWords.Band(known) : "No score";

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>"3.5 working hours".</summary>
    private static string Hours(TimeSpan span) =>
        span.TotalHours < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} minutes of work time")
            : string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} working hours");

    /// <summary>"champion-silent" is "Champion silent".</summary>
    private static string Spoken(string name)
    {
        string words = name.Replace('-', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}

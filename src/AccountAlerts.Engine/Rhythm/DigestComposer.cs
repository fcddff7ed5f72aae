using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Digests;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Puts one teammate's morning digest together. Pure.</summary>
public static class DigestComposer
{
    /// <summary>Lines for each colleague whom the reader stands in for.</summary>
    private const int CoveredRows = 3;

    public static DigestDraft Compose(DigestInput input, RowWriter rows)
    {
        // The page may be of yesterday; a band that was set ends by the reader's own day.
        input = input with { Book = [.. input.Book.Select(line => line.SetTo?.HoldsOn(rows.Today) == false ? line with { SetTo = null } : line)] };
        var bands = new Dictionary<int, BandMemo>();
        var changes = new List<DigestItem>();
        foreach (var line in input.Book)
        {
            if ((line.Held ?? line.Score) is not { } score)
            {
                if (input.Bands.TryGetValue(line.Id, out var kept))
                    bands[line.Id] = kept;
                continue;
            }

            var before = input.Bands.GetValueOrDefault(line.Id);
            var (memo, say) = BandMemo.Step(before, score, rows.Today);
            bands[line.Id] = memo;
            if (say)
                changes.Add(new DigestItem.OfBand(line.Id, before!.Said, memo.Said, line.Arr));
        }

        var own = input.Alerts.Where(alert => alert.For is null).ToList();
        var plan = DigestPlan.Of(changes.Concat(own.Select(alert => ItemOf(alert, rows))), rows.Today, input.MostRows);
        var blocks = new List<Block>();
        var told = new List<Telling>();
        string headline = DigestWords.Headline(rows.Today, plan);
        blocks.Add(new Heading([new Span(headline)]));
        Add(blocks, told, plan, input, rows);
        foreach (var covered in input.Alerts.Where(alert => alert.For is not null).GroupBy(alert => alert.For!.Email).OrderBy(group => group.Key, StringComparer.Ordinal))
            AddCovered(blocks, told, [.. covered], input, rows);

        bool empty = blocks.Count == 1;
        if (empty)
        {
            headline = DigestWords.Nothing(input.Book);
            blocks = [new Paragraph([new Span(headline)])];
        }

        AddHeld(blocks, input);
        AddData(blocks, input);
        var buttons = plan.Any(part => part.Folded.Count > 0) ? new[] { new Button(Actions.Command, "Show all", "mine") } : [];
        return new DigestDraft(new Message { Text = headline, Blocks = blocks, Buttons = buttons }, empty, told, bands);
    }

    private static void Add(List<Block> blocks, List<Telling> told, IReadOnlyList<DigestRows> plan, DigestInput input, RowWriter rows)
    {
        var byKey = input.Alerts.ToDictionary(alert => (alert.Stored.Alert.Key, alert.Stored.Alert.Episode));
        var lines = input.Book.ToDictionary(line => line.Id);
        foreach (var part in plan)
        {
            blocks.Add(new Paragraph([new Span(DigestWords.Title(part.Part), SpanStyle.Strong)]));
            blocks.Add(new RowList([.. part.Rows.Select(item => item is DigestItem.OfBand band ? BandRow(band, lines[band.AccountId], input.Team) : AlertRow(item))]));
            // What "and N more" stands for is told too; of what held from the beginning only what is written out.
            var said = part.Part == DigestPart.Standing ? part.Rows : part.Rows.Concat(part.Folded);
            told.AddRange(said.OfType<DigestItem.OfAlert>().SelectMany(item => Told(Find(item), input.Now)));
        }

        if (DigestWords.More(plan) is { } more)
            blocks.Add(new Paragraph([new Span(more)]));

        DigestAlert Find(DigestItem item) => item is DigestItem.OfAlert { Alert: var alert }
            ? byKey[(alert.Key, alert.Episode)]
            : throw new ArgumentOutOfRangeException(nameof(item), item, "A line without an alert.");

        MessageRow AlertRow(DigestItem item)
        {
            var alert = Find(item);
            return rows.Alert(alert.Stored, alert.Account, item is DigestItem.OfAlert { WakesToday: true } ? "The snooze ends today" : null);
        }
    }

    private static void AddCovered(List<Block> blocks, List<Telling> told, List<DigestAlert> alerts, DigestInput input, RowWriter rows)
    {
        var plan = DigestPlan.Of(alerts.Select(alert => ItemOf(alert, rows)), rows.Today, CoveredRows);
        if (plan.Count == 0)
            return;
        var byKey = alerts.ToDictionary(alert => (alert.Stored.Alert.Key, alert.Stored.Alert.Episode));
        DigestAlert[] shown = [.. plan.SelectMany(part => part.Rows).Select(Find)];
        DigestAlert[] folded = [.. plan.SelectMany(part => part.Folded).Select(Find)];
        blocks.Add(new Paragraph([new Span($"For {alerts[0].For!.Name}, who is away", SpanStyle.Strong)]));
        blocks.Add(new RowList([.. shown.Select(alert => rows.Alert(alert.Stored, alert.Account))]));
        if (folded.Length > 0)
            blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {folded.Length} more"))]));
        told.AddRange(shown.Concat(folded).SelectMany(alert => Told(alert, input.Now)));

        DigestAlert Find(DigestItem item) => item is DigestItem.OfAlert { Alert: var alert }
            ? byKey[(alert.Key, alert.Episode)]
            : throw new ArgumentOutOfRangeException(nameof(item), item, "A line without an alert.");
    }

    private static DigestItem.OfAlert ItemOf(DigestAlert alert, RowWriter rows)
    {
        var stored = alert.Stored.Alert;
        bool wakes = stored.Status.Snooze is { } snooze && rows.DayOf(snooze.Until) <= rows.Today;
        return new DigestItem.OfAlert(stored, alert.Stored.Text.DueOn, alert.Waiting.Count > 0, alert.Money) { WakesToday = wakes };
    }

    private static IEnumerable<Telling> Told(DigestAlert alert, DateTimeOffset now) =>
        alert.Waiting.Select(telling => telling with { Way = TellingWay.Digest, ToldAt = now });

    private static MessageRow BandRow(DigestItem.OfBand band, BookLine line, TeamDirectory team)
    {
        var facts = new List<string>();
        if (line.Score is { } score)
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"Score {score}"));
        if (line.Arr is { } arr)
            facts.Add(ReadableValue.Money(arr, line.Currency) + " ARR");
        if (line.DaysToDecision is { } left and <= 180)
            facts.Add("renewal " + CardWords.Renewal(left));
        return new MessageRow(
            [new Span(line.Name, SpanStyle.Strong), new Span($": now {CardWords.Band(band.To)}, was {CardWords.Band(band.From)}")],
            string.Join(", ", facts) + (line.SetTo is { } set ? $". {SaidWords.Set(set, team)}" : ""), [new Button(Actions.Command, "Why?", "why " + line.AccountId)]);
    }

    private static void AddHeld(List<Block> blocks, DigestInput input)
    {
        Span[][] lines = [.. input.Held.Where(held => held.Value > 0).OrderBy(held => held.Key, StringComparer.Ordinal)
            .Select(held => new[] { new Span(DigestWords.Held(held.Key, held.Value)) })];
        if (lines.Length == 0)
            return;
        blocks.Add(new Paragraph([new Span("Not sent", SpanStyle.Strong)]));
        blocks.Add(new BulletList(lines));
    }

    private static void AddData(List<Block> blocks, DigestInput input)
    {
        var lines = input.Head.Stale.Select(stale => DigestWords.Stale(stale.Key, stale.Value)).ToList();
        if (input.Head.UsageThrough is { } through && !input.Head.Stale.ContainsKey(nameof(Domain.Accounts.FactStream.Usage)))
            lines.Add(DigestWords.Usage(through, input.Head.IsComplete(input.Now)));
        if (input.Demo)
            lines.Add("Demo: invented data");
        if (lines.Count > 0)
            blocks.Add(new Footnote(string.Join(". ", lines)));
    }
}

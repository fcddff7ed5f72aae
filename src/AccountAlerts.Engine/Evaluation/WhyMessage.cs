using System.Globalization;
using AccountAlerts.Domain.Explanations;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Fleet;
using AccountAlerts.Engine.Evaluation.Models;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Says in words and points why a score is what it is: the answer to "why did this drop?".</summary>
public static class WhyMessage
{
    public static Message Of(ScoreExplanation report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string name = PlainText.Clean(report.To.Facts.Profile.Name);
        string headline = Headline(report);
        var blocks = new List<Block>
        {
            new Heading([new Span(name, SpanStyle.Strong), new Span($": {headline}")]),
            Score(report),
        };
        if (report.Group is { } group)
            blocks.Add(new Paragraph([new Span($"{GroupWords.Label} {GroupWords.Of(group)}.")]));
        if (report.Change.Change is { } change && report.Change.Causes.Count > 0)
            blocks.Add(new CauseBlock($"What moved it since {ReadableValue.Date(report.From.AsOf)}", [.. report.Change.Causes.Select(cause => Line(cause, report.Currency))], change));
        else if (report.Change.Change is null && report.Change.Reason is { } reason)
            blocks.Add(new Paragraph([new Span($"Nothing to compare with: {reason}.")]));
        // A component that takes less than half a point from the score is no news.
        if (report.Level.Where(line => line.MissingPoints != 0).Select(line => Line(line, report.Currency)).ToArray() is { Length: > 0 } missing)
            blocks.Add(new CauseBlock("What is missing to 100", missing, report.To.Health.Score!.Value - 100));
        if (report.WayBack is { } plan)
            AddWayBack(blocks, plan, report.Currency);
        if (ModelWords.Changed(report.ModelChanges) is { } changed)
            blocks.Add(new Paragraph([new Span(changed)]));
        blocks.Add(new Footnote(FreshnessText.Of(report.To)));
        return new Message { Text = $"{name}: {headline}", Blocks = blocks };
    }

    /// <summary>The card's own score, from and to its own days, whatever became known later; then how it stands by now.</summary>
    public static Message OfCard(AccountSnapshot said, ScoreExplanation now)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(now);
        bool same = said.At == now.To.AsOf && said.Score == now.To.Health.Score && said.Move?.Change == now.Change.Change;
        if (same || said is not { Score: { } score, Move: { } move })
            return Of(now);

        string since = ReadableValue.Date(move.From);
        string headline = string.Create(CultureInfo.InvariantCulture, $"{score} of 100, {CardWords.Band(Bands.Of(score))} ({WithSign(move.Change)} since {since})");
        var blocks = new List<Block>
        {
            new Heading([new Span(said.Name, SpanStyle.Strong), new Span($": {headline}")]),
            new ScoreBlock(score, CardWords.Band(Bands.Of(score)), move.Change, since, null, said.Course),
        };
        if (move.Causes.Count > 0)
            blocks.Add(new CauseBlock($"What moved it since {since}", move.Causes, move.Change));
        blocks.Add(new Paragraph([new Span(SinceThen(score, said.At, now.To.Health))]));
        blocks.Add(new Footnote(said.Freshness));
        return new Message
        {
            Text = $"{said.Name}: {headline}",
            Blocks = blocks,
            Buttons = [new Button(Actions.Command, "Why now?", $"why {said.AccountId}")],
        };
    }

    private static string SinceThen(int score, DateOnly at, HealthResult now) => now.Score is { } current
        ? string.Create(CultureInfo.InvariantCulture, $"Since then ({ReadableValue.Date(at)}) {WithSign(current - score)}: {current} of 100, {CardWords.Band(Bands.Of(current))}.")
        : $"Since then ({ReadableValue.Date(at)}) there is no score: {now.Reason}.";

    public static ScoreBlock Score(ScoreExplanation report)
    {
        ArgumentNullException.ThrowIfNull(report);
        HealthResult now = report.To.Health;
        return new ScoreBlock(
            now.Score, now.Band is { } band ? CardWords.Band(band) : null, report.Change.Change, ReadableValue.Date(report.From.AsOf), now.Reason, report.Course);
    }

    /// <summary>"+3", "−13", "±0".</summary>
    public static string WithSign(int points) => points switch
    {
        > 0 => string.Create(CultureInfo.InvariantCulture, $"+{points}"),
        < 0 => string.Create(CultureInfo.InvariantCulture, $"−{-points}"),
        _ => "±0",
    };

    public static CauseLine Line(ChangeCause cause, string? currency)
    {
        ArgumentNullException.ThrowIfNull(cause);
        string detail = $"{Measure(cause.Evidence[0].Signal)}{ReadableValue.Of(cause.From, cause.Unit, currency)} → {ReadableValue.Of(cause.To, cause.Unit, currency)}";
        return new CauseLine(cause.Label, cause.Points, detail, cause.Part switch
        {
            CausePart.Data => "data came or went",
            CausePart.Configuration => "our settings",
            _ => "the customer",
        });
    }

    public static CauseLine Line(LevelLine line, string? currency)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new CauseLine(line.Label, -line.MissingPoints, $"{Measure(line.Signal)}{ReadableValue.Of(line.Value, line.Unit, currency)}", "");
    }

    /// <summary>"weeks with use: ": what the numbers that follow count.</summary>
    private static string Measure(string signal) => SignalCatalogue.Find(signal) is { } known ? $"{known.Label}: " : "";

    /// <summary>"65 of 100, At risk (−13 since 24 Aug 2026)".</summary>
    public static string Headline(ScoreExplanation report)
    {
        HealthResult now = report.To.Health;
        if (now.Score is not { } score)
            return $"no score, {now.Reason}";
        string level = string.Create(CultureInfo.InvariantCulture, $"{score} of 100, {CardWords.Band(Bands.Of(score))}");
        return report.Change.Change is { } change
            ? $"{level} ({WithSign(change)} since {ReadableValue.Date(report.From.AsOf)})"
            : level;
    }

    private static void AddWayBack(List<Block> blocks, WayBackPlan plan, string? currency)
    {
        blocks.Add(new Paragraph([new Span($"The shortest way to {CardWords.Band(plan.Band)} ({plan.Score}):", SpanStyle.Strong)]));
        blocks.Add(new BulletList(
        [
            .. plan.Steps.Select(step => (IReadOnlyList<Span>)
            [
                new Span(step.Label, SpanStyle.Strong),
                new Span($": {ReadableValue.Of(step.Value, step.Unit, currency)} → {ReadableValue.Number(step.Target, step.Unit, currency)}"),
            ]),
        ]));
    }
}

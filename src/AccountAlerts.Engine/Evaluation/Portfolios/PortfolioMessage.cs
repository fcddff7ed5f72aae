using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Portfolios;

/// <summary>A portfolio in a chat. Pure.</summary>
public static class PortfolioMessage
{
    private const int MostNames = 5;
    private const int MostToLookAt = 10;
    private const int MostRenewals = 15;

    private static readonly string[] BandHeader = ["Health", "Accounts", "ARR", "At stake"];
    private static readonly string[] SetBandHeader = ["Health", "By score", "As set by us", "ARR", "At stake"];
    private static readonly string[] RenewalHeader = ["Decision", "Accounts", "ARR", "At stake"];
    private static readonly string[] ListHeader = ["Account", "Decision", "Score", "ARR", "At stake"];

    public static Message Of(Portfolio portfolio, ProductLinks links)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        ArgumentNullException.ThrowIfNull(links);
        if (portfolio.Accounts.Count == 0)
            return Say($"{portfolio.Title}: no account yet.");
        string title = $"{portfolio.Title}: {PortfolioWords.Sum(portfolio.All)}";
        var blocks = new List<Block>
        {
            new Heading([new Span(title)]),
            new TableBlock(
                portfolio.Set.Count > 0 ? SetBandHeader : BandHeader,
                [.. portfolio.ByBand.Select(share => (string[])
                [
                    PortfolioWords.Band(share.Band), Count(share.Accounts), .. portfolio.Set.Count > 0 ? [Count(share.AsSet)] : Array.Empty<string>(),
                    PortfolioWords.Money(share.Arr), PortfolioWords.Money(share.AtStake),
                ])]),
        };
        AddSet(blocks, portfolio.Set);
        AddRenewals(blocks, portfolio);
        AddMovers(blocks, portfolio);
        AddUntouched(blocks, portfolio);
        var first = portfolio.ToLookAt(MostToLookAt);
        if (first.Count > 0)
        {
            blocks.Add(Title("To look at first"));
            blocks.Add(new RowList([.. first.Select(account => new MessageRow(
                [new Span(account.Line.Name, SpanStyle.Strong)], PortfolioWords.Reasons(account),
                [new Button(Actions.Command, "How it stands", account.Line.AccountId), new Button(Actions.Command, "Why?", $"why {account.Line.AccountId}")]))]));
        }

        AddFoot(blocks, portfolio, links.Portfolio(portfolio.Whose), "The whole portfolio, with its course");
        return new Message { Text = title, Blocks = blocks, Buttons = [new Button(Actions.Command, "Renewals this quarter", portfolio.Whose is { } whose ? $"renewals for {whose}" : "renewals")] };
    }

    public static Message Renewals(Portfolio portfolio, string span, (DateOnly From, DateOnly To) days, ProductLinks links)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        ArgumentNullException.ThrowIfNull(links);
        var due = portfolio.Deciding(days.From.DayNumber - portfolio.Day.DayNumber, days.To.DayNumber - portfolio.Day.DayNumber);
        string when = $"{span} ({ReadableValue.Date(days.From)} to {ReadableValue.Date(days.To)})";
        if (due.Count == 0)
            return Say($"{portfolio.Title}: no renewal is decided in {when}.");
        string title = $"{portfolio.Title}: {PortfolioWords.Accounts(due.Count)} to renew, {span}";
        var blocks = new List<Block>
        {
            new Heading([new Span(title)]),
            new FieldList([new Field("From", ReadableValue.Date(days.From)), new Field("To", ReadableValue.Date(days.To)), new Field("ARR", PortfolioWords.Money(portfolio.Arr(due)))]),
            new TableBlock(ListHeader, [.. due.Take(MostRenewals).Select(account => (string[])
            [
                account.Line.Name, PortfolioWords.Decision(portfolio, account), PortfolioWords.ScoreAsSet(account), PortfolioWords.Arr(account),
                MoneyWords.AtStake(account.AtStake) ?? "-",
            ])]),
        };
        if (due.Count > MostRenewals)
            blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {due.Count - MostRenewals:#,0} more"))]));
        AddSet(blocks, [.. due.Take(MostRenewals).Where(account => account.SetBy is not null)]);
        int dateless = portfolio.Accounts.Count(account => account.Line.DaysToDecision is null);
        if (dateless > 0)
            blocks.Add(new Footnote($"{PortfolioWords.Accounts(dateless)} without a renewal date"));
        AddFoot(blocks, portfolio, links.Portfolio(portfolio.Whose), "The whole portfolio");
        return new Message { Text = title, Blocks = blocks };
    }

    private static void AddRenewals(List<Block> blocks, Portfolio portfolio)
    {
        (string Name, IReadOnlyList<Holding> Due)[] spans =
        [
            ("Past their day", portfolio.Deciding(-90, -1)), ("In the next 90 days", portfolio.Deciding(0, 90)), ("In 91 to 180 days", portfolio.Deciding(91, 180)),
        ];
        blocks.Add(Title("Renewals"));
        if (spans.All(span => span.Due.Count == 0))
        {
            blocks.Add(new Paragraph([new Span("None is decided within 180 days.")]));
            return;
        }

        blocks.Add(new TableBlock(RenewalHeader, [.. spans.Where(span => span.Due.Count > 0).Select(span => (string[])
        [
            span.Name, Count(span.Due.Count), PortfolioWords.Money(portfolio.Arr(span.Due)),
            PortfolioWords.Money(Domain.Money.MoneyTotal.Of(span.Due.Select(account => account.AtStake).OfType<Domain.Money.MoneyAtRisk>())),
        ])]));
        var next = spans[1].Due;
        if (next.Count > 0)
            blocks.Add(Line("Next", next, account => $"{account.Line.Name} {CardWords.Renewal(account.Line.DaysToDecision!.Value)} ({PortfolioWords.ScoreAsSet(account)})"));
    }

    /// <summary>Whose band one of us set; counts and money above go by the score.</summary>
    private static void AddSet(List<Block> blocks, IReadOnlyList<Holding> set)
    {
        if (set.Count == 0)
            return;
        blocks.Add(Title("Set by us, beside the score"));
        blocks.Add(new BulletList([.. set.Take(MostNames).Select(PortfolioWords.Set)]));
        if (set.Count > MostNames)
            blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {set.Count - MostNames:#,0} more"))]));
    }

    private static void AddMovers(List<Block> blocks, Portfolio portfolio)
    {
        blocks.Add(Title(string.Create(CultureInfo.InvariantCulture, $"Moved in {Portfolio.MoveDays} days")));
        if (portfolio.Down.Count + portfolio.Up.Count == 0)
        {
            blocks.Add(new Paragraph([new Span("Nobody moved by 5 points or more.")]));
            return;
        }

        if (portfolio.Down.Count > 0)
            blocks.Add(Line("Down", portfolio.Down, Moved));
        if (portfolio.Up.Count > 0)
            blocks.Add(Line("Up", portfolio.Up, Moved));
    }

    private static void AddUntouched(List<Block> blocks, Portfolio portfolio)
    {
        if (portfolio.Untouched.Count > 0)
            blocks.Add(Line("No contact for 90 days, or for 30 with the decision near", portfolio.Untouched, account => $"{account.Line.Name} ({ReadableValue.Days(account.Line.Untouched!.Value)})"));
        if (portfolio.ContactsUnknown == portfolio.Accounts.Count)
            blocks.Add(new Footnote("Who was not spoken with is not known: contacts are not on record"));
    }

    private static void AddFoot(List<Block> blocks, Portfolio portfolio, string? link, string words)
    {
        if (link is not null)
            blocks.Add(new Paragraph([new Span(words, SpanStyle.Plain, link)]));
        string note = PortfolioWords.MoneyNote(portfolio) is { } money ? $". {money}" : "";
        blocks.Add(new Footnote($"As of {ReadableValue.Date(portfolio.Day)}{note}"));
    }

    private static string Moved(Holding account) => $"{account.Line.Name} {PortfolioWords.Move(account)}";

    private static Paragraph Line(string what, IReadOnlyList<Holding> accounts, Func<Holding, string> words)
    {
        string more = accounts.Count > MostNames ? string.Create(CultureInfo.InvariantCulture, $" and {accounts.Count - MostNames:#,0} more") : "";
        return new Paragraph([new Span(what, SpanStyle.Strong), new Span($": {string.Join(", ", accounts.Take(MostNames).Select(words))}{more}")]);
    }

    private static Paragraph Title(string text) => new([new Span(text, SpanStyle.Strong)]);

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static Message Say(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };
}

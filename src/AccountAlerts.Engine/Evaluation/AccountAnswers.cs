using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Money;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Answers about one account in any chat, worked out from facts when asked.</summary>
public sealed class AccountAnswers(ScoreExplainer explainer, IFactReader reader, IAlertReader alerts, MoneyRates rates) : IAccountAnswers
{
    private const int Points = 9;
    private const int MostAlerts = 8;

    public async Task<Message?> WhyAsync(int accountId, DateOnly? asOf, int sinceDays, CancellationToken cancellation) =>
        await explainer.WhyAsync(accountId, asOf ?? explainer.Today, sinceDays, Points, cancellation) is { } explanation
            ? await WithOpinionAsync(WhyMessage.Of(explanation), explanation.To, cancellation)
            : null;

    public async Task<Message?> WhyCardAsync(AccountSnapshot said, CancellationToken cancellation) =>
        await explainer.WhyAsync(said.Id, explainer.Today, ScoreMove.Days, Points, cancellation) is { } now
            ? await WithOpinionAsync(WhyMessage.OfCard(said, now), now.To, cancellation)
            : null;

    public async Task<Message?> SummaryAsync(int accountId, CancellationToken cancellation)
    {
        if (await explainer.WhyAsync(accountId, explainer.Today, ScoreMove.Days, Points, cancellation) is not { } explanation)
            return null;

        TeamDirectory team;
        await using (IFactSession session = await reader.OpenAsync(cancellation))
            team = await session.DirectoryAsync(cancellation);
        AccountView view = explanation.To;
        string name = PlainText.Clean(view.Facts.Profile.Name);
        List<Block> blocks =
        [
            new Heading([new Span(name, SpanStyle.Strong)]),
            WhyMessage.Score(explanation),
            .. SaidWords.Opinion(TeamOpinion.Of(view), team).Select(Emphasized),
            new FieldList(AccountFields.Of(view, team, rates, explanation.Group)),
        ];
        blocks.Add(new BulletList([.. AccountQuestions.Of(view, explanation.From).Select(asked => asked.Spans)]));
        StoredAlert[] live = [.. (await alerts.OfAccountAsync(accountId, 50, cancellation)).Where(stored => stored.Alert.IsLive)
            .OrderByDescending(stored => stored.Alert.Severity).ThenBy(stored => stored.Text.DueOn)];
        if (live.Length > 0)
            blocks.Add(new Paragraph([new Span("Open here", SpanStyle.Strong)]));
        blocks.Add(live.Length == 0
            ? new Paragraph([new Span("Nothing is open here.")])
            : new BulletList([.. live.Take(MostAlerts).Select(stored => Line(stored, team))]));
        if (live.Length > MostAlerts)
            blocks.Add(new Paragraph([new Span(string.Create(CultureInfo.InvariantCulture, $"and {live.Length - MostAlerts} more"))]));
        if (SaidWords.Notes(view, team) is { Count: > 0 } said)
        {
            blocks.Add(new Paragraph([new Span("What we know", SpanStyle.Strong)]));
            blocks.Add(new BulletList([.. said.Select(line => new[] { new Span(line) })]));
        }

        var next = NextSteps.Of(live, view.Health.Band, view.OwnerEmail, team);
        blocks.Add(new Paragraph([new Span("Next", SpanStyle.Strong), new Span(CardWords.Separator + next)]));
        blocks.Add(new Footnote(FreshnessText.Of(view)));
        return new Message
        {
            Text = $"{name}: {WhyMessage.Headline(explanation)}",
            Blocks = blocks,
            Buttons =
            [
                new Button(Actions.Command, "Why?", $"why {view.Facts.Profile.AccountId}"), new Button(Actions.Command, "Brief", $"brief {view.Facts.Profile.AccountId}"),
                new Button(Actions.Command, "Who we know there", $"people {view.Facts.Profile.AccountId}"),
            ],
        };
    }

    public async Task<AccountHead?> HeadAsync(int accountId, CancellationToken cancellation) =>
        await explainer.WhyAsync(accountId, explainer.Today, ScoreMove.Days, 1, cancellation) is { To: var view }
            ? new AccountHead(view.OwnerEmail?.ToLowerInvariant(), AccountSnapshots.IsConfidential(view), [])
            : null;

    /// <summary>What we think of the account stands right behind its score.</summary>
    private async Task<Message> WithOpinionAsync(Message message, AccountView view, CancellationToken cancellation)
    {
        if (TeamOpinion.Of(view) is not { } opinion)
            return message;
        await using IFactSession session = await reader.OpenAsync(cancellation);
        var lines = SaidWords.Opinion(opinion, await session.DirectoryAsync(cancellation));
        int behind = message.Blocks.ToList().FindIndex(block => block is ScoreBlock) + 1;
        return message with { Blocks = [.. message.Blocks.Take(behind), .. lines.Select(Emphasized), .. message.Blocks.Skip(behind)] };
    }

    private static Paragraph Emphasized(string line) => new([new Span(line, SpanStyle.Emphasis)]);

    private static IReadOnlyList<Span> Line(StoredAlert stored, TeamDirectory team)
    {
        string state = CardWords.State(stored.Alert.Status, email => team.Of(email).Name, NodaTime.DateTimeZone.Utc) ?? "Open";
        return [new Span(CardWords.Urgency(stored.Alert.Severity), SpanStyle.Strong), new Span($": {stored.Text.Title} ({state})")];
    }
}

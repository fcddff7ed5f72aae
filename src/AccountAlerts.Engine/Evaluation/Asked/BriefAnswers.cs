using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Briefs;

namespace AccountAlerts.Engine.Evaluation.Asked;

/// <summary>The brief in a chat, with the way to its page.</summary>
public sealed class BriefAnswers(IBriefs briefs, ProductLinks links)
{
    public async Task<Message?> OfAsync(int accountId, CancellationToken cancellation)
    {
        if (await briefs.OfAsync(accountId, cancellation) is not { } brief)
            return null;
        var blocks = new List<Block>(brief.Blocks);
        if (links.Brief(brief.AccountId) is { } page)
            blocks.Add(new Paragraph([new Span("As a page, to print or to paste", SpanStyle.Plain, page)]));
        blocks.Add(new Footnote(brief.Freshness));
        return new Message
        {
            Text = $"{brief.Name}: brief for the business review",
            Blocks = blocks,
            Buttons = [new Button(Actions.Command, "How it stands", brief.AccountId), new Button(Actions.Command, "Who we know there", $"people {brief.AccountId}")],
        };
    }
}

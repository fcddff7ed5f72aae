using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation.Guard;
using AccountAlerts.Engine.Evaluation.Notices;

namespace AccountAlerts.Engine.Evaluation.Models;

/// <summary>Answers clicks on the message about a newer health model, and leads those on other messages to the desk behind.</summary>
public sealed class ModelDesk(INoticeDesk behind, HealthModelBook book, NoticeBoard board, IEvaluationRequests? requests = null) : INoticeDesk
{
    public async Task<Answer> ClickAsync(Click click, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(click);
        if (NoticeHandle.Parse(click.Value) is not { Choice: ModelNotices.Adopt } handle)
            return await behind.ClickAsync(click, cancellation);
        if (await board.FindAsync(handle, cancellation) is null || !await book.AdoptAsync(cancellation))
            return Say("Already over.");
        requests?.Want();
        return Say("The new model is in force in a moment. No alert opens or closes by that alone.");
    }

    public Dialog? FormOf(string value) => behind.FormOf(value);

    private static Answer Say(string text) => new(new Message { Text = text, Blocks = [new Paragraph([new Span(text)])] });
}

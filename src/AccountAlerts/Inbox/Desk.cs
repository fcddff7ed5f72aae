using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Inbox.Pages;

namespace AccountAlerts.Inbox;

/// <summary>Shows a conversation, and answers within it.</summary>
internal sealed class Desk(
    Visitor visitor, InboxDirectory directory, IInboxFeed feed, AccountAccess access, IRandomIds ids, IHttpContextAccessor http)
{
    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <param name="reply">What to show under a card or under the command box; only browsers without script come here with one.</param>
    public async Task<IResult> ShowAsync(string id, Reply? reply)
    {
        Teammate? who = await visitor.WhoAsync(Context.RequestAborted);
        if (who is null)
            return Results.LocalRedirect("/who");

        IReadOnlyList<Teammate> team = await directory.TeamAsync(Context.RequestAborted);
        Teammate? owner = team.FirstOrDefault(teammate => teammate.Email.Equals(id, StringComparison.OrdinalIgnoreCase));
        if (owner is null && id != InboxDirectory.Channel && id != who.Email)
            return visitor.Bare<NotFoundPage>("Not found", [], StatusCodes.Status404NotFound);

        string place = owner?.Email ?? id;
        bool own = place == who.Email;
        if (owner is not null && !own && !access.MayLookOver(who.Email, place, await directory.DirectoryAsync(Context.RequestAborted)))
            return visitor.Bare<NotFoundPage>("Not found", [], StatusCodes.Status404NotFound);

        IReadOnlyList<MailboxMessage> messages = await feed.ReadAsync(place, InboxDirectory.PageSize, Context.RequestAborted);
        if (!own)
            messages = await ReadableAsync(messages, who.Email);
        return await visitor.PageAsync<ConversationPage>(owner?.Name ?? place, who, new()
        {
            [nameof(ConversationPage.Place)] = place,
            [nameof(ConversationPage.Name)] = owner?.Name ?? place,
            [nameof(ConversationPage.Messages)] = ReadingOrder.Of(messages),
            [nameof(ConversationPage.Reply)] = reply,
            [nameof(ConversationPage.Ids)] = ids,
        });
    }

    /// <summary>In a conversation of others, what is not for everybody's eyes is left out.</summary>
    private async Task<IReadOnlyList<MailboxMessage>> ReadableAsync(IReadOnlyList<MailboxMessage> messages, string reader)
    {
        var readable = new List<MailboxMessage>();
        foreach (MailboxMessage message in messages)
        {
            if (await access.MayReadAsync(reader, message.Key, Context.RequestAborted))
                readable.Add(message);
        }

        return readable;
    }

    /// <summary>The private answer to a click or command: a piece for the script, the whole page for a browser without.</summary>
    public async Task<IResult> AnswerAsync(string id, string messageId, Answer answer)
    {
        var reply = new Reply(messageId, answer.Message);
        if (!Context.Request.WantsPiece())
            return await ShowAsync(id, reply);
        return answer.Message is null
            ? Results.NoContent()
            : visitor.Fragment<ReplyView>(new() { [nameof(ReplyView.Place)] = id, [nameof(ReplyView.Reply)] = reply, [nameof(ReplyView.Ids)] = ids });
    }

    /// <summary>What an open page asks every few seconds: did anything change?</summary>
    public async Task<IResult> VersionAsync()
    {
        IReadOnlyList<Teammate> team = await directory.TeamAsync(Context.RequestAborted);
        return Results.Text(InboxDirectory.VersionOf(await directory.PlacesAsync(team, Context.RequestAborted)));
    }
}

/// <param name="MessageId">The card it belongs to; empty for the command box.</param>
/// <param name="Message">Null if there is nothing to say beyond what the card itself shows.</param>
public sealed record Reply(string MessageId, Message? Message);

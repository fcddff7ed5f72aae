using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Api;
using AccountAlerts.Teams.Rendering;
using AccountAlerts.Teams.Wire;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Teams.Inbound;

/// <summary>Says something to one person alone, which in Teams is the personal chat; or a word in the place where somebody wrote.</summary>
public sealed partial class TeamsAnswers(ConnectorClient connector, ILogger<TeamsAnswers> logger)
{
    /// <returns>False where the person cannot be written to.</returns>
    public Task<bool> SayPrivatelyAsync(Activity about, Message message, CancellationToken cancellation) =>
        SayPrivatelyAsync(about, TeamsRenderer.Answer(message), cancellation);

    /// <inheritdoc cref="SayPrivatelyAsync(Activity, Message, CancellationToken)"/>
    internal async Task<bool> SayPrivatelyAsync(Activity about, Activity said, CancellationToken cancellation)
    {
        if (ServiceOf(about) is not { } service || about.Conversation?.Id is not { } chat || about.From?.Id is not { } user)
            return false;
        if (!IsPersonal(about))
        {
            var opened = await connector.CreateChatAsync(service, TenantOf(about), about.Recipient?.Id, user, cancellation);
            if (opened is not TeamsReply.Ok { Body: { } body } || body.Text("id") is not { Length: > 0 } id)
                return Failed(opened, "a personal chat");
            chat = id;
        }

        var reply = await connector.SendAsync(service, chat, said, cancellation);
        // Perhaps it is there: twice would be worse.
        return reply is TeamsReply.Ok or TeamsReply.Unclear || Failed(reply, "an answer");
    }

    /// <summary>A plain line where somebody wrote, in their thread; everybody there reads it.</summary>
    public async Task SayThereAsync(Activity about, string text, CancellationToken cancellation)
    {
        if (ServiceOf(about) is not { } service || about.Conversation?.Id is not { } place)
            return;
        var line = new Activity { Type = ActivityTypes.Message, Text = text, TextFormat = "plain", ReplyToId = about.Id };
        if (await connector.SendAsync(service, place, line, cancellation) is not TeamsReply.Ok and var reply)
            Failed(reply, "a line");
    }

    /// <summary>Puts something in the place of the message whose button was pressed.</summary>
    internal async Task ReplaceAsync(Activity about, Activity said, CancellationToken cancellation)
    {
        if (ServiceOf(about) is not { } service || about.Conversation?.Id is not { } place || about.ReplyToId is not { Length: > 0 } message)
            return;
        if (await connector.UpdateAsync(service, place, message, said, cancellation) is not TeamsReply.Ok and var reply)
            Failed(reply, "an edit");
    }

    public static bool IsPersonal(Activity activity) => activity.Conversation is { ConversationType: ConversationTypes.Personal or null, IsGroup: not true };

    public static string TenantOf(Activity activity) => activity.Conversation?.TenantId ?? activity.ChannelData?.Tenant?.Id ?? "";

    private static Uri? ServiceOf(Activity activity) => Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var service) ? service : null;

    private bool Failed(TeamsReply reply, string what)
    {
        Log.Unsaid(logger, what, reply is TeamsReply.Refused refused ? $"{refused.Status} {refused.Code}" : reply.GetType().Name);
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(3541, LogLevel.Warning, "In Teams {What} could not be given to somebody: {Reason}.")]
        public static partial void Unsaid(ILogger logger, string what, string reason);
    }
}

using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Wire;
using AccountAlerts.Slack.Wire;

namespace AccountAlerts.Slack.Inbound;

/// <summary>The slash command. Its answer goes with the acknowledgement, so that the usual one costs no call.</summary>
public sealed class SlackCommands(SlackVisitors visitors, SlackQuestions questions, SlackAnswers answers)
{
    internal async Task<Handled> HandleAsync(SlackDelivery delivery, CancellationToken cancellation)
    {
        var fields = delivery.Payload;
        if (fields.Text("user_id") is not { Length: > 0 } user)
            return Handled.Quietly;
        var place = new SlackPlace(delivery.TeamId, user, fields.Text("channel_id"), ResponseUrl: fields.Text("response_url"));
        var answer = await visitors.WhoAsync(delivery.TeamId, user, cancellation) switch
        {
            SlackVisitor.Known known => Sayings.After(
                known.Welcome, await questions.AskAsync(delivery.TeamId, known.Email, place.Channel ?? user, fields.Text("text") ?? "", cancellation)),
            SlackVisitor.Nobody nobody => nobody.Why,
            _ => Sayings.Unclear,
        };
        return new Handled(SlackAnswers.InAck(answer), late => answers.SayAsync(place, answer, late));
    }
}

/// <summary>Anything that somebody asks in words, from the command, a mention, a direct message or a form.</summary>
public sealed class SlackQuestions(IConversationDesk desk)
{
    private const int MostText = 1000;

    public async Task<Message> AskAsync(string team, string email, string channel, string text, CancellationToken cancellation)
    {
        string asked = SlackInput.Plain(text);
        if (asked.Length > MostText)
            return Sayings.Say("That is too long. Type help to see what you can ask.");
        var answer = await desk.CommandAsync(
            new CommandLine($"{SlackPlatform.PlatformName}:{email}", email, new Conversation(SlackPlatform.PlatformName, team, channel), asked), cancellation);
        return answer.Message ?? Sayings.Say("Done.");
    }
}

using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Inbound;

/// <summary>What somebody asks in words: answered to them alone, also where others read along.</summary>
public sealed class TeamsQuestions(TeamsVisitors visitors, IConversationDesk desk, TeamsAnswers answers)
{
    private const int MostText = 1000;

    /// <summary>Whether the same message may be answered again: it changes nothing, and its answer is said once, under the event's name.</summary>
    internal static bool CountsOnce(Activity activity) => TeamsInput.Plain(activity) is var asked && (asked.Length > MostText || CountedOnce.IsQuestion(asked));

    internal async Task AnswerAsync(Activity activity, CancellationToken cancellation)
    {
        bool personal = TeamsAnswers.IsPersonal(activity);
        // Apps that may read everything hear more than what is meant for them.
        if (!personal && !TeamsInput.IsMentioned(activity))
            return;
        var visitor = await visitors.WhoAsync(activity, cancellation);
        if (visitor is not TeamsVisitor.Known known)
        {
            await answers.SayThereAsync(activity, (visitor is TeamsVisitor.Nobody ? TeamsSayings.Nobody : TeamsSayings.Unclear).Text, cancellation);
            return;
        }

        var answer = TeamsSayings.After(known.Welcome, await AskAsync(activity, known.Email, cancellation));
        bool said = await answers.SayPrivatelyAsync(activity, answer, cancellation);
        if (!personal)
            await answers.SayThereAsync(activity, said ? TeamsSayings.AnsweredPrivately : TeamsSayings.NotReachable, cancellation);
    }

    private async Task<Message> AskAsync(Activity activity, string email, CancellationToken cancellation)
    {
        string asked = TeamsInput.Plain(activity);
        if (asked.Length > MostText)
            return TeamsSayings.TooLong;
        var answer = await desk.CommandAsync(new CommandLine(TeamsClicks.ActorOf(email), email, TeamsClicks.ConversationOf(activity), asked), cancellation);
        return answer.Message ?? TeamsSayings.Say(TeamsSayings.Noted);
    }
}

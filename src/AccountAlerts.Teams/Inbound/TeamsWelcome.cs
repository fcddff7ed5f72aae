using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Inbound;

/// <summary>Says once what the app can do, to who has it from now on. A team is not greeted: nobody there asked.</summary>
public sealed class TeamsWelcome(TeamsVisitors visitors, TeamsAnswers answers, SeenTeamsEvents seen)
{
    private const string Greeting = "welcome";

    internal async Task GreetAsync(Activity activity, CancellationToken cancellation)
    {
        if (!TeamsAnswers.IsPersonal(activity) || activity.Conversation?.Id is not { } chat || !IsNew(activity))
            return;
        // Teams tells of one install in two ways, in any order.
        if (!await seen.BeginAsync(chat, Greeting, cancellation))
            return;
        var visitor = await visitors.WhoAsync(activity, cancellation);
        if (visitor is TeamsVisitor.Nobody)
            await answers.SayThereAsync(activity, TeamsSayings.Nobody.Text, cancellation);
        else
            await answers.SayPrivatelyAsync(activity, TeamsSayings.After((visitor as TeamsVisitor.Known)?.Welcome, TeamsSayings.Welcome), cancellation);
        await seen.EndAsync(chat, Greeting, cancellation);
    }

    private static bool IsNew(Activity activity) => activity.Type == ActivityTypes.InstallationUpdate
        ? activity.Action == "add"
        : activity.Recipient?.Id is { } bot && (activity.MembersAdded ?? []).Any(member => member.Id == bot);
}

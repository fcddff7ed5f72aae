namespace AccountAlerts.TestKit.Slack;

/// <summary>Several workspaces of one company (Enterprise Grid), with the app installed in all of them by one token. docs.slack.dev/enterprise.</summary>
public sealed class SlackOrganisation
{
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal) { "conversations.list", "users.conversations", "users.list" };

    internal SlackOrganisation(string id, string name, SlackUser bot) => (Id, Name, Bot) = (id, name, bot);

    public string Id { get; }

    public string Name { get; }

    public IReadOnlyList<SlackWorkspace> Workspaces => All;

    /// <summary>The app's one user, in all of them.</summary>
    internal SlackUser Bot { get; }

    internal List<SlackWorkspace> All { get; } = [];

    /// <summary>In which workspace a call with the organisation's token works: ids are unique in all of it, lists have to name one.</summary>
    /// <returns>Null for a call that is about none.</returns>
    internal SlackWorkspace? PlaceOf(string method, SlackArguments arguments, SlackTriggers triggers)
    {
        if (arguments.Text("team_id") is { } team)
            return All.Find(workspace => workspace.Id == team) ?? throw new SlackRefusal("team_access_not_granted");
        if (Lists.Contains(method))
            throw new SlackRefusal("missing_argument", "team_id");
        string? channel = arguments.Text("channel");
        string? user = arguments.Text("user") ?? arguments.Text("users") ?? arguments.Text("user_id") ?? triggers.UserOf(arguments.Text("trigger_id"));
        string? email = arguments.Text("email");
        string? view = arguments.Text("view_id");
        return All.Find(workspace => (channel is not null && (workspace.ChannelsById.ContainsKey(channel) || workspace.UsersById.ContainsKey(channel)))
            || (channel is null && user is not null && workspace.UsersById.ContainsKey(user))
            || (email is not null && workspace.UsersById.Values.Any(known => known.Email.Equals(email, StringComparison.OrdinalIgnoreCase)))
            || (view is not null && workspace.Modals.Values.Any(stack => stack.Exists(open => open.Id == view))))
            ?? All.FirstOrDefault();
    }
}

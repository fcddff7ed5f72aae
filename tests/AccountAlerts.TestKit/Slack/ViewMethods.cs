using System.Globalization;
using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>Modals and App Home. docs.slack.dev/surfaces/modals, /app-home.</summary>
internal static class ViewMethods
{
    private const int MostDepth = 3;

    public static IEnumerable<SlackMethod> All =>
    [
        new("views.open", SlackMethod.Tier4, true, [], Open),
        new("views.push", SlackMethod.Tier4, true, [], Push),
        new("views.update", SlackMethod.Tier4, true, [], Update),
        new("views.publish", SlackMethod.Tier4, true, [], Publish),
    ];

    /// <summary>Shows another view over the user's modals; used by methods and by answers to submissions.</summary>
    internal static SlackView Put(FakeSlack fake, SlackWorkspace workspace, SlackUser user, JsonObject view, bool over)
    {
        var stack = Stack(workspace, user);
        if (!over)
            stack.Clear();
        if (stack.Count == MostDepth)
            throw new SlackRefusal("push_limit_reached");
        var shown = Named(fake, workspace, user, view, workspace.NewId('V'), stack.Count == 0 ? null : stack[0].Id, stack.Count == 0 ? null : stack[^1].Id);
        stack.Add(shown);
        return shown;
    }

    internal static SlackView Replace(FakeSlack fake, SlackWorkspace workspace, SlackView former, JsonObject view)
    {
        var stack = Stack(workspace, former.User);
        int place = stack.FindIndex(open => open.Id == former.Id);
        if (place < 0)
            throw new SlackRefusal("not_found");
        var shown = Named(
            fake, workspace, former.User, view, former.Id, stack[0].Id == former.Id ? null : stack[0].Id, place == 0 ? null : stack[place - 1].Id);
        stack[place] = shown;
        return shown;
    }

    internal static List<SlackView> Stack(SlackWorkspace workspace, SlackUser user)
    {
        if (!workspace.Modals.TryGetValue(user.Id, out var stack))
            workspace.Modals.Add(user.Id, stack = []);
        return stack;
    }

    private static JsonObject Open(SlackContext context)
    {
        var trigger = context.Fake.Triggers.Use(context.Arguments, context.Now, context.Fake.Patience);
        var shown = Put(context.Fake, context.Workspace, trigger.User, View(context, BlockSurface.Modal), over: false);
        return Accepted(context, shown, SlackAcceptKind.Modal);
    }

    private static JsonObject Push(SlackContext context)
    {
        var trigger = context.Fake.Triggers.Use(context.Arguments, context.Now, context.Fake.Patience);
        if (!trigger.FromModal)
            throw new SlackRefusal("not_allowed", "views.push needs a trigger from inside a modal");
        var shown = Put(context.Fake, context.Workspace, trigger.User, View(context, BlockSurface.Modal), over: true);
        return Accepted(context, shown, SlackAcceptKind.Modal);
    }

    private static JsonObject Update(SlackContext context)
    {
        var view = View(context, BlockSurface.Modal);
        string? id = context.Arguments.Text("view_id");
        string? external = context.Arguments.Text("external_id");
        if (id is null && external is null)
            throw new SlackRefusal("invalid_arguments", "missing required field: view_id");
        var former = context.Workspace.Modals.Values.SelectMany(stack => stack)
            .FirstOrDefault(open => id is not null ? open.Id == id : open.View["external_id"]?.GetValue<string>() == external)
            ?? throw new SlackRefusal("not_found");
        if (context.Arguments.Text("hash") is { } hash && hash != former.Hash)
            throw new SlackRefusal("hash_conflict");
        return Accepted(context, Replace(context.Fake, context.Workspace, former, view), SlackAcceptKind.Modal);
    }

    private static JsonObject Publish(SlackContext context)
    {
        var user = context.User(context.Arguments.Need("user_id", "user_not_found"));
        if (!context.Workspace.HomeTab)
            throw new SlackRefusal("not_enabled");
        var view = View(context, BlockSurface.Home);
        if (context.Arguments.Text("hash") is { } hash && user.Home is { } shown && shown.Hash != hash)
            throw new SlackRefusal("hash_conflict");
        user.Home = Named(context.Fake, context.Workspace, user, view, user.Home?.Id ?? context.Workspace.NewId('V'), null, null);
        return Accepted(context, user.Home, SlackAcceptKind.Home);
    }

    private static JsonObject View(SlackContext context, BlockSurface surface)
    {
        var view = context.Arguments.Object("view", "invalid_arguments") ?? throw new SlackRefusal("invalid_arguments", "missing required field: view");
        Check(context.Fake, view, surface);
        if (view["external_id"]?.GetValue<string>() is { Length: > 0 } external
            && context.Workspace.Modals.Values.SelectMany(stack => stack).Any(open =>
                open.View["external_id"]?.GetValue<string>() == external && open.Id != context.Arguments.Text("view_id")))
        {
            throw new SlackRefusal("duplicate_external_id");
        }

        return view;
    }

    internal static void Check(FakeSlack fake, JsonObject view, BlockSurface surface)
    {
        var faults = BlockRules.CheckView(view, surface, fake.RefusedBlocks);
        if (faults.Count > 0)
            throw new SlackRefusal("invalid_arguments", [.. faults]);
        if (view.ToJsonString().Length > 250_000)
            throw new SlackRefusal("view_too_large");
    }

    private static SlackView Named(
        FakeSlack fake, SlackWorkspace workspace, SlackUser user, JsonObject view, string id, string? root, string? previous)
    {
        fake.NameBlocks((JsonArray)view["blocks"]!);
        view["id"] = id;
        view["team_id"] = workspace.Id;
        view["app_id"] = fake.AppId;
        view["app_installed_team_id"] = workspace.Organisation?.Id ?? workspace.Id;
        view["bot_id"] = workspace.BotId;
        view["hash"] = string.Create(CultureInfo.InvariantCulture, $"{workspace.NewTs()}.h");
        view["root_view_id"] = root ?? id;
        view["previous_view_id"] = previous;
        view["state"] ??= new JsonObject { ["values"] = new JsonObject() };
        view["callback_id"] ??= "";
        view["private_metadata"] ??= "";
        view["external_id"] ??= "";
        view["clear_on_close"] ??= false;
        view["notify_on_close"] ??= false;
        return new SlackView(id, user, view);
    }

    private static JsonObject Accepted(SlackContext context, SlackView shown, SlackAcceptKind kind)
    {
        context.Fake.Accept(context.Call, kind, shown.User.Id, shown.Id, null, shown.Title);
        return new JsonObject { ["view"] = shown.View.DeepClone() };
    }
}

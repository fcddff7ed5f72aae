using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Inbox.Pages;

namespace AccountAlerts.Inbox;

/// <summary>The pages: conversations, accounts, and who you are.</summary>
internal static class InboxEndpoints
{
    private const string InputPrefix = "input.";
    private const int CommandLength = 1000;

    public static void MapInboxPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", HomeAsync);
        app.MapGet("/inbox/{id}", (string id, Desk desk) => desk.ShowAsync(id, null));
        app.MapGet("/inbox/{id}/version", (string id, Desk desk) => desk.VersionAsync());
        app.MapPost("/inbox/{id}/click", ClickAsync).WithForm();
        app.MapPost("/inbox/{id}/command", CommandAsync).WithForm();
        app.MapGet("/accounts", AccountsAsync);
        app.MapGet("/accounts/{id}", AccountAsync);
        app.MapGet("/who", WhoAsync);
        app.MapPost("/who", PickAsync).WithForm();
        app.MapFallback((Visitor visitor) => NotFound(visitor));
    }

    private static async Task<IResult> HomeAsync(Visitor visitor, Desk desk, CancellationToken cancellation)
    {
        Teammate? who = await visitor.WhoAsync(cancellation);
        return who is null ? Results.LocalRedirect("/who") : await desk.ShowAsync(who.Email, null);
    }

    private static async Task<IResult> ClickAsync(string id, HttpContext context, Visitor visitor, Desk desk, IConversationDesk engine, CancellationToken cancellation)
    {
        if (await visitor.WhoAsync(cancellation) is not { } who)
            return Results.LocalRedirect("/who");
        IFormCollection form = await context.Request.ReadFormAsync(cancellation);
        Dictionary<string, string> inputs = form
            .Where(field => field.Key.StartsWith(InputPrefix, StringComparison.Ordinal) && field.Value.ToString().Length > 0)
            .ToDictionary(field => field.Key[InputPrefix.Length..], field => field.Value.ToString(), StringComparer.Ordinal);
        var click = new Click(
            form["click"].ToString(), $"{InboxPlatform.PlatformName}:{who.Email}", who.Email, InboxDirectory.Of(id),
            form["action"].ToString(), form["value"].ToString(), inputs);
        Answer answer = await engine.ClickAsync(click, cancellation);
        return await desk.AnswerAsync(id, form["message"].ToString(), answer);
    }

    private static async Task<IResult> CommandAsync(string id, HttpContext context, Visitor visitor, Desk desk, IConversationDesk engine, CancellationToken cancellation)
    {
        if (await visitor.WhoAsync(cancellation) is not { } who)
            return Results.LocalRedirect("/who");
        IFormCollection form = await context.Request.ReadFormAsync(cancellation);
        string text = form["text"].ToString().Trim();
        if (text.Length is 0 or > CommandLength)
            text = "help";
        Answer answer = await engine.CommandAsync(new CommandLine($"{InboxPlatform.PlatformName}:{who.Email}", who.Email, InboxDirectory.Of(id), text), cancellation);
        return await desk.AnswerAsync(id, "", answer);
    }

    private static async Task<IResult> AccountsAsync(Visitor visitor, IAccountPages accounts, CancellationToken cancellation)
    {
        if (await visitor.WhoAsync(cancellation) is not { } who)
            return Results.LocalRedirect("/who");
        return await visitor.PageAsync<AccountsPage>("Accounts", who, new() { [nameof(AccountsPage.Accounts)] = await accounts.ListAsync(who.Email, cancellation) });
    }

    private static async Task<IResult> AccountAsync(string id, Visitor visitor, IAccountPages accounts, CancellationToken cancellation)
    {
        if (await visitor.WhoAsync(cancellation) is not { } who)
            return Results.LocalRedirect("/who");
        AccountPage? page = await accounts.FindAsync(id, who.Email, cancellation);
        return page is null
            ? NotFound(visitor)
            : await visitor.PageAsync<AccountView>(page.Name, who, new() { [nameof(AccountView.Page)] = page });
    }

    private static async Task<IResult> WhoAsync(Visitor visitor, InboxDirectory directory, CancellationToken cancellation) =>
        visitor.Bare<WhoPage>("Who are you?", new() { [nameof(WhoPage.Team)] = await directory.TeamAsync(cancellation) });

    private static async Task<IResult> PickAsync(HttpContext context, Visitor visitor, InboxDirectory directory, CancellationToken cancellation)
    {
        string email = (await context.Request.ReadFormAsync(cancellation))["email"].ToString().Trim();
        IReadOnlyList<Teammate> team = await directory.TeamAsync(cancellation);
        if (team.Any(teammate => teammate.Email == email) || (team.Count == 0 && Visitor.IsAddress(email)))
        {
            visitor.Pick(email);
            return Results.LocalRedirect(InboxPlace.PathOf(email));
        }

        return visitor.Bare<WhoPage>(
            "Who are you?", new() { [nameof(WhoPage.Team)] = team, [nameof(WhoPage.Problem)] = "Nobody of that address is on the team." }, StatusCodes.Status400BadRequest);
    }

    private static IResult NotFound(Visitor visitor) => visitor.Bare<NotFoundPage>("Not found", [], StatusCodes.Status404NotFound);
}

using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.Engine.Evaluation.Briefs;
using AccountAlerts.Engine.Evaluation.Portfolios;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Inbox.Pages;

namespace AccountAlerts.Inbox;

/// <summary>The pages behind longer answers: the brief of an account, a portfolio, all accounts of which a condition holds.</summary>
internal static class AskedEndpoints
{
    public const string PortfolioPath = "/portfolio";
    public const string ListPath = "/list";

    private const int LongestCondition = 4000;

    public static void MapAsked(this IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts/{id}/brief", BriefAsync);
        app.MapGet(PortfolioPath, PortfolioAsync);
        app.MapGet(ListPath, ListAsync);
    }

    private static async Task<IResult> BriefAsync(
        string id, Visitor visitor, IFactReader facts, AccountAccess access, IBriefs briefs, IRandomIds ids, CancellationToken cancellation)
    {
        if (await visitor.WhoAsync(cancellation) is not { } who)
            return Results.LocalRedirect("/who");
        await using IFactSession session = await facts.OpenAsync(cancellation);
        if (await session.FindAccountAsync(id, cancellation) is not { } account || !await access.MayAsync(who.Email, account.Id, session, cancellation)
            || await briefs.OfAsync(account.Id, cancellation) is not { } brief)
        {
            return NotFound(visitor);
        }

        return await visitor.PageAsync<BriefPage>($"{brief.Name}: brief", who, new() { [nameof(BriefPage.Brief)] = brief, [nameof(BriefPage.Ids)] = ids });
    }

    private static async Task<IResult> PortfolioAsync(string? whose, Visitor visitor, InboxDirectory directory, Portfolios portfolios, CancellationToken cancellation)
    {
        if (await visitor.WhoAsync(cancellation) is not { } who)
            return Results.LocalRedirect("/who");
        TeamDirectory team = await directory.DirectoryAsync(cancellation);
        string? asked = string.IsNullOrWhiteSpace(whose) ? null : whose;
        return await portfolios.FindAsync(asked, who.Email, team, course: true, cancellation) switch
        {
            PortfolioFinding.Found found => await visitor.PageAsync<PortfolioPage>(
                "Portfolio", who, new() { [nameof(PortfolioPage.Portfolio)] = found.Portfolio, [nameof(PortfolioPage.Team)] = team, [nameof(PortfolioPage.Whose)] = asked }),
            PortfolioFinding.TooEarly => await visitor.PageAsync<PortfolioPage>("Portfolio", who, new() { [nameof(PortfolioPage.Team)] = team }),
            _ => NotFound(visitor),
        };
    }

    private static async Task<IResult> ListAsync(string? when, Visitor visitor, InboxDirectory directory, ConditionLists lists, CancellationToken cancellation)
    {
        if (await visitor.WhoAsync(cancellation) is not { } who)
            return Results.LocalRedirect("/who");
        string condition = when?.Trim() is { Length: > 0 and <= LongestCondition } typed ? typed : "";
        ConditionListing? listing = condition.Length == 0
            ? null
            : await lists.OfAsync(condition, who.Email, await directory.DirectoryAsync(cancellation), cancellation);
        return await visitor.PageAsync<ListPage>("Find accounts", who, new() { [nameof(ListPage.Condition)] = condition, [nameof(ListPage.Listing)] = listing });
    }

    private static IResult NotFound(Visitor visitor) => visitor.Bare<NotFoundPage>("Not found", [], StatusCodes.Status404NotFound);
}

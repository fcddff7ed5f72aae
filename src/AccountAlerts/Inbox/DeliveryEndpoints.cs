using System.Globalization;
using AccountAlerts.Engine;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Inbox.Pages;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Inbox;

/// <summary>The page about delivery, and its two acts: try a broken destination now, send a dead letter again.</summary>
internal static class DeliveryEndpoints
{
    public const string Path = "/delivery";
    private const int MostListed = 50;

    public static void MapDelivery(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowAsync);
        app.MapPost(Path + "/try", TryAsync).WithForm();
        app.MapPost(Path + "/replay", ReplayAsync).WithForm();
    }

    private static async Task<IResult> ShowAsync(
        Visitor visitor, IDeliveryDesk desk, IProductValues values, AccountAccess access, IOptions<HeartbeatOptions> heartbeat, CancellationToken cancellation)
    {
        if (await visitor.WhoAsync(cancellation) is not { } who)
            return Results.LocalRedirect("/who");
        DeliveryOverview overview = await desk.OverviewAsync(MostListed, cancellation);
        string? beat = await values.GetAsync(AuditReport.Scope, Heartbeat.SentKey, cancellation);
        return await visitor.PageAsync<DeliveryPage>("Delivery", who, new()
        {
            [nameof(DeliveryPage.Overview)] = await HideAsync(overview, who, access, cancellation),
            [nameof(DeliveryPage.Audit)] = await AuditReport.LastAsync(values, cancellation),
            [nameof(DeliveryPage.Watched)] = heartbeat.Value.Url is not null,
            [nameof(DeliveryPage.LastBeat)] = beat is not null && InstantText.TryRead(beat, out DateTimeOffset at) ? at : null,
        });
    }

    /// <summary>Who may not see an account does not read its headline here either.</summary>
    private static async Task<DeliveryOverview> HideAsync(DeliveryOverview overview, Teammate who, AccountAccess access, CancellationToken cancellation)
    {
        var dead = new List<DeadLetter>();
        foreach (DeadLetter letter in overview.Dead)
            dead.Add(await access.MayReadAsync(who.Email, letter.Key, cancellation) ? letter : letter with { Headline = "A message" });
        var doubles = new List<PossibleDouble>();
        foreach (PossibleDouble twice in overview.Doubles)
            doubles.Add(await access.MayReadAsync(who.Email, twice.Key, cancellation) ? twice : twice with { Headline = "A message" });
        return overview with { Dead = dead, Doubles = doubles };
    }

    private static async Task<IResult> TryAsync(HttpContext context, Visitor visitor, IDeliveryDesk desk, CancellationToken cancellation)
    {
        if (await visitor.WhoAsync(cancellation) is null)
            return Results.LocalRedirect("/who");
        IFormCollection form = await context.Request.ReadFormAsync(cancellation);
        await desk.TryNowAsync(form["platform"].ToString(), form["workspace"].ToString(), form["conversation"].ToString(), cancellation);
        return Results.LocalRedirect(Path);
    }

    private static async Task<IResult> ReplayAsync(HttpContext context, Visitor visitor, IDeliveryDesk desk, CancellationToken cancellation)
    {
        if (await visitor.WhoAsync(cancellation) is null)
            return Results.LocalRedirect("/who");
        IFormCollection form = await context.Request.ReadFormAsync(cancellation);
        if (long.TryParse(form["id"].ToString(), CultureInfo.InvariantCulture, out long id))
            await desk.ReplayAsync(id, cancellation);
        return Results.LocalRedirect(Path);
    }
}

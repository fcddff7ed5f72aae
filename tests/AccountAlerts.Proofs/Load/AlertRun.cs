using System.Globalization;
using AccountAlerts.Proofs.Chat;
using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;

namespace AccountAlerts.Proofs.Load;

/// <summary>Many alerts in one evaluation of the real service, to a chat server beside it.</summary>
internal static class AlertRun
{
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(5);

    /// <summary>What comes when everything has come is a double.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    private const string Evaluations = "SELECT coalesce(sum(epoch), 0) FROM fences";

    public static async Task<LoadFigures> RunAsync(LoadCase load, IReadOnlyList<string> program, DatabaseKind kind)
    {
        await using var chat = await ChatServer.StartAsync();
        var refusals = load.RefuseEvery > 0 ? new Refusals(load.RefuseEvery) : null;
        if (refusals is not null)
            chat.Script = refusals.Answer;
        var fleet = new SeatFleet(load.Alerts, load.Conversations);
        await using var place = await Place.CreateAsync(kind, SeatFleet.Templates);
        place.TalkTo(chat).WithoutManners();
        if (load.PerConversation is { } pause)
            place.Settings["Webhook__PerConversation"] = pause.ToString("c", CultureInfo.InvariantCulture);
        place.Settings["Evaluation__Every"] = "01:00:00";
        place.Put("drop", fleet.Beginning(Place.Yesterday));

        using var service = place.Serve(program: program);
        var state = place.State;
        bool begun = await Patience.UntilAsync(
            () => service.HasExited || state.Number("SELECT count(*) FROM evaluated WHERE scope = 'account'") >= load.Alerts, Patient);
        Assert.True(begun && !service.HasExited, service.Log);
        Assert.Empty(chat.Accepts);

        long before = state.Number(Evaluations);
        place.Put("drop", fleet.Taken(Place.Yesterday, 10, Enumerable.Range(0, load.Alerts)));
        Assert.True(await Patience.UntilAsync(() => service.HasExited || state.Number(Evaluations) > before, Patient) && !service.HasExited, service.Log);
        var start = chat.Elapsed;
        await Patience.UntilAsync(() => service.HasExited || chat.Posts >= load.Alerts, Patient);
        await Patience.PassAsync(Settling);

        var posts = chat.Accepts.Where(accepted => accepted.Call.Kind == CallKind.Post).ToList();
        Assert.True(posts.Count > 0, $"Nothing came:\n{service.Log}");
        var told = posts.Select(post => post.Call.Key).ToHashSet(StringComparer.Ordinal);
        var accounts = posts.Select(post => post.Call.Text).ToHashSet(StringComparer.Ordinal);
        return new LoadFigures(
            posts[0].At - start, posts[^1].At - start, posts.Count, refusals?.Count ?? 0, load.Alerts - accounts.Count, posts.Count - told.Count,
            refusals?.Early ?? 0, ProcessMemory.PeakMegabytes(service.Id));
    }
}

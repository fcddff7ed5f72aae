using AccountAlerts.Proofs.Running;
using AccountAlerts.Proofs.Scenes;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Proofs.Load;

/// <summary>Many alerts in one evaluation of the real service, to a chat server beside it.</summary>
internal static class AlertRun
{
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>What comes when everything has come is a double.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    public static async Task<LoadFigures> RunAsync(LoadCase load, IReadOnlyList<string> program, Database? database = null)
    {
        await using var chat = await FakeWebhook.StartAsync();
        chat.Idempotent = false;
        chat.KeepBodies = false;
        var refusals = new Refusals(load.RefuseEvery > 0 ? load.RefuseEvery : int.MaxValue);
        chat.Script = refusals.Answer;
        var fleet = new SeatFleet(load.Alerts, load.Conversations);
        using var place = new Place(SeatFleet.Templates, database);
        place.TalkTo(chat).WithoutManners().OneMessagePer(load.PerConversation);
        place.Settings["Evaluation__Every"] = "01:00:00";
        place.Put("drop", fleet.Beginning(Place.Yesterday));

        using var service = place.Serve(program: program);
        var state = place.State;
        bool begun = await Patience.UntilAsync(() => service.HasExited || state.Evaluated >= load.Alerts, Patient, Look);
        Assert.True(begun && !service.HasExited, service.Log);
        Assert.Empty(chat.Calls);

        long before = state.Evaluations;
        place.Put("drop", fleet.Taken(Place.Yesterday, 10, Enumerable.Range(0, load.Alerts)));
        Assert.True(await Patience.UntilAsync(() => service.HasExited || state.Evaluations > before, Patient) && !service.HasExited, service.Log);
        var start = TimeProvider.System.GetUtcNow();
        var used = ProcessUse.Processor(service.Id);
        await Patience.UntilAsync(() => service.HasExited || chat.Counts.Accepted >= load.Alerts, Patient + load.Floor, Look);
        used = ProcessUse.Processor(service.Id) - used;
        await Patience.PassAsync(Settling);
        return Figures(load, chat, refusals, start, used, ProcessUse.PeakMegabytes(service.Id), service.Log);
    }

    private static LoadFigures Figures(LoadCase load, FakeWebhook chat, Refusals refusals, DateTimeOffset start, TimeSpan used, long peak, string log)
    {
        var posts = chat.Calls.Where(call => call is { Verb: WebhookVerb.Post, Accepted: true }).ToList();
        Assert.True(posts.Count > 0, $"Nothing came:\n{log}");
        int customers = posts.Select(post => post.Text).Distinct(StringComparer.Ordinal).Count();
        return new LoadFigures(
            posts[0].At - start, posts[^1].At - start, posts.Count, refusals.Count, load.Alerts - customers, posts.Count - customers, refusals.Early, used, peak);
    }
}

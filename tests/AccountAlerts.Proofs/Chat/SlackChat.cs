using System.Globalization;
using AccountAlerts.Proofs.Rigging;
using AccountAlerts.Proofs.Running;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Proofs.Chat;

/// <summary>A Slack that keeps its limit of one message per second and channel.</summary>
internal sealed class SlackChat(FakeSlack fake) : ILateChatServer
{
    public IEnumerable<ChatCall> Calls => fake.Accepted
        .Where(accept => accept.Kind is SlackAcceptKind.Post or SlackAcceptKind.Update)
        .Select(accept => new ChatCall(accept.Kind == SlackAcceptKind.Post ? ChatVerb.Post : ChatVerb.Edit, $"{accept.Place}/{accept.Id}", accept.Text));

    public long Doubled => fake.Accepted.Where(accept => accept.Kind == SlackAcceptKind.Post).GroupBy(accept => accept.Key).Sum(same => same.Count() - 1);

    public long Edits => fake.Accepted.Count(accept => accept.Kind == SlackAcceptKind.Update);

    public string Figures => string.Create(CultureInfo.InvariantCulture,
        $"{fake.Calls.Count(call => call.Method == "chat.update")} edits, {fake.Calls.Count(call => call.Method == "conversations.history")} look-ups");

    public static async Task<IChatServer> StartAsync()
    {
        var fake = await FakeSlack.StartAsync();
        fake.Limits.PerChannel = true;
        return new SlackChat(fake);
    }

    public void TalkTo(Place place, IEnumerable<string> readers)
    {
        foreach (string email in readers)
            fake.AddUser(email, email[..email.IndexOf('@', StringComparison.Ordinal)]);
        place.Settings["Slack__ApiUrl"] = fake.ApiUrl.ToString();
        place.Settings["Slack__BotToken"] = fake.BotToken;
        place.Settings["Slack__SigningSecret"] = fake.SigningSecret;
    }

    public void KillDuring(ChatVerb verb, ChildProcess service) => fake.Script = call =>
    {
        if (call.Method != (verb == ChatVerb.Post ? "chat.postMessage" : "chat.update") || service.HasExited)
            return null;
        Signals.Send(service.Id, Signals.Kill);
        return SlackFault.ResetAfterAccept;
    };

    public int Standing(string words) => fake.Accepted.Where(accept => accept.Kind == SlackAcceptKind.Post && accept.Text.Contains(words, StringComparison.Ordinal))
        .Select(accept => accept.Id).Except(fake.Accepted.Where(accept => accept.Kind == SlackAcceptKind.Delete).Select(accept => accept.Id)).Count();

    public int Posted(string words) => fake.Accepted.Count(accept => accept.Kind == SlackAcceptKind.Post && accept.Text.Contains(words, StringComparison.Ordinal));

    public void AnswerLate(string words, Task then)
    {
        int late = 1;
        fake.Script = call => call.Method == "chat.postMessage" && call.Text("text")?.Contains(words, StringComparison.Ordinal) == true && Interlocked.Exchange(ref late, 0) == 1
            ? SlackFault.AnswerAfter(then)
            : null;
    }

    public void Calm() => fake.Script = _ => null;

    public ValueTask DisposeAsync() => fake.DisposeAsync();
}

using System.Globalization;
using AccountAlerts.Proofs.Rigging;
using AccountAlerts.Proofs.Running;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Proofs.Chat;

/// <summary>A receiver of webhooks that makes a second message of a repeated key: what the product sends twice is seen twice.</summary>
internal sealed class WebhookChat(FakeWebhook fake) : IChatServer
{
    public IEnumerable<ChatCall> Calls => CallsOf(fake);

    public long Doubled => fake.Counts.Doubled;

    public long Edits => fake.Counts.Edits;

    public string Figures => string.Create(CultureInfo.InvariantCulture, $"{fake.Counts.Edits} edits, {fake.Counts.LookUps} look-ups");

    public static async Task<IChatServer> StartAsync()
    {
        var fake = await FakeWebhook.StartAsync();
        fake.Idempotent = false;
        return new WebhookChat(fake);
    }

    public static IEnumerable<ChatCall> CallsOf(FakeWebhook fake) => fake.Calls
        .Where(call => call.Accepted && call.Verb != WebhookVerb.LookUp)
        .Select(call => new ChatCall(call.Verb == WebhookVerb.Post ? ChatVerb.Post : ChatVerb.Edit, call.MessageId ?? "", call.Text));

    public void TalkTo(Place place, IEnumerable<string> readers) => place.TalkTo(fake);

    public void KillDuring(ChatVerb verb, ChildProcess service) => fake.Script = call =>
    {
        if (call.Verb != (verb == ChatVerb.Post ? WebhookVerb.Post : WebhookVerb.Edit) || service.HasExited)
            return WebhookReply.Accept;
        Signals.Send(service.Id, Signals.Kill);
        return WebhookReply.AcceptThenDrop;
    };

    public void Calm() => fake.Script = _ => WebhookReply.Accept;

    public ValueTask DisposeAsync() => fake.DisposeAsync();
}

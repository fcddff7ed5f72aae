using System.Globalization;
using System.Text;
using AccountAlerts.Proofs.Running;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Proofs.Chat;

/// <summary>
/// What a chat server should accept, and when: every message in its window of time, and nothing else. Seconds count from
/// <see cref="Begin"/>, which is called at the event that everything follows from.
/// </summary>
internal sealed class Timeline(FakeWebhook chat)
{
    private readonly List<Expected> _expected = [];
    private DateTimeOffset _start;

    public void Begin() => _start = TimeProvider.System.GetUtcNow();

    /// <summary>A message or an edit between two instants.</summary>
    /// <param name="says">Part of its one line.</param>
    public Timeline Expect(double from, double until, string conversation, string says, WebhookVerb verb = WebhookVerb.Post)
    {
        _expected.Add(new Expected(from, until, conversation, says, verb));
        return this;
    }

    /// <summary>Waits for all that is expected, then until <paramref name="quiet"/> has passed in which nothing more may come, and compares.</summary>
    public async Task MustHoldAsync(TimeSpan quiet, Func<string> log)
    {
        double last = _expected.Select(expected => expected.Until).DefaultIfEmpty(0).Max();
        await Patience.UntilAsync(() => Compare().Missing.Count == 0 || Seconds(TimeProvider.System.GetUtcNow()) > last, TimeSpan.FromSeconds(last) + Place.Long);
        await Patience.PassAsync(quiet);
        var (report, missing, extra) = Compare();
        Assert.True(missing.Count == 0 && extra.Count == 0, $"{report}\n{log()}");
    }

    private double Seconds(DateTimeOffset at) => (at - _start).TotalSeconds;

    private (string Report, IReadOnlyList<Expected> Missing, IReadOnlyList<WebhookCall> Extra) Compare()
    {
        var came = chat.Calls.Where(call => call.Accepted && call.Verb != WebhookVerb.LookUp && call.At >= _start).ToList();
        var extra = came.ToList();
        var missing = new List<Expected>();
        foreach (var expected in _expected.OrderBy(expected => expected.Until))
        {
            int at = extra.FindIndex(call => expected.IsMetBy(call, Seconds(call.At)));
            if (at < 0)
                missing.Add(expected);
            else
                extra.RemoveAt(at);
        }

        var report = new StringBuilder();
        report.Append(CultureInfo.InvariantCulture, $"{came.Count} came:\n");
        foreach (var call in came)
            report.Append(CultureInfo.InvariantCulture, $"  {Seconds(call.At),8:0.000} s  {call.Verb,-4} {call.Conversation}  \"{call.Text}\"{(extra.Contains(call) ? "   <- was not expected" : "")}\n");
        foreach (var expected in missing)
            report.Append(CultureInfo.InvariantCulture, $"missing: {expected}\n");
        return (report.ToString(), missing, extra);
    }

    private sealed record Expected(double From, double Until, string Conversation, string Says, WebhookVerb Verb)
    {
        public bool IsMetBy(WebhookCall call, double at) =>
            at >= From && at <= Until && call.Verb == Verb && call.Conversation == Conversation && call.Text.Contains(Says, StringComparison.Ordinal);

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{From:0.0} to {Until:0.0} s  {Verb,-4} {Conversation}  \"...{Says}...\"");
    }
}

using System.Diagnostics;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Webhook.Tests;

/// <summary>Many messages at once, through the client and into the receiver.</summary>
public sealed class LoadTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public async Task Ten_thousand_messages_over_sixty_four_calls_all_arrive_once_and_whole()
    {
        await using var fake = await FakeWebhook.StartAsync();
        using var platform = new WebhookPlatform(new WebhookOptions { Url = fake.Url, Secret = fake.Secret, Timeout = TimeSpan.FromMinutes(1) }, TimeProvider.System);
        var message = new Message
        {
            Text = "Fernway: score fell 12 to 61", Tone = Tone.AtRisk,
            Blocks = [.. Enumerable.Range(0, 12).Select(i => new Paragraph([new Span($"What we saw, line {i}: "), new Span("42 %", SpanStyle.Strong)]))],
            Buttons = [new Button(Actions.Acknowledge, "Acknowledge", "k.1", ButtonStyle.Primary), new Button(Actions.Why, "Why?", "k.1")],
        };
        const int Total = 10_000;
        int next = 0;
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is <= Total and var number)
            {
                var place = new Conversation("webhook", "default", $"reader-{number % 100}@example.com");
                Assert.IsType<DeliveryOutcome.Delivered>(
                    await platform.SendAsync(new OutboundMessage(place, $"key-{number}", message with { Text = $"message {number}" }), default));
            }
        }));
        output.WriteLine($"{Total / Stopwatch.GetElapsedTime(began).TotalSeconds:0} messages a second, receiver in the same process");

        Assert.Equal((Total, 0, 0, 0), ((int)fake.Counts.Accepted, (int)fake.Counts.Repeated, (int)fake.Counts.Forged, (int)fake.Counts.Malformed));
        Assert.All(fake.Messages, seen => Assert.Equal($"message {seen.Key["key-".Length..]}", seen.Message.Text));
    }
}

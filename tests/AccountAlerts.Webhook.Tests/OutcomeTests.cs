using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Receivers;

namespace AccountAlerts.Webhook.Tests;

/// <summary>Every way in which an exchange can end, and what it means. Each row is also checked for the secret in its reason.</summary>
public sealed class OutcomeTests
{
    /// <summary>Seconds: so long a call takes on no machine.</summary>
    private const int Long = 60;

    private static readonly Conversation Place = new("webhook", "default", "dana@example.com");
    private static readonly OutboundMessage Message = new(
        Place, "AAAAAAAAAAAAAAAAAAAAAA", new Message { Text = "Fernway went quiet", Blocks = [new Paragraph([new Span("Fernway went quiet")])] });

    /// <summary>Reply, then what a post, an edit and a look-up make of it.</summary>
    public static TheoryData<string, Type, Type, Type> Table => new()
    {
        { "200", typeof(DeliveryOutcome.Unknown), typeof(DeliveryOutcome.Delivered), typeof(LookUp.CannotTell) }, // no id in the answer
        { "204", typeof(DeliveryOutcome.Unknown), typeof(DeliveryOutcome.Delivered), typeof(LookUp.CannotTell) },
        { "301", typeof(DeliveryOutcome.InstallationBroken), typeof(DeliveryOutcome.InstallationBroken), typeof(LookUp.CannotTell) },
        { "302", typeof(DeliveryOutcome.InstallationBroken), typeof(DeliveryOutcome.InstallationBroken), typeof(LookUp.CannotTell) },
        { "307", typeof(DeliveryOutcome.InstallationBroken), typeof(DeliveryOutcome.InstallationBroken), typeof(LookUp.CannotTell) },
        { "400", typeof(DeliveryOutcome.PayloadBad), typeof(DeliveryOutcome.PayloadBad), typeof(LookUp.CannotTell) },
        { "401", typeof(DeliveryOutcome.InstallationBroken), typeof(DeliveryOutcome.InstallationBroken), typeof(LookUp.CannotTell) },
        { "403", typeof(DeliveryOutcome.DestinationBroken), typeof(DeliveryOutcome.DestinationBroken), typeof(LookUp.CannotTell) },
        { "404", typeof(DeliveryOutcome.DestinationBroken), typeof(DeliveryOutcome.MessageGone), typeof(LookUp.Absent) },
        { "407", typeof(DeliveryOutcome.InstallationBroken), typeof(DeliveryOutcome.InstallationBroken), typeof(LookUp.CannotTell) },
        { "408", typeof(DeliveryOutcome.Unknown), typeof(DeliveryOutcome.Unknown), typeof(LookUp.CannotTell) },
        { "409", typeof(DeliveryOutcome.PayloadBad), typeof(DeliveryOutcome.PayloadBad), typeof(LookUp.CannotTell) },
        { "410", typeof(DeliveryOutcome.DestinationBroken), typeof(DeliveryOutcome.MessageGone), typeof(LookUp.CannotTell) },
        { "413", typeof(DeliveryOutcome.PayloadBad), typeof(DeliveryOutcome.PayloadBad), typeof(LookUp.CannotTell) },
        { "415", typeof(DeliveryOutcome.PayloadBad), typeof(DeliveryOutcome.PayloadBad), typeof(LookUp.CannotTell) },
        { "422", typeof(DeliveryOutcome.PayloadBad), typeof(DeliveryOutcome.PayloadBad), typeof(LookUp.CannotTell) },
        { "429", typeof(DeliveryOutcome.RetryAfter), typeof(DeliveryOutcome.RetryAfter), typeof(LookUp.CannotTell) },
        { "500", typeof(DeliveryOutcome.Unknown), typeof(DeliveryOutcome.Unknown), typeof(LookUp.CannotTell) },
        { "502", typeof(DeliveryOutcome.Unknown), typeof(DeliveryOutcome.Unknown), typeof(LookUp.CannotTell) },
        { "503", typeof(DeliveryOutcome.RetryAfter), typeof(DeliveryOutcome.RetryAfter), typeof(LookUp.CannotTell) },
        { "504", typeof(DeliveryOutcome.Unknown), typeof(DeliveryOutcome.Unknown), typeof(LookUp.CannotTell) },
        { "reset", typeof(DeliveryOutcome.Unknown), typeof(DeliveryOutcome.Unknown), typeof(LookUp.CannotTell) },
        { "accept-drop", typeof(DeliveryOutcome.Unknown), typeof(DeliveryOutcome.Unknown), typeof(LookUp.CannotTell) },
        { "accept-error", typeof(DeliveryOutcome.Unknown), typeof(DeliveryOutcome.Unknown), typeof(LookUp.CannotTell) },
        { "silence", typeof(DeliveryOutcome.Unknown), typeof(DeliveryOutcome.Unknown), typeof(LookUp.CannotTell) },
        { "slow", typeof(DeliveryOutcome.Unknown), typeof(DeliveryOutcome.Delivered), typeof(LookUp.CannotTell) }, // an edit needs no body
    };

    [Theory]
    [InlineData("""{"id":"m1","copies":["m5",6]}""", "m1", "m5 6")]
    [InlineData("""{"copies":["m5"],"id":"m1","more":[1,{}]}""", "m1", "m5")]
    [InlineData("""{"id":"m1","copies":[]}""", "m1", "")]
    [InlineData("""{"id":"m1","copies":"m5"}""", "m1", "")]
    [InlineData("""{"id":"m1","copies":[{"id":"m5","copies":["m6"]},null,["m7"],"..","m8"]}""", "m1", "m8")] // what is no id is passed over
    public async Task A_look_up_names_the_message_and_its_copies(string body, string id, string copies)
    {
        await using var fake = await FakeWebhook.StartAsync();
        using var platform = PlatformOf(fake.Url);
        await platform.SendAsync(Message, default);
        fake.Script = _ => WebhookReply.Saying(body);

        var found = Assert.IsType<LookUp.Found>(await platform.FindAsync(Place, Message.Key, default));

        Assert.Equal((id, copies), (found.MessageId, string.Join(' ', found.Copies)));
    }

    [Fact]
    public async Task A_receiver_that_shows_a_repeated_key_twice_names_the_oldest_first()
    {
        await using var fake = await FakeWebhook.StartAsync();
        fake.Idempotent = false;
        using var platform = PlatformOf(fake.Url);
        var first = Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(Message, default));
        var second = Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(Message, default));

        var found = Assert.IsType<LookUp.Found>(await platform.FindAsync(Place, Message.Key, default));
        Assert.Equal((first.MessageId, second.MessageId), (found.MessageId, Assert.Single(found.Copies)));

        fake.Delete(first.MessageId);
        found = Assert.IsType<LookUp.Found>(await platform.FindAsync(Place, Message.Key, default));
        Assert.Equal((second.MessageId, 0), (found.MessageId, found.Copies.Count));
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Each_answer_means_one_thing(string reply, Type post, Type put, Type get)
    {
        await using var fake = await FakeWebhook.StartAsync();
        // Only who waits in vain need not wait for long.
        using var platform = PlatformOf(fake.Url, reply is "silence" or "slow" ? 1 : Long);
        fake.Script = _ => WebhookReply.Parse(reply);

        object[] outcomes =
            [await platform.SendAsync(Message, default), await platform.EditAsync(Message, "m1", default), await platform.FindAsync(Place, Message.Key, default)];

        Assert.Equal([post, put, get], outcomes.Select(outcome => outcome.GetType()));
        Assert.All(outcomes, outcome => Assert.DoesNotContain(FakeWebhook.DefaultSecret, outcome.ToString()));
        Assert.All(outcomes, outcome => Assert.DoesNotContain("127.0.0.1", outcome.ToString()));
        Assert.Equal(3, fake.Calls.Count); // one call each, whatever came back: nothing is repeated here
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData(null, 5)]
    [InlineData("soon", 5)]
    [InlineData("-3", 5)]
    [InlineData("1.5", 5)]
    public async Task The_wait_is_the_receivers_and_five_seconds_where_it_names_none(string? header, int seconds)
    {
        await using var fake = await FakeWebhook.StartAsync();
        using var platform = PlatformOf(fake.Url);
        foreach (int status in (int[])[429, 503])
        {
            fake.Then(WebhookReply.Of(status) with { RetryAfter = header });
            Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<DeliveryOutcome.RetryAfter>(await platform.SendAsync(Message, default)).After);
        }
    }

    [Fact]
    public async Task A_wait_until_a_date_counts_from_the_receivers_own_clock()
    {
        await using var fake = await FakeWebhook.StartAsync();
        using var platform = new WebhookPlatform(new WebhookOptions { Url = fake.Url, Secret = fake.Secret }, new FastClock());
        var until = TimeProvider.System.GetUtcNow().AddMinutes(20);
        fake.Then(WebhookReply.TooMany(0) with { RetryAfter = until.ToString("r", CultureInfo.InvariantCulture) });

        var wait = Assert.IsType<DeliveryOutcome.RetryAfter>(await platform.SendAsync(Message, default)).After;

        // By our own clock it would be four minutes less.
        Assert.InRange(wait.TotalMinutes, 17, 20);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ok")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":null}")]
    [InlineData("{\"id\":\"\"}")]
    [InlineData("{\"id\":\"..\"}")]
    [InlineData("{\"id\":\"a\\nb\"}")]
    [InlineData("{\"id\":{\"id\":\"m1\"}}")]
    [InlineData("{\"id\":\"m1\"")]
    [InlineData("{\"id\":\"m1\"} and more")]
    [InlineData("{\"id\":\"\\ud800\"}")]
    public async Task An_answer_without_a_usable_id_leaves_it_open_whether_the_message_is_there(string body)
    {
        await using var fake = await FakeWebhook.StartAsync();
        using var platform = PlatformOf(fake.Url);
        fake.Then(WebhookReply.Saying(body));

        Assert.IsType<DeliveryOutcome.Unknown>(await platform.SendAsync(Message, default));
        Assert.IsType<LookUp.Found>(await platform.FindAsync(Place, Message.Key, default));
    }

    [Theory]
    [InlineData("{\"id\":\"m1\"}", "m1")]
    [InlineData(" {\"more\":[{\"id\":\"no\"}],\"id\":\"m1\",\"x\":{}} ", "m1")]
    [InlineData("{\"id\":12345678901}", "12345678901")]
    public async Task An_id_is_found_among_other_things(string body, string id)
    {
        await using var fake = await FakeWebhook.StartAsync();
        using var platform = PlatformOf(fake.Url);
        fake.Then(WebhookReply.Saying(body, 201));

        Assert.Equal(new DeliveryOutcome.Delivered(id), await platform.SendAsync(Message, default));
    }

    [Theory]
    [InlineData(60_000, true)]
    [InlineData(70_000, false)]
    [InlineData(5_000_000, false)]
    public async Task An_answer_is_read_to_64_kilobytes(int padding, bool readable)
    {
        await using var fake = await FakeWebhook.StartAsync();
        using var platform = PlatformOf(fake.Url);
        fake.Then(WebhookReply.Saying($"{{\"pad\":\"{new string('x', padding)}\",\"id\":\"m1\"}}"));

        Assert.Equal(readable, await platform.SendAsync(Message, default) is DeliveryOutcome.Delivered);
    }

    [Fact]
    public async Task A_closed_port_surely_took_nothing()
    {
        using var platform = PlatformOf(new Uri($"http://127.0.0.1:{Ports.Free()}"));

        Assert.Equal(TimeSpan.FromSeconds(5), Assert.IsType<DeliveryOutcome.RetryAfter>(await platform.SendAsync(Message, default)).After);
        Assert.IsType<DeliveryOutcome.RetryAfter>(await platform.EditAsync(Message, "m1", default));
        Assert.IsType<LookUp.CannotTell>(await platform.FindAsync(Place, Message.Key, default));
    }

    [Theory]
    [InlineData("http://no-such-host.invalid")]
    [InlineData("https://127.0.0.1")] // a port that speaks no TLS is put in its place
    public async Task Without_a_name_or_a_secure_connection_nothing_was_sent(string address)
    {
        await using var fake = await FakeWebhook.StartAsync();
        var url = address.StartsWith("https", StringComparison.Ordinal) ? new Uri($"{address}:{fake.Url.Port}") : new Uri(address);
        using var platform = PlatformOf(url);

        Assert.IsType<DeliveryOutcome.RetryAfter>(await platform.SendAsync(Message, default));
        Assert.Empty(fake.Calls);
    }

    [Fact]
    public async Task A_listener_that_never_takes_the_connection_surely_took_nothing()
    {
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        int port = ((IPEndPoint?)full.LocalEndPoint)?.Port ?? 0;
        // Fill its backlog, so that the next connection stays half open.
        var crowd = Enumerable.Range(0, 4).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        foreach (var socket in crowd)
            _ = socket.ConnectAsync(IPAddress.Loopback, port);
        using var platform = PlatformOf(new Uri($"http://127.0.0.1:{port}"), timeout: 1);

        Assert.IsType<DeliveryOutcome.RetryAfter>(await platform.SendAsync(Message, default));
        crowd.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_says_what_to_mend()
    {
        await using var fake = await FakeWebhook.StartAsync();
        using var platform = PlatformOf(fake.Url);
        fake.Then(WebhookReply.Of(308));

        Assert.Contains("Webhook:Url", Assert.IsType<DeliveryOutcome.InstallationBroken>(await platform.SendAsync(Message, default)).Reason);
        Assert.Single(fake.Calls);
    }

    [Fact]
    public async Task A_wrong_secret_is_a_broken_installation()
    {
        await using var fake = await FakeWebhook.StartAsync("another-secret-another-secret-another");
        using var platform = PlatformOf(fake.Url);

        Assert.IsType<DeliveryOutcome.InstallationBroken>(await platform.SendAsync(Message, default));
        Assert.Equal((1, 0), (fake.Counts.Forged, fake.Calls.Count));
    }

    [Fact]
    public async Task Sixty_four_silent_conversations_do_not_hold_up_another()
    {
        await using var fake = await FakeWebhook.StartAsync();
        fake.Script = WebhookConsole.ScriptOf("silence for #silent");
        using var platform = PlatformOf(fake.Url);
        using var over = new CancellationTokenSource();
        var stuck = Enumerable.Range(0, 64)
            .Select(_ => platform.SendAsync(Message with { Conversation = Place with { Id = "#silent" } }, over.Token)).ToList();

        Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(Message, default));

        await over.CancelAsync();
        foreach (var call in stuck)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    /// <summary>Four minutes ahead of the receiver.</summary>
    private sealed class FastClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMinutes(4);
    }

    private static WebhookPlatform PlatformOf(Uri url, int timeout = Long) => new(
        new WebhookOptions { Url = url, Secret = FakeWebhook.DefaultSecret, Timeout = TimeSpan.FromSeconds(timeout) }, TimeProvider.System);
}

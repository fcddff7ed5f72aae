using System.Net;
using System.Text.Json.Nodes;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Slack.Api;
using AccountAlerts.TestKit.Contracts;
using AccountAlerts.TestKit.Slack;

namespace AccountAlerts.Slack.Tests;

/// <summary>Slack over a real socket sits the exam of all platforms.</summary>
public sealed class SlackPlatformTests : ChatPlatformContract, IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private FakeSlack? _fake;
    private SlackChannel? _channel;

    protected override Conversation Known => new("slack", Fake.Workspace.Id, Channel.Id);

    protected override Conversation Unknown => new("slack", Fake.Workspace.Id, "C0NOWHERE");

    protected override IReadOnlyList<string> Secrets => [Fake.BotToken];

    private FakeSlack Fake => _fake ?? throw new InvalidOperationException("Not started.");

    private SlackChannel Channel => _channel ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        _fake = await FakeSlack.StartAsync();
        _channel = _fake.AddChannel("customer-success");
    }

    public async Task DisposeAsync() => await Fake.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task What_goes_to_a_person_is_found_and_edited_in_the_direct_message()
    {
        var dana = Fake.AddUser("dana@example.com", "Dana Moss");
        var platform = await PlatformAsync();
        var message = new OutboundMessage(new Conversation("slack", Fake.Workspace.Id, dana.Id), "CCCCCCCCCCCCCCCCCCCCCC", Text("Fernway went quiet"));

        string id = Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(message, default)).MessageId;

        Assert.StartsWith(Fake.Workspace.DirectMessage(dana).Id + "/", id, StringComparison.Ordinal);
        Assert.Equal(id, Assert.IsType<LookUp.Found>(await platform.FindAsync(message.Conversation, message.Key, default)).MessageId);
        Assert.IsType<DeliveryOutcome.Delivered>(await platform.EditAsync(message with { Message = Text("Back to normal") }, id, default));
        Assert.Equal("Back to normal", Assert.Single(Fake.Direct(dana)).Text);
    }

    [Fact]
    public async Task A_line_goes_below_its_message()
    {
        var platform = await PlatformAsync();
        string id = Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(new OutboundMessage(Known, "A", Text("Fernway went quiet")), default)).MessageId;

        await platform.SendAsync(new OutboundMessage(Known, "B", Text("Dana is on it")) { ThreadId = id }, default);

        var parent = Assert.Single(Fake.Seen(Channel));
        Assert.Equal("Dana is on it", Assert.Single(Fake.Thread(parent)).Text);
    }

    [Theory]
    [InlineData(SlackChannelFlags.Archived)]
    [InlineData(SlackChannelFlags.Lost)]
    [InlineData(SlackChannelFlags.ReadOnly)]
    [InlineData(SlackChannelFlags.Private | SlackChannelFlags.WithoutBot)]
    public async Task A_channel_that_takes_nothing_is_a_broken_destination(SlackChannelFlags flags)
    {
        var platform = await PlatformAsync();
        var channel = Fake.AddChannel("closed", flags);

        var outcome = await platform.SendAsync(new OutboundMessage(new Conversation("slack", Fake.Workspace.Id, channel.Id), "A", Text("x")), default);

        Assert.IsType<DeliveryOutcome.DestinationBroken>(outcome);
        Assert.Empty(Fake.Accepted);
    }

    public static TheoryData<SlackFault, Type> Ends => new()
    {
        { SlackFault.Limited(7), typeof(DeliveryOutcome.RetryAfter) },
        { SlackFault.LimitedInBody, typeof(DeliveryOutcome.RetryAfter) },
        { SlackFault.ServerError, typeof(DeliveryOutcome.Unknown) },
        { SlackFault.ServerErrorAfterAccept, typeof(DeliveryOutcome.Unknown) },
        { SlackFault.Html, typeof(DeliveryOutcome.Unknown) },
        { SlackFault.Reset, typeof(DeliveryOutcome.Unknown) },
        { SlackFault.ResetAfterAccept, typeof(DeliveryOutcome.Unknown) },
        { SlackFault.RefuseAfterAccept("fatal_error"), typeof(DeliveryOutcome.Unknown) },
        { SlackFault.Refuse("token_revoked"), typeof(DeliveryOutcome.InstallationBroken) },
        { SlackFault.Refuse("msg_too_long"), typeof(DeliveryOutcome.PayloadBad) },
        { SlackFault.Refuse("service_unavailable"), typeof(DeliveryOutcome.RetryAfter) },
        { SlackFault.Refuse("something_new"), typeof(DeliveryOutcome.PayloadBad) },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Every_end_of_a_call_has_one_meaning(SlackFault fault, Type meaning)
    {
        Fake.Then("chat.postMessage", fault);
        var platform = await PlatformAsync();

        var outcome = await platform.SendAsync(new OutboundMessage(Known, "A", Text("x")), default);

        Assert.IsType(meaning, outcome);
        Assert.Equal(fault.Accepts ? 1 : 0, Fake.Seen(Channel).Count);
        Assert.Equal(fault.Accepts, await platform.FindAsync(Known, "A", default) is LookUp.Found);
        if (fault.RetryAfter is { } seconds)
            Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<DeliveryOutcome.RetryAfter>(outcome).After);
    }

    [Fact]
    public async Task A_workspace_that_does_not_know_the_newest_blocks_gets_the_same_card_in_classic_ones()
    {
        Fake.RefusedBlocks.Add("data_visualization");
        var platform = await PlatformAsync();
        CoursePoint[] course = [.. Enumerable.Range(0, 9).Select(week => new CoursePoint(new DateOnly(2026, 4, 1).AddDays(7 * week), 80 - 5 * week))];
        var message = new Message { Text = "Fernway went quiet", Blocks = [new ScoreBlock(40, "Critical", -12, "3 June", null, course)] };

        Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(new OutboundMessage(Known, "A", message), default));

        Assert.Contains("▇", Assert.Single(Fake.Seen(Channel)).Words, StringComparison.Ordinal);
    }

    protected override string Shown(string text) => new([.. text.Select(letter => letter != '\n' && char.IsControl(letter) ? ' ' : letter)]);

    protected override Task<IChatPlatform> PlatformAsync() =>
        Task.FromResult<IChatPlatform>(new SlackPlatform(new SlackClient(_http, Fake.ApiUrl), new OneToken(Fake), TimeProvider.System));

    protected override Task<IReadOnlyList<Message>> SeenAsync(Conversation conversation) => Task.FromResult<IReadOnlyList<Message>>(
    [
        .. Fake.Seen(Channel).Reverse().Select(message => new Message
        {
            Text = WebUtility.HtmlDecode(message.Text),
            Blocks = [.. Runs(message.Blocks).Select(run => new Paragraph([new Span(run)]))],
        }),
    ]);

    private static IEnumerable<string> Runs(JsonArray? blocks) => (blocks ?? []).Where(block => block!["type"]!.ToString() == "rich_text")
        .SelectMany(block => (JsonArray)block!["elements"]!).Select(section => string.Concat(((JsonArray)section!["elements"]!).Select(run => run!["text"]!.ToString())));

    private sealed class OneToken(FakeSlack fake) : ISlackTokens
    {
        public Task<string?> FindAsync(string workspace, CancellationToken cancellation) =>
            Task.FromResult(workspace == fake.Workspace.Id ? fake.BotToken : null);
    }
}

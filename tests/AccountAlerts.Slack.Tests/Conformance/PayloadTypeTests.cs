using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit.Scenes;
using AccountAlerts.TestKit.Conformance;
using AccountAlerts.Slack.Api;
using AccountAlerts.Slack.Rendering;
using AccountAlerts.Slack.Wire;
using AccountAlerts.TestKit.Slack;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;

namespace AccountAlerts.Slack.Tests.Conformance;

/// <summary>What we send is what Slack's own types say it takes, and what FakeSlack takes.</summary>
public sealed partial class PayloadTypeTests
{
    private const int Hostile = 1000;

    /// <summary>
    /// <c>Block</c> would let any block pass, so ours are held against the known ones; the chart is newer than the types of 3.2.0 and is written
    /// down here as docs.slack.dev describes it. The last three must be errors: a check that takes everything proves nothing.
    /// </summary>
    private const string Prelude = """
        import type { KnownBlock, ModalView } from '@slack/types';
        import type { ChatPostMessageArguments, ChatUpdateArguments, ViewsOpenArguments } from '@slack/web-api';
        interface Point { label: string; value: number }
        interface Chart {
          type: 'data_visualization'; block_id?: string; title: string;
          chart: { type: 'line' | 'bar' | 'area'; series: { name: string; data: Point[] }[]; axis_config: { categories: string[]; x_label?: string; y_label?: string } };
        }
        type Ours = KnownBlock | Chart;
        const blocks = (list: Ours[]): Ours[] => list;
        const post = (message: ChatPostMessageArguments): ChatPostMessageArguments => message;
        const update = (message: ChatUpdateArguments): ChatUpdateArguments => message;
        const open = (view: ViewsOpenArguments): ViewsOpenArguments => view;
        type Shown = Omit<ModalView, 'blocks'> & { blocks: Ours[] };
        const modal = (view: Shown): Shown => view;
        // @ts-expect-error a header takes plain text only
        blocks([{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }]);
        // @ts-expect-error no block has this field
        blocks([{ type: 'section', words: 'x' }]);
        // @ts-expect-error a channel is a must
        post({ text: 'x' });

        """;

    [NodeFact]
    public async Task Every_card_in_every_state_every_dialog_and_a_thousand_hostile_messages_fit_the_official_types()
    {
        var source = new StringBuilder(Prelude);
        var shapes = new HashSet<string>(StringComparer.Ordinal);
        int cards = 0;
        var sent = new Sent();
        using var http = new HttpClient(sent);
        var platform = new SlackPlatform(new SlackClient(http, new Uri("http://127.0.0.1/api/")), new AnyToken(), TimeProvider.System);
        foreach (var (name, message) in (await ShippedCards.AllAsync()).Concat(await ShippedCards.ListsAsync()))
        {
            Add(name, await sent.OfAsync(platform, message));
            foreach (var button in message.Buttons.Where(button => button.Dialog is not null))
                Add(name, View(button));
            cards++;
        }

        foreach (var message in HostileMessages.Any().Sample(12, new Rnd(20261122), Hostile))
            Add("hostile", await sent.OfAsync(platform, message));

        Assert.True(cards >= 8 * 60, $"{cards} cards");
        Assert.Empty(await CompileAsync(source.ToString()));

        // To the types one text is as good as another: what differs in texts alone is compiled once.
        void Add(string name, string code)
        {
            if (shapes.Add(Texts().Replace(code, "\"$1\":\"\"")))
                source.Append(CultureInfo.InvariantCulture, $"// {name}\n").Append(code);
        }
    }

    [GeneratedRegex("""
        "(text|value|url|alt_text|title|name|label|initial_value|private_metadata|action_id|block_id)":"(?:[^"\\]|\\.)*"
        """)]
    private static partial Regex Texts();

    [Fact]
    public async Task Every_card_in_every_state_and_hostile_messages_are_taken_by_FakeSlack_in_both_forms()
    {
        await using var fake = await FakeSlack.StartAsync();
        var channel = fake.AddChannel("customer-success");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var platform = new SlackPlatform(new SlackClient(http, fake.ApiUrl), new AnyToken(fake.BotToken), TimeProvider.System);
        var place = new Conversation("slack", fake.Workspace.Id, channel.Id);
        var all = (await ShippedCards.AllAsync()).Concat(await ShippedCards.ListsAsync()).Select(card => card.Message).Concat(HostileMessages.Any().Sample(30, new Rnd(7), 100)).ToList();

        foreach (var message in all)
        {
            await TakenAsync(message);
            string classic = SlackJson.Write(BlockKitRenderer.Render(message, classic: true).Blocks);
            Assert.DoesNotContain("data_visualization", classic, StringComparison.Ordinal);
        }

        // Nothing needed a second try in classic blocks.
        Assert.Empty(fake.Calls.Where(call => call.Outcome != "ok").Select(call => call.Outcome));
        fake.RefusedBlocks.UnionWith(["data_visualization", "table", "rich_text_preformatted", "data_table", "container", "card"]);
        foreach (var message in all.Where((_, index) => index % 10 == 0))
            await TakenAsync(message);

        async Task TakenAsync(Message message)
        {
            var outcome = await platform.SendAsync(new OutboundMessage(place, "k", message), default);
            Assert.True(outcome is DeliveryOutcome.Delivered, $"{outcome}: {message}");
        }
    }

    private static string View(Button button) => $$"""
        open({ trigger_id: '1.2.3', view: modal({{SlackJson.Write(SlackModal.Of(button.Dialog!, button.Action, button.Value))}}) });

        """;

    private static async Task<IReadOnlyList<string>> CompileAsync(string source)
    {
        string folder = Path.Combine(NodeScript.Folder, "generated");
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, "payloads.ts");
        // TypeScript knows no lone surrogates either; the renderer leaves none.
        await File.WriteAllTextAsync(file, source, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var (exit, lines, faults) = await NodeScript.RunAsync(
            Path.Combine("node_modules", "typescript", "bin", "tsc"), [], "--project", Path.Combine(NodeScript.Folder, "tsconfig.json"), "--pretty", "false");
        string[] told = [.. lines.Append(faults).Where(line => line.Length > 0).Take(10)];
        return exit == 0 || told.Length > 0 ? told : [$"tsc ended with {exit}"];
    }

    /// <summary>Takes every call, and remembers the arguments as a program with the official client would write them.</summary>
    private sealed class Sent : HttpMessageHandler
    {
        private string _last = "";

        public async Task<string> OfAsync(SlackPlatform platform, Message message)
        {
            var outbound = new OutboundMessage(new Conversation("slack", "T0", "C0"), "AAAAAAAAAAAAAAAAAAAAAA", message) { ThreadId = "C0/1.000001" };
            Assert.IsType<DeliveryOutcome.Delivered>(await platform.SendAsync(outbound, default));
            string posted = _last;
            Assert.IsType<DeliveryOutcome.Delivered>(await platform.EditAsync(outbound, "C0/1.000001", default));
            // The same blocks go into an edit; once is enough for the compiler.
            string blocks = posted[posted.IndexOf("blocks(", StringComparison.Ordinal)..(posted.IndexOf("), metadata", StringComparison.Ordinal) + 1)];
            Assert.Contains(blocks, _last, StringComparison.Ordinal);
            string Named(string call) => call.Replace(blocks, "shown", StringComparison.Ordinal);
            return $"{{ const shown = {blocks}; post({Named(posted)}); update({Named(_last)}); }}\n";
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string form = await request.Content!.ReadAsStringAsync(cancellationToken);
            _last = "{ " + string.Join(", ", QueryHelpers.ParseQuery(form).Select(field => $"{field.Key}: {Value(field.Key, field.Value.ToString())}")) + " }";
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"ok":true,"channel":"C0","ts":"1.000001"}""") };
        }

        private static string Value(string name, string text) => name switch
        {
            "blocks" => $"blocks({Literal(text)})",
            "metadata" => Literal(text),
            "unfurl_links" or "unfurl_media" => text,
            _ => JsonSerializer.Serialize(text),
        };

        // U+2028 and U+2029 end a line in JavaScript, but not in JSON.
        private static string Literal(string json) => JsonNode.Parse(json)!.ToJsonString();
    }

    private sealed class AnyToken(string token = "xoxb-none") : ISlackTokens
    {
        public Task<string?> FindAsync(string workspace, CancellationToken cancellation) => Task.FromResult<string?>(token);
    }
}

using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Slack.Rendering;
using AccountAlerts.Slack.Wire;
using FsCheck;
using FsCheck.Fluent;
using EngineTable = AccountAlerts.Engine.Conversations.TableBlock;

namespace AccountAlerts.Slack.Tests.Rendering;

public sealed class BlockKitRendererTests
{
    private static readonly Gen<string> Hostile = Gen.Elements(
        "<!channel>", "<@U123>", "<https://evil.example|bank>", "*bold* _it_ `code` ~x~", "&amp; & < >", "line\nbreak\r\n", "\u0000\u0007", "\ud800 lone",
        "😀😀", "", " ", "@here #general https://evil.example", "a|b", new string('x', 4000), "```\n```", "\u202e reversed", "Fernway");

    [Fact]
    public void Nothing_that_a_customer_wrote_reaches_a_place_that_Slack_interprets()
    {
        Prop.ForAll(Arb.From(Messages()), message =>
        {
            var drawn = BlockKitRenderer.Render(message);
            string json = SlackJson.Write(drawn.Blocks);
            Assert.DoesNotContain("\"mrkdwn\"", json, StringComparison.Ordinal);
            Assert.DoesNotContain("\"user\"", json, StringComparison.Ordinal);
            Assert.DoesNotContain('<', drawn.Text);
            Assert.DoesNotContain('>', drawn.Text);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_message_keeps_every_limit()
    {
        Prop.ForAll(Arb.From(Messages()), message =>
        {
            foreach (bool classic in new[] { false, true })
                Obeys(BlockKitRenderer.Render(message, classic), classic);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_does_not_fit_goes_and_the_headline_and_the_buttons_stay()
    {
        var lines = new BulletList([.. Enumerable.Range(0, 400).Select(i => (IReadOnlyList<Span>)[new Span(new string('y', 200))])]);
        var message = new Message
        {
            Text = "Fernway went quiet",
            Blocks = [new Heading([new Span("Fernway went quiet")]), .. Enumerable.Range(0, 60).SelectMany(_ => new Block[] { new Footnote("note"), lines })],
            Buttons = [new Engine.Conversations.Button(Actions.Acknowledge, "Acknowledge", "key.1", ButtonStyle.Primary)],
        };

        var drawn = BlockKitRenderer.Render(message);

        Obeys(drawn, classic: false);
        Assert.Equal("Fernway went quiet", Assert.IsType<HeaderBlock>(drawn.Blocks[0]).Text.Text);
        Assert.IsType<ActionsBlock>(drawn.Blocks[^1]);
    }

    [Fact]
    public void The_same_message_gives_the_same_bytes() =>
        Prop.ForAll(Arb.From(Messages()), message => SlackJson.Write(BlockKitRenderer.Render(message)) == SlackJson.Write(BlockKitRenderer.Render(message)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_course_is_a_chart_and_in_classic_form_a_line_of_text()
    {
        CoursePoint[] course = [.. Enumerable.Range(0, 9).Select(i => new CoursePoint(new DateOnly(2026, 4, 1).AddDays(7 * i), 80 - 5 * i))];
        var message = new Message { Text = "x", Blocks = [new ScoreBlock(40, "Critical", -12, "3 June", null, course)] };

        var chart = Assert.Single(BlockKitRenderer.Render(message).Blocks.OfType<DataVisualizationBlock>());
        Assert.Equal(9, chart.Chart.Series[0].Data.Count);
        Assert.Empty(BlockKitRenderer.Render(message, classic: true).Blocks.OfType<DataVisualizationBlock>());
        Assert.Contains("▇", SlackJson.Write(BlockKitRenderer.Render(message, classic: true)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acknowledge.0", "key.1", "acknowledge", "key.1")]
    [InlineData("not-right", "key.1", "not-right", "key.1")]
    [InlineData("more", "not-right|key.1", "not-right", "key.1")]
    [InlineData("more", "command|why acme", "command", "why acme")]
    public void A_button_comes_back_as_what_it_means(string id, string value, string action, string meant) =>
        Assert.Equal((action, meant), SlackButtons.Read(id, value));

    [Theory]
    [InlineData("more", "nothing")]
    [InlineData("", "")]
    [InlineData("more", "|x")]
    public void What_no_button_of_ours_sends_means_nothing(string id, string value) => Assert.Null(SlackButtons.Read(id, value));

    private static void Obeys(SlackMessage drawn, bool classic)
    {
        Assert.InRange(drawn.Text.Length, 1, 4000);
        Assert.InRange(drawn.Blocks.Count, 1, BlockKitRenderer.MostBlocks);
        Assert.InRange(BlockKitRenderer.Characters(drawn.Blocks), 0, BlockKitRenderer.MostCharacters);
        Assert.All(Texts(JsonDocument.Parse(SlackJson.Write(drawn.Blocks)).RootElement), text => Assert.InRange(text.Length, 1, 3000));
        foreach (var block in drawn.Blocks)
        {
            switch (block)
            {
                case HeaderBlock header:
                    Assert.InRange(header.Text.Text.Length, 1, 150);
                    break;
                case ActionsBlock actions:
                    Assert.InRange(actions.Elements.Count, 1, 25);
                    Assert.Distinct(actions.Elements.Select(element => element.ActionId));
                    Assert.All(actions.Elements.OfType<ButtonElement>(), button => Assert.InRange(button.Text.Text.Length, 1, 75));
                    Assert.All(actions.Elements.OfType<OverflowElement>(), more => Assert.InRange(more.Options.Count, 1, 5));
                    Assert.All(actions.Elements.OfType<OverflowElement>().SelectMany(more => more.Options), option => Assert.InRange(option.Value.Length, 1, 75));
                    break;
                case Wire.TableBlock table:
                    Assert.False(classic);
                    Assert.InRange(table.Rows.Count, 1, 100);
                    Assert.All(table.Rows, row => Assert.InRange(row.Count, 1, 20));
                    break;
                case DataVisualizationBlock chart:
                    Assert.False(classic);
                    Assert.InRange(chart.Title.Length, 1, 50);
                    Assert.All(chart.Chart.Series, series => Assert.Equal(chart.Chart.AxisConfig.Categories, series.Data.Select(point => point.Label)));
                    break;
            }
        }
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property is { Name: "text", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : Texts(property.Value)),
        _ => [],
    };

    private static Gen<Message> Messages()
    {
        var span = from text in Hostile from style in Gen.Elements(Enum.GetValues<SpanStyle>()) select new Span(text, style);
        var spans = Gen.ListOf(span).Select(list => (IReadOnlyList<Span>)[.. list.Take(4)]);
        var course = Gen.ListOf(Gen.Choose(-1, 100)).Select(scores => (IReadOnlyList<CoursePoint>)
            [.. scores.Take(9).Select((score, i) => new CoursePoint(new DateOnly(2026, 1, 1).AddDays(7 * i), score < 0 ? null : score))]);
        var row = Gen.ArrayOf(Hostile, 3).Select(cells => (IReadOnlyList<string>)cells);
        Gen<Block> block = Gen.OneOf<Block>(
            spans.Select(x => (Block)new Heading(x)),
            spans.Select(x => (Block)new Paragraph(x)),
            Gen.ListOf(spans).Select(x => (Block)new BulletList([.. x])),
            (from label in Hostile from value in Hostile select (Block)new FieldList([new Field(label, value), new Field("CSM", value)])),
            (from points in course from reason in Hostile select (Block)new ScoreBlock(42, "Critical", -3, "1 Jan", reason, points)),
            (from label in Hostile from detail in Hostile from part in Hostile select (Block)new CauseBlock(label, [new CauseLine(label, -3, detail, part)], -3)),
            Gen.ListOf(row).Select(rows => (Block)new EngineTable(["When", "Account", "What"], [.. rows])),
            (from text in spans from detail in Hostile select (Block)new RowList([.. Enumerable.Range(0, 20).Select(i => new MessageRow(text, detail, [new Engine.Conversations.Button(Actions.Why, "Why?", "k.1")]))])),
            Hostile.Select(text => (Block)new Footnote(text)));
        var button = from label in Hostile from more in Gen.Elements(true, false)
            select new Engine.Conversations.Button(Actions.Acknowledge, label, "AAAAAAAAAAAAAAAAAAAAAA.1", More: more);
        return from text in Hostile from blocks in Gen.ListOf(block) from buttons in Gen.ListOf(button)
            select new Message { Text = text, Blocks = [.. blocks], Buttons = [.. buttons.Take(12), new Engine.Conversations.Button(Actions.Why, "Why?", "k.1")] };
    }
}

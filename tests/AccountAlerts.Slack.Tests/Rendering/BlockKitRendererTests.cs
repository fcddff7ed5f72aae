using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit.Scenes;
using AccountAlerts.Slack.Rendering;
using AccountAlerts.Slack.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Slack.Tests.Rendering;

public sealed class BlockKitRendererTests
{
    [Fact]
    public void Whatever_a_row_or_a_card_has_of_buttons_each_of_them_can_be_pressed()
    {
        for (int count = 1; count <= 12; count++)
        {
            Button[] buttons = [.. Enumerable.Range(1, count).Select(number => new Button($"act-{number}", $"Act {number}", new string('v', 30), More: number % 2 == 0))];
            var message = new Message
            {
                Text = "Rows", Blocks = [new RowList([new MessageRow([new Span("Fernway")], "", buttons), new MessageRow([new Span("Amber Lane")], "", buttons)])], Buttons = buttons,
            };
            foreach (bool classic in (bool[])[false, true])
            {
                string[] pressed = [.. BlockKitRenderer.Render(message, classic).Blocks.SelectMany(Elements).SelectMany(Pressed)];
                Assert.All(buttons, button => Assert.Equal(3, pressed.Count(action => action == $"{button.Action}|{button.Value}")));
            }
        }

        static IEnumerable<SlackElement> Elements(SlackBlock block) => block switch
        {
            SectionBlock { Accessory: { } accessory } => [accessory],
            ActionsBlock actions => actions.Elements,
            _ => [],
        };
        static IEnumerable<string> Pressed(SlackElement element) => element switch
        {
            OverflowElement menu => menu.Options.Select(option => Read(menu.ActionId, option.Value)),
            ButtonElement button => [Read(button.ActionId, button.Value ?? "")],
            _ => [],
        };
        static string Read(string id, string value) => SlackButtons.Read(id, value) is { } read ? $"{read.Action}|{read.Value}" : "";
    }

    [Fact]
    public void Nothing_that_a_customer_wrote_reaches_a_place_that_Slack_interprets()
    {
        Prop.ForAll(Arb.From(HostileMessages.Any()), message =>
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
        Prop.ForAll(Arb.From(HostileMessages.Any()), message =>
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
        Prop.ForAll(Arb.From(HostileMessages.Any()), message => SlackJson.Write(BlockKitRenderer.Render(message)) == SlackJson.Write(BlockKitRenderer.Render(message)))
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
}

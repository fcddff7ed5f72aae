using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using System.Text.Json;

namespace AccountAlerts.Engine.Tests.Conversations;

public sealed class MessageJsonTests
{
    [Fact]
    public void Every_block_comes_back_as_it_went()
    {
        var message = new Message
        {
            Text = "Fernway: <b>quiet</b> \u202E{{x}}",
            Tone = Tone.Critical,
            Blocks =
            [
                new Heading([new Span("a", SpanStyle.Strong, "https://localhost/x")]),
                new Paragraph([new Span("b")]),
                new BulletList([[new Span("c")], []], Ordered: true),
                new FieldList([new Field("Owner", "Dana")]),
                new ScoreBlock(0, "Critical", -3, "since Monday", null, [new CoursePoint(new DateOnly(2026, 6, 1), null), new CoursePoint(new DateOnly(2026, 6, 8), 0)]),
                new CauseBlock("Why", [new CauseLine("Adoption", 0, "60 % to 60 %", "behaviour")], 0),
                new TableBlock(["x"], [["1"], [""]]),
                new Footnote("Usage to 3 June"),
                new RowList([new MessageRow([new Span("d")], "", [new Button(Actions.Why, "Why?", "k.1")])]),
            ],
            Buttons = [new Button(Actions.Snooze, "Snooze", "k.1", ButtonStyle.Primary, new Dialog("t", "s", [new DialogInput("n", "l", InputKind.Date, true)]), true)],
        };

        string json = MessageJson.Write(message);

        Assert.Equal(json, MessageJson.Write(MessageJson.Read(json)));
        Assert.Equal(MessageJson.Hash(json), MessageJson.Hash(MessageJson.Write(MessageJson.Read(json))));
        Assert.Equal(message.Blocks.Select(block => block.GetType()), MessageJson.Read(json).Blocks.Select(block => block.GetType()));
        Assert.Equal("", Assert.IsType<TableBlock>(MessageJson.Read(json).Blocks[6]).Rows[1][0]);
    }

    [Fact]
    public void Values_that_happen_to_be_the_default_come_back_too()
    {
        var status = new AlertStatus { State = AlertState.Standing, Severity = Severity.Low, Mark = new Mark(Severity.Low, null) };

        string json = JsonSerializer.Serialize(status, MessageJson.Options);

        Assert.Equal(status, JsonSerializer.Deserialize<AlertStatus>(json, MessageJson.Options));
    }
}

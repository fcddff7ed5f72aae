using AccountAlerts.Engine.Conversations;
using FsCheck;
using FsCheck.Fluent;
using EngineTable = AccountAlerts.Engine.Conversations.TableBlock;

namespace AccountAlerts.TestKit.Scenes;

/// <summary>Messages whose every text was written by somebody who means us harm, or by accident.</summary>
public static class HostileMessages
{
    private static readonly Gen<string> Hostile = Gen.Elements(
        "<!channel>", "<@U123>", "<https://evil.example|bank>", "*bold* _it_ `code` ~x~", "&amp; & < >", "line\nbreak\r\n", "\u0000\u0007", "\ud800 lone",
        "😀😀", "", " ", "@here #general https://evil.example", "a|b", new string('x', 4000), "```\n```", "\u202e reversed", "Fernway",
        "<at>Dana Reyes</at>", "{{DATE(2026-01-01T00:00:00Z, SHORT)}}", "[bank](https://evil.example)", "- item\n1. first\n# head", "![x](https://evil.example/x.png)",
        "\"},{\"type\":\"Action.OpenUrl\"", "\\", "<script>alert(1)</script>", "\u2028\u2029\u0085", new string('\ud83d', 3) + new string('é', 500));

    public static Gen<Message> Any()
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
            (from label in Hostile from value in Hostile select (Block)new FieldList([new Field(label, value), new Field("CSM", value) { Person = "dana@example.com" }])),
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

using System.Text;
using System.Text.Json;

namespace AccountAlerts.Webhook.Tests;

/// <summary>What a receiver may send, and what it reads when something is wrong.</summary>
public sealed class InboundReaderTests
{
    private const string Place = """{"workspace":"default","id":"dana@example.com"}""";

    private readonly InboundReader _reader = new(new WebhookOptions());

    public static TheoryData<string, string> BadClicks => new()
    {
        { "", "the body is no JSON" },
        { "null", "must be a JSON object" },
        { "[]", "the body is no" },
        { """{"clickId":"c1" """, "the body is no JSON" },
        { """{"clickId":{"a":1},"user":"dana@example.com"}""", "$.clickId" },
        { Click(user: null), "user is missing" },
        { Click(user: "  "), "user is missing" },
        { Click(user: "dana"), "user must be an e-mail address" },
        { Click(user: "dana@"), "user must be an e-mail address" },
        { Click(user: "a\nb@example.com"), "user holds a control character" },
        { Click(click: null), "clickId is missing" },
        { Click(click: new string('c', 201)), "clickId is longer than 200" },
        { Click(action: null), "action is missing" },
        { Click(value: null), "value is missing" },
        { Click(place: "null"), "conversation is missing" },
        { Click(place: """{"workspace":"other","id":"x"}"""), "Webhook:Workspace" },
        { Click(place: """{"workspace":"default"}"""), "conversation.id is missing" },
        { Click(inputs: """{"days":7}"""), "$.inputs" },
        { Click(inputs: """{"note":null}"""), "inputs must be texts" },
        { Click(inputs: $$"""{"note":"{{new string('x', 4001)}}"}"""), "inputs must be texts" },
    };

    [Theory]
    [MemberData(nameof(BadClicks))]
    public void A_malformed_click_is_told_what_is_wrong(string body, string problem)
    {
        var read = _reader.Click(Encoding.UTF8.GetBytes(body));

        Assert.Null(read.Value);
        Assert.Contains(problem, read.Problem);
    }

    [Fact]
    public void A_click_is_taken_as_it_is_and_unknown_members_are_passed_over()
    {
        string body = """{"more":[1],"clickId":"c1","user":"Dana@Example.com","conversation":""" + Place
            + ""","action":"snooze","value":"k.2","inputs":{"note":"<b>\u0007 \ud83d\ude00"}}""";

        var read = _reader.Click(Encoding.UTF8.GetBytes(body));

        Assert.Null(read.Problem);
        Assert.Equal(("webhook/c1", "webhook:dana@example.com", "Dana@Example.com"), (read.Value!.ClickId, read.Value.Actor, read.Value.Teammate));
        Assert.Equal("<b>\u0007 \ud83d\ude00", read.Value.Inputs["note"]);
        Assert.Equal("webhook/default/dana@example.com", read.Value.Conversation.ToString());
    }

    [Fact]
    public void A_command_needs_a_text_of_bounded_length()
    {
        string Body(string text) => $$"""{"user":"dana@example.com","conversation":{{Place}},"text":{{JsonSerializer.Serialize(text)}}}""";

        Assert.Equal("why fernway", _reader.Command(Encoding.UTF8.GetBytes(Body("why fernway"))).Value?.Text);
        Assert.Equal("text is missing", _reader.Command(Encoding.UTF8.GetBytes(Body(" "))).Problem);
        Assert.Contains("longer than 1000", _reader.Command(Encoding.UTF8.GetBytes(Body(new string('x', 1001)))).Problem);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_no_JSON()
    {
        Assert.NotNull(_reader.Click([(byte)'{', (byte)'"', 0xff, 0xfe, (byte)'"', (byte)':', (byte)'1', (byte)'}']).Problem);
    }

    private static string Click(
        string? user = "dana@example.com", string? click = "c1", string? action = "acknowledge", string? value = "k.1", string place = Place, string inputs = "null") =>
        $$"""{"clickId":{{JsonSerializer.Serialize(click)}},"user":{{JsonSerializer.Serialize(user)}},"conversation":{{place}},"action":{{JsonSerializer.Serialize(action)}},"value":{{JsonSerializer.Serialize(value)}},"inputs":{{inputs}}}""";
}

using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Engine.Tests.Delivery;

public sealed class CardComposerTests
{
    private const string Telling = "health band of 14 days ago";

    [Fact]
    public async Task Alone_a_fall_of_the_score_is_told_and_among_other_causes_it_is_one_line_since_the_score_stands_above()
    {
        var alone = await ShippedCards.OfAsync("band-lost");
        var among = await ShippedCards.OfAsync("band-lost", "champion-silent", "usage-drop");

        Assert.Contains(Telling, MessageJson.Write(alone), StringComparison.Ordinal);
        Assert.DoesNotContain(Telling, MessageJson.Write(among), StringComparison.Ordinal);
        Assert.Contains(Strong(among), title => title.StartsWith("Fell to critical", StringComparison.Ordinal));
        Assert.Contains("3 things to look at", MessageJson.Write(among), StringComparison.Ordinal);
        Assert.Equal(2, Strong(among).Count(title => title == "Next step"));
    }

    private static IEnumerable<string> Strong(Message message) =>
        message.Blocks.OfType<Paragraph>().SelectMany(paragraph => paragraph.Spans).Where(span => span.Style == SpanStyle.Strong).Select(span => span.Text);
}

using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Engine.Tests.Delivery;

public sealed class CardComposerTests
{
    private const string Telling = "health band of 14 days ago";

    [Fact]
    public async Task Alone_a_fall_of_the_score_is_told_and_among_causes_that_tell_why_it_is_one_line_since_the_score_stands_above()
    {
        var alone = await ShippedCards.OfAsync("band-lost");
        var among = await ShippedCards.OfAsync("band-lost", "champion-silent", "usage-drop");

        Assert.Contains(Telling, MessageJson.Write(alone), StringComparison.Ordinal);
        Assert.DoesNotContain(Telling, MessageJson.Write(among), StringComparison.Ordinal);
        Assert.Contains(Strong(among), title => title.StartsWith("Fell to critical", StringComparison.Ordinal));
        Assert.Contains("3 things to look at", MessageJson.Write(among), StringComparison.Ordinal);
        Assert.Equal(2, Strong(among).Count(title => title == "Next step"));
    }

    [Fact]
    public async Task Among_causes_that_tell_less_than_half_of_it_a_fall_of_the_score_is_a_story_of_its_own()
    {
        // Of 18 points the champion made 9.2, use 5.8, an urgent ticket 2; what data made, no alert tells.
        var told = await ShippedCards.OfAsync("band-lost", "champion-silent");
        var untold = await ShippedCards.OfAsync("band-lost", "usage-drop", "detractor");

        Assert.DoesNotContain(Telling, MessageJson.Write(told), StringComparison.Ordinal);
        Assert.Contains(Telling, MessageJson.Write(untold), StringComparison.Ordinal);
        Assert.Equal(3, Strong(untold).Count(title => title == "Next step"));
    }

    [Fact]
    public async Task Of_many_things_to_look_at_three_are_told_whole_and_every_one_says_what_changed_and_what_to_do()
    {
        string[] alerts = ["account-quiet", "champion-silent", "detractor", "invoice-overdue", "usage-drop"];
        var card = await ShippedCards.OfAsync(alerts);

        Assert.Equal(3, Strong(card).Count(title => title == "What we saw"));
        Assert.Equal(alerts.Length, Strong(card).Count(title => title == "Next step"));
        Assert.Contains("5 things to look at", MessageJson.Write(card), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Strong(Message message) =>
        message.Blocks.OfType<Paragraph>().SelectMany(paragraph => paragraph.Spans).Where(span => span.Style == SpanStyle.Strong).Select(span => span.Text);
}

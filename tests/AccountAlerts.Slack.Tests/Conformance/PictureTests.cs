using System.Text.Json;
using System.Text.Json.Nodes;
using AccountAlerts.Slack.Rendering;
using AccountAlerts.TestKit.Scenes;
using AccountAlerts.Slack.Wire;
using AccountAlerts.TestKit;

namespace AccountAlerts.Slack.Tests.Conformance;

/// <summary>The picture of a card that the README shows is of what the product draws today.</summary>
public sealed class PictureTests
{
    private static readonly JsonSerializerOptions Indented = new(SlackJson.Options) { WriteIndented = true };

    [Fact]
    public async Task The_card_on_the_picture_is_the_card_that_the_product_draws()
    {
        string file = Clone.In("docs", "images", "slack-card.json");
        string drawn = JsonNode.Parse(SlackJson.Write(BlockKitRenderer.Render(await ShippedCards.ForThePictureAsync()).Blocks))!.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("DRAW_PICTURE") == "1")
            await File.WriteAllTextAsync(file, drawn);
        Assert.True(
            drawn == await File.ReadAllTextAsync(file),
            "Cards look different now: run tests/conformance/picture/draw, look at docs/images/slack-card.png, and commit both files.");
    }
}

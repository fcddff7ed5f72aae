using System.Text.Json;
using AccountAlerts.Teams.Rendering;
using AccountAlerts.Teams.Wire;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Teams.Tests.Conformance;

/// <summary>The picture of a card in the documentation is of what the product draws today.</summary>
public sealed class PictureTests
{
    private static readonly JsonSerializerOptions Indented = new(TeamsJson.Options) { WriteIndented = true };

    [Fact]
    public async Task The_card_on_the_picture_is_the_card_that_the_product_draws()
    {
        string file = Clone.In("docs", "images", "teams-card.json");
        string drawn = JsonSerializer.Serialize(AdaptiveCardRenderer.Render(await ShippedCards.ForThePictureAsync()).Card, Indented) + "\n";
        if (Environment.GetEnvironmentVariable("DRAW_PICTURE") == "1")
            await File.WriteAllTextAsync(file, drawn);
        Assert.True(
            drawn == await File.ReadAllTextAsync(file),
            "Cards look different now: run tests/conformance/picture/draw, look at docs/images/teams-card.png, and commit both files.");
    }
}

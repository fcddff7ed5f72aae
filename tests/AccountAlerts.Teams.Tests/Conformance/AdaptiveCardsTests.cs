using System.Globalization;
using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Rendering;
using AccountAlerts.Teams.Wire;
using AccountAlerts.Teams.Wire.Cards;
using AccountAlerts.TestKit.Conformance;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Scenes;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Teams.Tests.Conformance;

/// <summary>What we send is what Microsoft's own library reads without a word.</summary>
public sealed class AdaptiveCardsTests
{
    private const int Hostile = 1000;

    [NodeFact]
    public async Task Every_card_in_every_state_every_list_and_a_thousand_hostile_messages_are_read_without_a_warning_and_stay_within_the_budget()
    {
        var said = (await ShippedCards.AllAsync()).Concat(await ShippedCards.ListsAsync()).ToList();
        Assert.True(said.Count >= 8 * 60, $"{said.Count} cards");
        said.AddRange(HostileMessages.Any().Sample(12, new Rnd(20261122), Hostile).Select((message, index) => ($"hostile {index}", message)));
        // The last try for a message that was refused is a card as well.
        var drawn = said.Select(card => (card.Name, Card: AdaptiveCardRenderer.Render(card.Message, Known)))
            .Concat(said.Take(50).Select(card => (Name: $"{card.Name}, plain", Card: AdaptiveCardRenderer.Render(card.Message, Known, plain: true)))).ToList();
        using var folder = new TemporaryFolder();
        string file = folder["cards.jsonl"];
        await File.WriteAllLinesAsync(file, drawn.Select(card => JsonSerializer.Serialize(
            new { name = card.Name, summary = card.Card.Summary, card = TeamsJson.Element(card.Card.Card) }, TeamsJson.Options)));

        var (exit, lines, faults) = await NodeScript.RunAsync(
            "adaptive-cards.mjs", [], file, AdaptiveCardRenderer.MostBytes.ToString(CultureInfo.InvariantCulture));

        Assert.True(exit == 0, faults);
        Assert.True(lines is [var only] && only == $"read {drawn.Count}", string.Join('\n', lines.Take(20)));
        Assert.Contains(drawn, card => card.Card.Card.Teams?.Entities is not null);
    }

    private static MentionedPerson? Known(string email) => email == "dana@example.com" ? new MentionedPerson("aad-dana", "Dana <b>*Reyes*</b> & [Co]") : null;
}

using System.Text.Json;
using AccountAlerts.Domain;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Templating;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Fakes;
using AccountAlerts.TestKit.Scenes;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccountAlerts.Engine.Tests.Evaluation;

/// <summary>A champion who left and turned up at another customer, for programs as for people.</summary>
public sealed class ChampionElsewhereTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public async Task Where_a_champion_who_left_is_now_stands_in_the_evidence()
    {
        var leaf = Assert.Single(await EvidenceAsync(new PersonMove(Today.AddDays(-4), 2, "Bolt Works")), Of("champion.moved_days"));

        Assert.Equal(
            (4, true, "Ines Ortega, now at Bolt Works"),
            (leaf.GetProperty("value").GetInt32(), leaf.GetProperty("held").GetBoolean(), leaf.GetProperty("about").GetString()));
    }

    [Fact]
    public async Task Of_whom_nobody_saw_again_the_evidence_is_what_was_asked_for_and_nothing_more()
    {
        var leaf = Assert.Single(await EvidenceAsync());

        Assert.Equal("champion.changed_days", leaf.GetProperty("signal").GetString());
        Assert.False(leaf.TryGetProperty("about", out _));
    }

    private static Predicate<JsonElement> Of(string signal) => leaf => leaf.GetProperty("signal").GetString() == signal;

    private static async Task<IReadOnlyList<JsonElement>> EvidenceAsync(params PersonMove[] moves)
    {
        using var catalogue = new AlertCatalogue(
            new TemplateFolder(Clone.In("templates")), SignalVocabulary.Catalogue, new MemoryTriggerTexts(), NullLogger<AlertCatalogue>.Instance);
        var trigger = Assert.Single((await catalogue.RefreshAsync(remember: false, default)).Triggers, known => known.Name == "champion-left");
        var story = new AccountBuilder().Person("ines", "Ines Ortega", PersonRole.Champion, deactivatedOn: Today.AddDays(-9));
        var facts = story.View().Facts;
        var view = new AccountView(facts with { People = [.. facts.People.Select(person => person with { Moves = moves })] }, story.View().Frame, DefaultHealthModels.All);
        var result = Assert.Single(new TriggerEvaluator(SignalVocabulary.Catalogue).Evaluate([trigger], view, _ => null));
        Assert.Equal(TriggerState.Firing, result.State);

        byte[] line = EvaluationJson.Line(new AccountEvaluation(1, "acme", Today, view.Health, [result]));
        using var json = JsonDocument.Parse(line);
        return [.. json.RootElement.GetProperty("triggers")[0].GetProperty("evidence").EnumerateArray().Select(leaf => leaf.Clone())];
    }
}

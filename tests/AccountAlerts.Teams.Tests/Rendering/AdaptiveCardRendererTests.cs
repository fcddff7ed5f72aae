using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Teams.Rendering;
using AccountAlerts.Teams.Wire;
using AccountAlerts.Teams.Wire.Cards;
using AccountAlerts.TestKit.Scenes;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Teams.Tests.Rendering;

public sealed class AdaptiveCardRendererTests
{
    private static readonly Teammate[] Team = [.. Enumerable.Range(1, 12).Select(i => new Teammate($"mate{i}@example.com", $"Mate {i}", TeamRole.Csm, null, "UTC", null, null))];

    [Fact]
    public void Nothing_that_a_customer_wrote_reaches_a_place_that_Teams_interprets() =>
        Prop.ForAll(Arb.From(HostileMessages.Any()), message =>
        {
            var drawn = AdaptiveCardRenderer.Render(message);
            string json = TeamsJson.Write(drawn.Card);
            Assert.DoesNotContain("\"TextBlock\"", json, StringComparison.Ordinal);
            Assert.DoesNotContain("{{", drawn.Card.Body.Count > 0 ? Words(drawn.Card) : "", StringComparison.Ordinal);
            Assert.DoesNotContain("<at>", Words(drawn.Card), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain('\u202e', Words(drawn.Card));
            Assert.DoesNotContain('<', drawn.Summary);
            Assert.NotEqual("", drawn.Summary.Trim());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_message_stays_within_the_budget_and_keeps_six_buttons_a_set() =>
        Prop.ForAll(Arb.From(HostileMessages.Any()), message =>
        {
            var drawn = AdaptiveCardRenderer.Render(message);
            Assert.InRange(AdaptiveCardRenderer.Bytes(drawn), 1, AdaptiveCardRenderer.MostBytes);
            Assert.All(Actions(TeamsJson.Element(drawn.Card)), set => Assert.InRange(set, 1, AdaptiveCard.MostActions));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_message_gives_the_same_bytes() =>
        Prop.ForAll(Arb.From(HostileMessages.Any()), message =>
            TeamsJson.Write(AdaptiveCardRenderer.Render(message).Card) == TeamsJson.Write(AdaptiveCardRenderer.Render(message).Card)).QuickCheckThrowOnFailure();

    [Fact]
    public void Forms_unfold_in_the_card_and_too_many_buttons_stand_behind_More()
    {
        var actions = AdaptiveCardRenderer.Render(Card(12)).Card.Actions!;

        Assert.Equal(AdaptiveCard.MostActions, actions.Count);
        Assert.Equal(["Acknowledge", "Snooze", "Why?", "Done", "Claim", "More..."], actions.Select(Title));
        Assert.IsType<ExecuteAction>(actions[0]);
        var snooze = Assert.IsType<ShowCardAction>(actions[1]).Card;
        Assert.Equal(["snooze.until", "snooze.date", "snooze.wake", "snooze.reason"], snooze.Body.Cast<InputElement>().Select(input => input.Id));
        Assert.Equal(new ButtonData("snooze", "card.1", Form: true), Assert.IsType<ExecuteAction>(Assert.Single(snooze.Actions!)).Data.Button);
        var hand = Assert.IsType<ShowCardAction>(Assert.IsType<ShowCardAction>(actions[5]).Card.Actions![0]).Card;
        Assert.Equal(12, Assert.IsType<ChoiceInput>(hand.Body[0]).Choices.Count);
    }

    [Fact]
    public void What_does_not_fit_goes_and_the_headline_and_the_buttons_stay()
    {
        var lines = new BulletList([.. Enumerable.Range(0, 400).Select(i => (IReadOnlyList<Span>)[new Span(new string('y', 200))])]);
        var drawn = AdaptiveCardRenderer.Render(Card(12) with { Blocks = [.. Enumerable.Range(0, 60).Select(_ => lines)] });

        Assert.InRange(AdaptiveCardRenderer.Bytes(drawn), 1, AdaptiveCardRenderer.MostBytes);
        Assert.Contains("Fernway went quiet", Words(drawn.Card), StringComparison.Ordinal);
        Assert.Equal("Acknowledge", Title(drawn.Card.Actions![0]));
    }

    [Fact]
    public void Long_lists_of_names_are_asked_for_at_the_press_before_anything_is_left_out()
    {
        var course = Enumerable.Range(0, 9).Select(i => new CoursePoint(new DateOnly(2026, 4, 1).AddDays(7 * i), 80 - 5 * i)).ToArray();
        var text = Enumerable.Range(0, 25).Select(i => (Block)new Paragraph([new Span(new string((char)('a' + i), 280))]));
        var drawn = AdaptiveCardRenderer.Render(Card(40) with { Blocks = [new ScoreBlock(40, "Critical", -12, "3 June", null, course), .. text] });

        Assert.Single(drawn.Card.Body.OfType<LineChart>());
        Assert.IsType<ShowCardAction>(drawn.Card.Actions![1]);
        Assert.IsType<ExecuteAction>(Assert.IsType<ShowCardAction>(drawn.Card.Actions[5]).Card.Actions![0]);
        Assert.Equal(26 + 1, drawn.Card.Body.Count);
    }

    [Fact]
    public void A_course_is_a_chart_with_a_line_of_text_for_clients_without_charts()
    {
        CoursePoint[] course = [.. Enumerable.Range(0, 9).Select(i => new CoursePoint(new DateOnly(2026, 4, 1).AddDays(7 * i), 80 - 5 * i))];
        var chart = Assert.Single(AdaptiveCardRenderer.Render(new Message { Text = "x", Blocks = [new ScoreBlock(40, "Critical", -12, "3 June", null, course)] }).Card.Body.OfType<LineChart>());

        Assert.Equal(9, chart.Data[0].Values.Count);
        Assert.Equal("2026-04-01", chart.Data[0].Values[0].X);
        Assert.Contains('▇', Assert.IsType<RichTextBlock>(chart.Fallback).Inlines[0].Text);
    }

    [Fact]
    public void Only_who_is_known_to_Teams_is_mentioned_and_only_by_the_letters_of_the_name()
    {
        var message = new Message { Text = "x", Blocks = [new FieldList([new Field("CSM", "Dana Reyes") { Person = "dana@example.com" }, new Field("Tier", "enterprise")])] };

        Assert.Null(AdaptiveCardRenderer.Render(message).Card.Teams!.Entities);
        var drawn = AdaptiveCardRenderer.Render(message, email => email == "dana@example.com" ? new MentionedPerson("aad-1", "Dana *R&D* </at><at>everybody</at> [x](y)") : null).Card;
        var mention = Assert.Single(drawn.Teams!.Entities!);
        Assert.Equal("<at>Dana R&amp;D at at everybody at x y</at>", mention.Text.Replace("  ", " ", StringComparison.Ordinal));
        Assert.Equal("CSM: " + mention.Text, Assert.Single(drawn.Body.OfType<TextBlock>()).Text);
        Assert.Equal("aad-1", mention.Mentioned.Id);
    }

    [Fact]
    public void A_row_has_its_first_button_and_one_for_the_others()
    {
        var row = new MessageRow([new Span("Amber Lane: seats are full")], "ARR 12k", [new("acknowledge", "Acknowledge", "alert.1.x.1"), new("snooze", "Snooze", "alert.1.x.1"), new("why", "Why?", "alert.1.x.1")]);
        var drawn = AdaptiveCardRenderer.Render(new Message { Text = "x", Blocks = [new RowList([row])] }).Card;

        var actions = Assert.IsType<ActionSet>(Assert.IsType<Table>(Assert.Single(drawn.Body)).Rows[0].Cells[1].Items[0]).Actions;
        Assert.Equal(["Acknowledge", "More..."], actions.Select(Title));
        var more = Assert.IsType<ExecuteAction>(actions[1]).Data.Button;
        Assert.Equal(("more", "alert.1.x.1", "Amber Lane: seats are full"), (more.Action, more.Value, more.About));
        Assert.Equal(["snooze", "why"], more.More!.Keys);
    }

    [Fact]
    public void Only_https_addresses_are_opened()
    {
        var message = new Message { Text = "x", Blocks = [new Paragraph([new Span("a", Url: "https://alerts.example.com/a"), new Span("b", Url: "http://localhost:5080/b"), new Span("c", Url: "javascript:alert(1)")])] };

        var runs = Assert.IsType<RichTextBlock>(Assert.Single(AdaptiveCardRenderer.Render(message).Card.Body)).Inlines;
        Assert.Equal(["https://alerts.example.com/a", null, null], runs.Select(run => (run.SelectAction as OpenUrlAction)?.Url));
    }

    private static Message Card(int people) => new()
    {
        Text = "Fernway went quiet",
        Blocks = [new Heading([new Span("Fernway went quiet")])],
        Buttons =
        [
            new("acknowledge", "Acknowledge", "card.1", ButtonStyle.Primary), new("snooze", "Snooze", "card.1", Dialog: CardDialogs.Snooze([], true)), new("why", "Why?", "card.1"),
            new("done", "Done", "card.1", Dialog: CardDialogs.Done([])),
            new("hand-to", "Hand to...", "card.1", Dialog: CardDialogs.HandTo([], People(people)), More: true),
            new("not-right", "Not right...", "card.1", Dialog: CardDialogs.NotRight([], People(people)), More: true),
            new("claim", "Claim", "card.1"),
        ],
    };

    private static Teammate[] People(int count) => [.. Enumerable.Range(0, count).Select(i => Team[i % Team.Length] with { Email = $"mate{i}@example.com" })];

    private static string Title(CardAction action) => action switch
    {
        ExecuteAction execute => execute.Title,
        ShowCardAction show => show.Title,
        _ => "",
    };

    /// <summary>Every text of a card that people read.</summary>
    private static string Words(AdaptiveCard card) => string.Join('\n', Texts(TeamsJson.Element(card)));

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property is { Name: "text" or "title" or "label" or "placeholder", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : Texts(property.Value)),
        _ => [],
    };

    private static IEnumerable<int> Actions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Actions),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            (property is { Name: "actions", Value.ValueKind: JsonValueKind.Array } ? (int[])[property.Value.GetArrayLength()] : []).Concat(Actions(property.Value))),
        _ => [],
    };
}

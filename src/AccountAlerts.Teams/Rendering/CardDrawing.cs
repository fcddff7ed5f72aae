using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Teams.Wire.Cards;

namespace AccountAlerts.Teams.Rendering;

/// <summary>The body of a card as it grows, and whom it mentions.</summary>
internal sealed class CardDrawing(Func<string, MentionedPerson?> mention)
{
    private const int MostMentions = 5;

    public List<CardElement> Body { get; } = [];

    public List<CardMention> Mentions { get; } = [];

    public void Add(CardElement element) => Body.Add(element);

    public void Heading(IReadOnlyList<TextRun> runs, Tone tone)
    {
        if (runs.Count == 0)
            return;
        var line = new RichTextBlock(runs);
        string? style = tone switch
        {
            Tone.Critical => "attention",
            Tone.AtRisk => "warning",
            Tone.Growth => "good",
            Tone.Data => "accent",
            Tone.Done => "emphasis",
            _ => null,
        };
        Body.Add(style is null ? line : new Container([line], style, Bleed: true));
    }

    public void Line(params IReadOnlyList<TextRun> runs)
    {
        if (runs.Count > 0)
            Body.Add(new RichTextBlock(runs));
    }

    public void List(bool ordered, IEnumerable<IEnumerable<TextRun>> items)
    {
        int number = 0;
        foreach (var item in items)
        {
            TextRun[] runs = [.. item];
            if (runs.Length == 0)
                continue;
            string mark = ordered ? string.Create(CultureInfo.InvariantCulture, $"{++number}. ") : "• ";
            Body.Add(new RichTextBlock([new TextRun(mark), .. runs]) { Spacing = "Small" });
        }
    }

    /// <returns>False where the person is not known to Teams: then the name is written like any other.</returns>
    public bool Mention(Field field)
    {
        if (Mentions.Count >= MostMentions || mention(field.Person!) is not { } person || TeamsText.Name(person.Name) is not { Length: > 0 } name)
            return false;
        string text = $"<at>{TeamsText.Xml(name)}</at>";
        Body.Add(new TextBlock($"{TeamsText.Name(field.Label)}: {text}"));
        if (Mentions.All(known => known.Text != text))
            Mentions.Add(new CardMention(text, person with { Name = name }));
        return true;
    }
}

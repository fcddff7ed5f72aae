namespace AccountAlerts.Engine.Conversations;

/// <summary>Says what a word means.</summary>
internal static class DefineAnswers
{
    public static Message Of(string typed)
    {
        if (Glossary.Find(typed) is { } found)
        {
            return new Message
            {
                Text = $"{found.Word}: {found.Meaning}",
                Blocks = [new Paragraph([new Span(found.Word, SpanStyle.Strong), new Span($": {found.Meaning}")])],
            };
        }

        string[] near = [.. Glossary.Near(typed)];
        string shown = typed.Length > 60 ? typed[..60] + "..." : typed;
        return near.Length == 0
            ? DeskAnswers.Say($"\"{shown}\" is no word of ours.")
            : DeskAnswers.Say("Which one do you mean?") with { Buttons = [.. near.Select(word => new Button(Actions.Command, word, $"define {word}"))] };
    }
}

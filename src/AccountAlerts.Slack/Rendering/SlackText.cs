namespace AccountAlerts.Slack.Rendering;

/// <summary>Text for Slack's places of limited size.</summary>
public static class SlackText
{
    private const string Ellipsis = "...";

    /// <summary>For text that Slack interprets: the three characters of its control syntax, once. docs.slack.dev/messaging/formatting-message-text.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>At most <paramref name="limit"/> characters, never half a surrogate pair, never empty: Slack refuses empty text anywhere.</summary>
    public static string Fit(string text, int limit)
    {
        text = Visible(text);
        if (text.Length <= limit)
            return text.Length == 0 ? " " : text;
        int end = limit - Ellipsis.Length;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end].TrimEnd() + Ellipsis;
    }

    /// <summary>Control characters would be refused or would break a line in a label; what is not valid Unicode becomes a question mark.</summary>
    public static string Visible(string text)
    {
        if (!text.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter)))
            return text;
        var clean = new System.Text.StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(letter).Append(text[++i]);
            else if (char.IsSurrogate(letter))
                clean.Append('?');
            else
                clean.Append(letter == '\n' || !char.IsControl(letter) ? letter : ' ');
        }

        return clean.ToString();
    }
}

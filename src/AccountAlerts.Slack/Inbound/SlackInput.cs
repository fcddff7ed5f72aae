using System.Text.RegularExpressions;

namespace AccountAlerts.Slack.Inbound;

/// <summary>What people type in Slack, as they meant it.</summary>
internal static partial class SlackInput
{
    /// <summary>Takes Slack's own syntax, smart quotes and odd blanks away; mentions of the bot too.</summary>
    public static string Plain(string text)
    {
        string plain = Link().Replace(text, match => match.Groups["label"].Success ? match.Groups["label"].Value : match.Groups["target"].Value);
        plain = Mention().Replace(plain, match => match.Groups["label"].Value);
        plain = plain.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace('\u2018', '\'').Replace('\u2019', '\'').Replace('\u201c', '"').Replace('\u201d', '"').Replace('\u00a0', ' ').Replace('\u2014', '-').Replace('\u2013', '-');
        return new string([.. plain.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Trim();
    }

    /// <summary>An address or channel that Slack made a link of: its label, or itself without "mailto:".</summary>
    [GeneratedRegex(@"<(mailto:)?(?<target>(?:https?://)?[^<>|@#!][^<>|]*)(\|(?<label>[^<>]*))?>")]
    private static partial Regex Link();

    /// <summary>A person or channel with its name; a bare mention is the bot, or says nothing to us.</summary>
    [GeneratedRegex(@"<[@#!][^<>|]*(\|(?<label>[^<>]*))?>")]
    private static partial Regex Mention();
}

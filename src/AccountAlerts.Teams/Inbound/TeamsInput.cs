using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AccountAlerts.Teams.Wire;

namespace AccountAlerts.Teams.Inbound;

/// <summary>What people type in Teams, as they meant it.</summary>
internal static partial class TeamsInput
{
    /// <summary>True if the bot itself is named, as it must be where others read along.</summary>
    public static bool IsMentioned(Activity activity) => MentionsOfUs(activity).Any();

    /// <summary>Takes the mention of the bot away, exactly as it stands there, then what Teams marks up; names of others stay.</summary>
    public static string Plain(Activity activity)
    {
        string text = activity.Text ?? "";
        foreach (var mention in MentionsOfUs(activity))
        {
            if (mention.Text is { Length: > 0 } marked)
                text = text.Replace(marked, " ", StringComparison.Ordinal);
        }

        text = WebUtility.HtmlDecode(Tag().Replace(text, " "))
            .Replace('\u2018', '\'').Replace('\u2019', '\'').Replace('\u201c', '"').Replace('\u201d', '"').Replace('\u2014', '-').Replace('\u2013', '-');
        return Blanks().Replace(Readable(text), " ").Trim();
    }

    /// <summary>Without what cannot be seen, and with one kind of blank.</summary>
    private static string Readable(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            switch (char.GetUnicodeCategory(letter))
            {
                case UnicodeCategory.Format:
                    break;
                case UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    plain.Append(' ');
                    break;
                default:
                    plain.Append(letter);
                    break;
            }
        }

        return plain.ToString();
    }

    private static IEnumerable<Entity> MentionsOfUs(Activity activity) => (activity.Entities ?? [])
        .Where(entity => entity.Type == Entity.Mention && entity.Mentioned?.Id is { } id && id == activity.Recipient?.Id);

    /// <summary>Names of elements only: "arr &lt; 5" is no tag.</summary>
    [GeneratedRegex(@"</?(at|p|div|br|span|b|i|u|em|strong|a|ul|ol|li|blockquote|attachment|img|code|pre)(\s[^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Evaluation.Notices;

/// <summary>A live message to operations about no single customer: it is edited as things change, and ends as one line.</summary>
/// <param name="Key">What it is about: at most one at a time.</param>
/// <param name="Message">What it should show now; without its buttons, which need the message's own key.</param>
/// <param name="Buttons">By choice: what a click on the message says.</param>
/// <param name="Over">It ends with this message.</param>
public sealed record Notice(string Key, Message Message, IReadOnlyList<NoticeButton> Buttons, bool Over);

/// <param name="Choice">A short word that comes back with the click.</param>
public sealed record NoticeButton(string Choice, string Label, ButtonStyle Style = ButtonStyle.Plain, Dialog? Dialog = null);

/// <summary>What a click on a notice carries: the message's key and what was chosen.</summary>
public sealed record NoticeHandle(string CardKey, string Choice)
{
    public override string ToString() => $"{CardKey}/{Choice}";

    /// <returns>Null for a value that no notice wrote.</returns>
    public static NoticeHandle? Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        int slash = value.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < value.Length - 1 ? new NoticeHandle(value[..slash], value[(slash + 1)..]) : null;
    }
}

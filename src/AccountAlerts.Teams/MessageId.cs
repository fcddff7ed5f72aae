namespace AccountAlerts.Teams;

/// <summary>The name of a message that lasts: the conversation under which it is edited, and its own id there.</summary>
/// <param name="Conversation">A chat, or a channel with its thread.</param>
public sealed record MessageId(string Conversation, string Activity)
{
    /// <returns>Null for anything else.</returns>
    public static MessageId? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') is [{ Length: > 0 } conversation, { Length: > 0 } activity]
            ? new MessageId(Uri.UnescapeDataString(conversation), Uri.UnescapeDataString(activity))
            : null;
    }

    public override string ToString() => $"{Uri.EscapeDataString(Conversation)}/{Uri.EscapeDataString(Activity)}";
}

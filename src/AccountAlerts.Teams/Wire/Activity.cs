using System.Text.Json;

namespace AccountAlerts.Teams.Wire;

/// <summary>What Teams and a bot say to each other: one event from Teams, or one message of ours. What a sender leaves out is null.</summary>
/// <remarks>Ids are opaque and compared as they are; learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference.</remarks>
public sealed record Activity
{
    /// <summary>One of <see cref="ActivityTypes"/>, or something newer.</summary>
    public string? Type { get; init; }

    /// <summary>Of an event from Teams: unique within its conversation, and repeated where Teams delivers again.</summary>
    public string? Id { get; init; }

    /// <summary>UTC, ISO 8601.</summary>
    public string? Timestamp { get; init; }

    /// <summary>The sender's zone, an IANA name.</summary>
    public string? LocalTimezone { get; init; }

    /// <summary>Where answers go; it may change from one event to the next.</summary>
    public string? ServiceUrl { get; init; }

    /// <summary><c>msteams</c>.</summary>
    public string? ChannelId { get; init; }

    public ChannelAccount? From { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public ChannelAccount? Recipient { get; init; }

    public string? Locale { get; init; }

    /// <summary>The message that this one answers, or whose card was used.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>Which invoke it is: <c>adaptiveCard/action</c>, <c>composeExtension/query</c>.</summary>
    public string? Name { get; init; }

    /// <summary>What a card or an invoke brings along.</summary>
    public JsonElement? Value { get; init; }

    public string? Text { get; init; }

    /// <summary>markdown, plain or xml.</summary>
    public string? TextFormat { get; init; }

    /// <summary>What a notification shows of a message that is only a card.</summary>
    public string? Summary { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>list or carousel.</summary>
    public string? AttachmentLayout { get; init; }

    public IReadOnlyList<Entity>? Entities { get; init; }

    public TeamsChannelData? ChannelData { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }

    /// <summary>Of an installationUpdate: add, remove, add-upgrade, remove-upgrade.</summary>
    public string? Action { get; init; }
}

/// <summary>Types that mean something here.</summary>
public static class ActivityTypes
{
    public const string Message = "message";
    public const string Invoke = "invoke";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string Typing = "typing";
}

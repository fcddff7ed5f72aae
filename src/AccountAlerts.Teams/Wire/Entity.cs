namespace AccountAlerts.Teams.Wire;

/// <summary>Something said about a message: whom it mentions, what client it comes from.</summary>
public sealed record Entity
{
    public const string Mention = "mention";
    public const string ClientInfo = "clientInfo";

    public string? Type { get; init; }

    /// <summary>Of a mention: exactly what stands in the text, <c>&lt;at&gt;Dana&lt;/at&gt;</c>.</summary>
    public string? Text { get; init; }

    public ChannelAccount? Mentioned { get; init; }

    /// <summary>Of clientInfo: the sender's zone, an IANA name.</summary>
    public string? Timezone { get; init; }

    public string? Locale { get; init; }
}

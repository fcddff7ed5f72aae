using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Teams;

/// <summary>What a call of the connector does.</summary>
public enum TeamsVerb
{
    /// <summary>A personal chat is made, or found.</summary>
    CreateChat,

    /// <summary>A thread begins in a channel.</summary>
    CreateThread,
    Send,
    Reply,
    Update,
    Delete,
    Member,
    Members,
    Team,
    Channels,
    Token,
    Other,
}

/// <summary>One call, in the order of arrival.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Place">The conversation or team; empty where there is none.</param>
/// <param name="Body">Null where there is none.</param>
public sealed record TeamsCall(int Number, TeamsVerb Verb, string Method, string Path, string Place, JsonObject? Body, DateTimeOffset At)
{
    /// <summary>The status of the answer, or how the exchange ended; null while it runs.</summary>
    public string? Outcome { get; internal set; }

    /// <summary>What stood before <c>v3</c>.</summary>
    public string Base { get; init; } = "";

    /// <summary>True for what puts a new message somewhere.</summary>
    public bool Posts => Verb is TeamsVerb.CreateThread or TeamsVerb.Send or TeamsVerb.Reply;
}

public enum TeamsAcceptKind
{
    Post,
    Edit,
    Delete,
}

/// <summary>Something that people see from now on, in the order of acceptance, whatever the caller was told.</summary>
/// <param name="Id">Of the message.</param>
public sealed record TeamsAccept(int Number, TeamsAcceptKind Kind, string Place, string Id, string Words, DateTimeOffset At)
{
    /// <summary>The card's own; null for what is no card.</summary>
    public string? Key { get; init; }
}

/// <summary>How the fake ends a call instead of the usual way.</summary>
/// <param name="Accepts">True if the work is done all the same.</param>
public sealed record TeamsFault(bool Accepts, TeamsEnd End, int Status = 200, string? Code = null, int? RetryAfter = null)
{
    public static TeamsFault Throttled(int? seconds = null) => new(false, TeamsEnd.Answer, 429, "Throttled", seconds);

    public static TeamsFault PreconditionFailed { get; } = new(false, TeamsEnd.Answer, 412, "PreconditionFailed");

    public static TeamsFault Reset { get; } = new(false, TeamsEnd.Drop);

    public static TeamsFault ResetAfterAccept { get; } = new(true, TeamsEnd.Drop);

    public static TeamsFault Silence { get; } = new(false, TeamsEnd.Silence);

    public static TeamsFault SilenceAfterAccept { get; } = new(true, TeamsEnd.Silence);

    /// <summary>The work is done at once, and the whole answer comes once something else has happened.</summary>
    public static TeamsFault AnswerAfter(Task then) => new(true, TeamsEnd.Answer) { Then = then };

    /// <summary>What the answer waits for.</summary>
    public Task Then { get; private init; } = Task.CompletedTask;

    /// <summary>The work is done, and the answer says nothing: no id.</summary>
    public static TeamsFault EmptyAnswer { get; } = new(true, TeamsEnd.Empty, 202);

    /// <summary>A page of the gateway instead of JSON.</summary>
    public static TeamsFault Gateway(int status, bool accepts = false) => new(accepts, TeamsEnd.Html, status);

    public static TeamsFault Refuse(int status, string code) => new(false, TeamsEnd.Answer, status, code);

    /// <summary>Sends the caller elsewhere.</summary>
    public static TeamsFault Redirect { get; } = new(false, TeamsEnd.Redirect, 307);
}

public enum TeamsEnd
{
    Answer,
    Empty,
    Html,
    Redirect,
    Silence,
    Drop,
}

/// <summary>What the app answered an event with.</summary>
/// <param name="Status">0 if there was no answer in time.</param>
public sealed record TeamsAnswer(int Status, string Body)
{
    public bool Taken => Status is 200 or 201 or 202;

    public JsonObject? Json => Body.StartsWith('{') ? JsonNode.Parse(Body) as JsonObject : null;

    /// <summary>The card that who clicked sees in place of the old one; null if the answer is none.</summary>
    public JsonObject? Card => Json?["type"]?.ToString() == "application/vnd.microsoft.card.adaptive" ? Json["value"] as JsonObject : null;

    /// <summary>The line that who clicked sees; null if the answer is none.</summary>
    public string? Said => Json?["type"]?.ToString() == "application/vnd.microsoft.activity.message" ? Json["value"]?.ToString() : null;
}

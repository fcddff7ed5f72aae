using System.Text.Json.Nodes;

namespace AccountAlerts.TestKit.Slack;

/// <summary>One call of the Web API, in the order of arrival.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Method">Such as <c>chat.postMessage</c>; <c>response_url</c> for an answer to an interaction.</param>
/// <param name="Team">Null where the token is not known.</param>
public sealed record SlackCall(int Number, string Method, string? Team, IReadOnlyDictionary<string, JsonNode?> Arguments, DateTimeOffset At)
{
    /// <summary><c>ok</c>, the error code, or how the exchange ended; null while it runs.</summary>
    public string? Outcome { get; internal set; }

    public string? Text(string argument) => Arguments.GetValueOrDefault(argument) switch
    {
        null => null,
        JsonValue value => value.ToString(),
        var node => node.ToJsonString(),
    };
}

public enum SlackAcceptKind
{
    Post,
    Update,
    Delete,
    Ephemeral,
    Response,
    Home,
    Modal,
}

/// <summary>Something that people see from now on, in the order of acceptance, whatever the caller was told.</summary>
/// <param name="Place">The channel, or the view's user.</param>
/// <param name="Id">The message's ts, or the view's id.</param>
/// <param name="Key">The random key in the metadata.</param>
public sealed record SlackAccept(int Number, SlackAcceptKind Kind, string Place, string Id, string? Key, string Text, DateTimeOffset At);

/// <summary>How the fake ends a call instead of the usual way.</summary>
/// <param name="Accepts">True if the work is done all the same.</param>
public sealed record SlackFault(bool Accepts, SlackEnd End, int Status = 200, int? RetryAfter = null, string? Error = null)
{
    /// <summary>429 with Retry-After.</summary>
    public static SlackFault Limited(int seconds) => new(false, SlackEnd.Answer, 429, seconds, "ratelimited");

    /// <summary>Limits as some methods tell them: 200 with an error code.</summary>
    public static SlackFault LimitedInBody { get; } = new(false, SlackEnd.Answer, 200, null, "rate_limited");

    public static SlackFault ServerError { get; } = new(false, SlackEnd.Answer, 500);

    public static SlackFault ServerErrorAfterAccept { get; } = new(true, SlackEnd.Answer, 500);

    /// <summary>A page of the edge instead of JSON.</summary>
    public static SlackFault Html { get; } = new(false, SlackEnd.Html, 200);

    public static SlackFault Reset { get; } = new(false, SlackEnd.Drop);

    public static SlackFault ResetAfterAccept { get; } = new(true, SlackEnd.Drop);

    public static SlackFault Silence { get; } = new(false, SlackEnd.Silence);

    public static SlackFault SilenceAfterAccept { get; } = new(true, SlackEnd.Silence);

    /// <summary>The work is done at once, and the whole answer comes once something else has happened.</summary>
    public static SlackFault AnswerAfter(Task then) => new(true, SlackEnd.Answer) { Then = then };

    /// <summary>What the answer waits for.</summary>
    public Task Then { get; private init; } = Task.CompletedTask;

    /// <summary>Accepts, answers with a head and one byte, then nothing.</summary>
    public static SlackFault SlowBody { get; } = new(true, SlackEnd.SlowBody);

    /// <summary>200 with <c>ok: false</c> and this code.</summary>
    public static SlackFault Refuse(string error) => new(false, SlackEnd.Answer, 200, null, error);

    /// <summary>The work is done, and the answer is an error such as <c>fatal_error</c>.</summary>
    public static SlackFault RefuseAfterAccept(string error) => new(true, SlackEnd.Answer, 200, null, error);
}

public enum SlackEnd
{
    Answer,
    Html,
    Silence,
    Drop,
    SlowBody,
}

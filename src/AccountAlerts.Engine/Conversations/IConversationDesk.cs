using System.Text.Json.Serialization;

namespace AccountAlerts.Engine.Conversations;

/// <summary>A button that a teammate pressed. Platforms fill it in; the same click twice has the same <see cref="ClickId"/>.</summary>
/// <param name="Actor">Who, as recorded in the audit trail: <c>inbox:dana@example.com</c>.</param>
/// <param name="Teammate">The teammate's e-mail address.</param>
/// <param name="Inputs">What a dialog asked; empty for a plain button.</param>
public sealed record Click(
    string ClickId, string Actor, string Teammate, Conversation Conversation, string Action, string Value,
    IReadOnlyDictionary<string, string> Inputs);

/// <summary>A command that a teammate typed: <c>why acme since 30d</c>, <c>mine</c>, <c>help</c>.</summary>
public sealed record CommandLine(string Actor, string Teammate, Conversation Conversation, string Text);

/// <summary>What the desk answers, privately. Null message: done, nothing to say beyond the card's own update.</summary>
public sealed record Answer(Message? Message)
{
    /// <summary>Name of the dialog's input that the message complains about: the form may stay open. Null where no input is to blame.</summary>
    public string? Input { get; init; }

    /// <summary>What the pressed card shows from now on, where the press changed it just now; else it has to be looked up. Never stored.</summary>
    [JsonIgnore]
    public Message? Shown { get; init; }
}

/// <summary>The inbound side of every platform: clicks and commands, one dispatcher for all.</summary>
public interface IConversationDesk
{
    Task<Answer> ClickAsync(Click click, CancellationToken cancellation);

    Task<Answer> CommandAsync(CommandLine command, CancellationToken cancellation);
}

using System.Text.Json.Serialization;

namespace AccountAlerts.Teams.Wire.Cards;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecuteAction), "Action.Execute")]
[JsonDerivedType(typeof(SubmitAction), "Action.Submit")]
[JsonDerivedType(typeof(ShowCardAction), "Action.ShowCard")]
[JsonDerivedType(typeof(OpenUrlAction), "Action.OpenUrl")]
public abstract record CardAction;

/// <summary>A Universal Action: comes back as an invoke, whose answer is the card anew.</summary>
/// <param name="Style">positive, destructive, or null.</param>
/// <param name="Fallback">For clients that do not know it: comes back as a message.</param>
public sealed record ExecuteAction(string Title, string Verb, ActionData Data, string? Style, CardAction Fallback) : CardAction;

public sealed record SubmitAction(string Title, ActionData Data) : CardAction;

/// <summary>Unfolds a card below: a form.</summary>
public sealed record ShowCardAction(string Title, AdaptiveCard Card) : CardAction;

/// <param name="Url">https only.</param>
/// <param name="Title">What the button says; null where a text is pressed.</param>
public sealed record OpenUrlAction(string Url, string? Title = null) : CardAction;

/// <summary>What a button of ours brings back, beside the inputs of its form. Old messages keep the names.</summary>
public sealed record ActionData(ButtonData Button);

/// <param name="Action">What to do.</param>
/// <param name="Value">On what: the button's own value.</param>
/// <param name="Form">True if its form was filled in.</param>
public sealed record ButtonData(string Action, string Value, bool? Form = null)
{
    /// <summary>What else can be done, by action: for a row, whose further buttons are shown when somebody asks.</summary>
    public IReadOnlyDictionary<string, string>? More { get; init; }

    /// <summary>What a row is about, so that its further buttons can say it.</summary>
    public string? About { get; init; }

    /// <summary>The name of the answer that has the button, whose place is taken by what comes of it: a choice among names, a form.</summary>
    public string? Answer { get; init; }
}

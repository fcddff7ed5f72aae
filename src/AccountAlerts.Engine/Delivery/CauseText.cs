using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>The words of one alert, rendered from its trigger's file when its evidence last changed.</summary>
/// <param name="Title">One line: what changed, in numbers.</param>
/// <param name="Blocks">Why it matters, and what there is to tell.</param>
/// <param name="NextStep">The one thing to do first.</param>
/// <param name="Steps">What follows.</param>
/// <param name="DueOn">When the first step should be done.</param>
/// <param name="Say">A draft to the customer.</param>
/// <param name="Seen">What we saw: one line per comparison, with numbers.</param>
public sealed record CauseText(
    string Title, IReadOnlyList<Block> Blocks, string? NextStep, IReadOnlyList<string> Steps, DateOnly? DueOn, string? Say,
    IReadOnlyList<string> Seen);

using AccountAlerts.Domain.Signals;

namespace AccountAlerts.Engine.Templating;

/// <summary>What may stand between <c>{{</c> and <c>}}</c>. A name that is not here is a fault with its place, never an empty spot on a card.</summary>
public static class TemplateLanguage
{
    /// <summary>Facts for the reader, by name, with what they say; each has words of its own for "not known".</summary>
    public static IReadOnlyDictionary<string, string> Fields { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["account"] = "the account's name",
        ["segment"] = "its tier",
        ["arr"] = "yearly revenue with its currency: EUR 48,000",
        ["seats"] = "seats paid for",
        ["owner"] = "who looks after the account, else No CSM",
        ["champion"] = "the champion's name, else the main contact",
        ["subject"] = "what it is about: the account's or the person's name",
        ["due"] = "the day by which the first step should be done: Tue 24 Nov",
        ["renewal"] = "when the renewal is decided: in 11 days (3 Dec 2026)",
    };

    /// <summary>Take a signal's name in quotes and write its value.</summary>
    public static IReadOnlyDictionary<string, string> Helpers { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["value"] = "the value with its unit: 9 days, 62 %, 1,240",
        ["change"] = "a share as a change: down 41 %, up 12 %",
        ["times"] = "a share as a multiple: 2.3 times",
        ["about"] = "whom or what the value is about: the person's or the features' names",
    };

    /// <summary>Blocks, all with an optional <c>{{else}}</c>: if and unless ask whether a field is known, when asks a condition.</summary>
    public static IReadOnlyList<string> Blocks { get; } = ["if", "unless", "when"];

    internal static bool Fits(string helper, Unit unit) => helper is "value" or "about" || unit == Unit.Ratio;
}

using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>Tells from what was done whether the customer was touched by it, and how.</summary>
internal static class TouchWords
{
    private static readonly (string Kind, string[] Words)[] Kinds =
    [
        (SaidKinds.Training, ["train", "workshop", "webinar", "onboarding session"]), (SaidKinds.Meeting, ["met ", "meeting", "visit", "review", "lunch"]),
        (SaidKinds.Email, ["mail", "wrote", "written", "sent "]), (SaidKinds.Call, ["call", "phone", "spoke", "talked", "rang"]),
    ];

    /// <param name="how">What the dialog was told; null or something else: as the words say.</param>
    /// <param name="what">What was done.</param>
    /// <returns>Null for what was no touch: mended data is none.</returns>
    public static string? KindOf(string? how, string what)
    {
        string words = what.ToLowerInvariant() + " ";
        return Kinds.Select(known => known.Kind).FirstOrDefault(known => known == how)
            ?? (how == CardDialogs.NoTouch ? null : Kinds.Where(known => known.Words.Any(word => words.Contains(word, StringComparison.Ordinal))).Select(known => known.Kind).FirstOrDefault());
    }

    /// <summary>"a call", as an answer says it.</summary>
    public static string Of(string kind) => kind switch
    {
        SaidKinds.Email => "an e-mail",
        SaidKinds.Review => "a business review",
        _ => $"a {kind}",
    };
}

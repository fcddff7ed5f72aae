using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Asked;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Briefs;

/// <summary>What a brief is made from.</summary>
/// <param name="Now">The account today.</param>
/// <param name="Before">The account a quarter earlier; null where it did not exist then.</param>
/// <param name="Alerts">All alerts of the account, resolved ones included.</param>
public sealed record BriefInput(AccountView Now, AccountView? Before, IReadOnlyList<StoredAlert> Alerts, TeamDirectory Team)
{
    /// <summary>A quarter: thirteen whole weeks.</summary>
    public const int Days = 91;

    public string Owner => Now.OwnerEmail is { } email ? PlainText.Clean(Team.Of(email).Name) : "No CSM";

    internal SignalValue Read(string signal) => Read(signal, Now);

    internal static SignalValue Read(string signal, AccountView view) => SignalCatalogue.Find(signal) is { } known
        ? view.Read(known)
        : throw new InvalidOperationException($"The catalogue has no signal {signal}.");

    /// <summary>The value if it is there and above the floor.</summary>
    internal double? Above(string signal, double floor) => Read(signal) is { Present: true, Number: var number } && number > floor ? number : null;
}

/// <summary>Everything that <c>templates/brief.md</c> may speak of besides what alerts may. Pure.</summary>
public static class BriefFacts
{
    /// <summary>Fields, with what they say.</summary>
    public static IReadOnlyDictionary<string, string> Fields { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["health"] = "the score and its band: 74 of 100, At risk; with the band that one of us set beside it",
        ["today"] = "the day of the brief",
        ["no_value"] = "why their use is not known",
        ["no_growth"] = "what has to stand before growth is a topic",
    };

    /// <summary>Lists, with what their lines say.</summary>
    public static IReadOnlyDictionary<string, string> Lists { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["outcomes"] = "what was reached, newest first",
        ["goals"] = "what is still to reach",
        ["said"] = "what they said: reviews, meetings, surveys",
        ["value"] = "their use over a quarter, beside the quarter before",
        ["wins"] = "what went well",
        ["risks"] = "what is open, gaps in adoption, support, changes of people",
        ["priorities"] = "two or three steps with owner and day",
        ["growth"] = "where they could grow; empty unless outcomes and value stand",
    };

    public static IReadOnlyCollection<string> FieldNames { get; } = [.. Fields.Keys];

    public static IReadOnlyCollection<string> ListNames { get; } = [.. Lists.Keys];

    internal static IReadOnlyDictionary<string, object> Of(BriefInput input)
    {
        var outcomes = BriefOutcomes.Of(input);
        var value = BriefValue.Of(input);
        var growth = BriefGrowth.Of(input, outcomes, value);
        return new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["health"] = Field(Health(input.Now.Health) + (SetBand.Of(input.Now) is { } set ? $" ({SaidWords.Set(set, input.Team)})" : "")),
            ["today"] = Field(ReadableValue.Date(input.Now.AsOf)),
            ["no_value"] = Field(value.WhyNot),
            ["no_growth"] = Field(growth.WhyNot),
            ["outcomes"] = Lines(outcomes.Reached),
            ["goals"] = Lines(outcomes.Goals),
            ["said"] = Lines(outcomes.Said),
            ["value"] = Lines(value.Lines),
            ["wins"] = Lines(value.Wins),
            ["risks"] = Lines(BriefRisks.Of(input)),
            ["priorities"] = Lines(BriefPriorities.Of(input)),
            ["growth"] = Lines(growth.Lines),
        };
    }

    private static string Health(HealthResult health) => health is { Score: { } score, Band: { } band }
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{score} of 100, {CardWords.Band(band)}")
        : $"no score, {health.Reason}";

    private static FieldText Field(string text) => new(text, text.Length > 0);

    private static IReadOnlyCollection<FieldText> Lines(IEnumerable<string> lines) => [.. lines.Select(Field)];
}

using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Asked;

/// <summary>The one thing to do next about an account: that of its most pressing alert, else what a good team does in its band.</summary>
public static class NextSteps
{
    /// <param name="alerts">All alerts of the account.</param>
    /// <param name="owner">E-mail address; null without one.</param>
    public static NextStep Of(IReadOnlyList<StoredAlert> alerts, Band? band, string? owner, TeamDirectory team)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        ArgumentNullException.ThrowIfNull(team);
        string name = owner is null ? "" : PlainText.Clean(team.Of(owner).Name);
        return ByUrgency(alerts).FirstOrDefault() is { } first
            ? Of(first, name, team)
            : new NextStep(Standing(band), name, "");
    }

    /// <summary>Live alerts that ask something of a person, the most pressing first; of equals the one due first.</summary>
    public static IEnumerable<StoredAlert> ByUrgency(IEnumerable<StoredAlert> alerts) => alerts
        .Where(stored => stored.Alert.IsLive && stored.Alert.Kind != TriggerKind.Data)
        .OrderByDescending(stored => stored.Alert.Severity).ThenBy(stored => stored.Text.DueOn).ThenBy(stored => stored.Alert.Key.Trigger, StringComparer.Ordinal);

    public static NextStep Of(StoredAlert alert, string owner, TeamDirectory team)
    {
        ArgumentNullException.ThrowIfNull(alert);
        ArgumentNullException.ThrowIfNull(team);
        string who = (alert.Alert.Status.Assignee ?? alert.Alert.Status.AcknowledgedBy) is { } taker ? PlainText.Clean(team.Of(taker).Name) : owner;
        return new NextStep(alert.Text.NextStep, who, $"{NextStep.Due}{ReadableValue.NearDate(alert.Text.DueOn)}");
    }

    private static string Standing(Band? band) => band switch
    {
        Band.Critical => "Bring our sponsor in, and agree a save plan with dates",
        Band.AtRisk => "Find the root cause with them within two weeks, and agree the first milestone",
        Band.Healthy => "Nothing presses: review outcomes with them, and ask where else it would help",
        _ => "Connect what is missing, so that there is a score",
    };
}

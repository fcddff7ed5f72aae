using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Delivery;

/// <summary>A cause that a card shows.</summary>
internal sealed record ShownCause(int Number, StoredAlert Stored)
{
    public Alert Alert => Stored.Alert;

    public CauseWords Words => Stored.Text;
}

/// <summary>What can be done with a card, or with a row of a list.</summary>
public static class CardButtons
{
    /// <param name="live">The card's causes that are not over.</param>
    internal static IReadOnlyList<Button> ForCard(Card card, AccountSnapshot account, IReadOnlyList<ShownCause> live, CardFrame frame)
    {
        string value = new CardHandle(card.Key, card.Revision).ToString();
        (int, string)[] causes = [.. live.Select(cause => (cause.Number, cause.Words.Title))];
        var people = People(live.Select(cause => cause.Alert), frame.Team);
        var buttons = new List<Button>();
        if (IsPool(card, account, live))
            buttons.Add(new Button(Actions.Claim, "Claim", value, ButtonStyle.Primary));
        else if (CardState.Of(live.Select(cause => cause.Alert.State)) != AlertState.Acknowledged)
            buttons.Add(new Button(Actions.Acknowledge, "Acknowledge", value, ButtonStyle.Primary));
        buttons.Add(new Button(Actions.Snooze, "Snooze", value, Dialog: CardDialogs.Snooze(causes, account.DaysToDecision > Snooze.RenewalNearDays)));
        buttons.Add(new Button(Actions.Why, "Why?", value));
        buttons.Add(new Button(Actions.Done, "Done", value, Dialog: CardDialogs.Done(causes)));
        InputOption[] steps = [.. live.SelectMany(Steps)];
        if (steps.Length > 0)
            buttons.Add(new Button(Actions.TickStep, "Tick off...", value, Dialog: CardDialogs.TickStep(steps)));
        buttons.AddRange(ChampionQuestion.Buttons(card, account));
        buttons.Add(new Button(Actions.HandTo, "Hand to...", value, Dialog: CardDialogs.HandTo(causes, people), More: true));
        if (live.Any(cause => cause.Words.Say is { Length: > 0 }))
            buttons.Add(new Button(Actions.Draft, "Draft to the customer", value, More: true));
        (int, string)[] startable = [.. live.Where(cause => cause.Alert.Status.Playbook is null).Select(cause => (cause.Number, cause.Words.Title))];
        if (startable.Length > 0)
        {
            // One cause needs no question.
            var dialog = startable.Length > 1 ? CardDialogs.StartPlaybook(startable) : null;
            buttons.Add(new Button(Actions.StartPlaybook, "Start playbook", value, Dialog: dialog, More: true));
        }

        buttons.Add(new Button(Actions.NotRight, "Not right...", value, Dialog: CardDialogs.NotRight(causes, people), More: true));
        // Invented customers are in nobody's CRM.
        if (!account.Demo && frame.Links.InCrm(account.AccountId) is { } link)
            buttons.Add(new Button(Actions.OpenInCrm, "Open in CRM", value, More: true) { Url = link });
        buttons.AddRange(SponsorBlocks.Buttons(card, account, live, frame, value));
        return buttons;
    }

    /// <summary>For a row that stands on no card, such as one of a digest: the same acts on that one alert.</summary>
    public static IReadOnlyList<Button> ForRow(StoredAlert stored, AccountSnapshot account, TeamDirectory team)
    {
        string value = AlertHandle.Of(stored.Alert).ToString();
        var people = People([stored.Alert], team);
        var buttons = new List<Button>();
        if (stored.Alert.State != AlertState.Acknowledged)
            buttons.Add(new Button(Actions.Acknowledge, "Acknowledge", value));
        buttons.Add(new Button(Actions.Snooze, "Snooze", value, Dialog: CardDialogs.Snooze([], account.DaysToDecision > Snooze.RenewalNearDays)));
        buttons.Add(new Button(Actions.Why, "Why?", value));
        buttons.Add(new Button(Actions.Done, "Done", value, Dialog: CardDialogs.Done([])));
        buttons.Add(new Button(Actions.HandTo, "Hand to...", value, Dialog: CardDialogs.HandTo([], people), More: true));
        buttons.Add(new Button(Actions.NotRight, "Not right...", value, Dialog: CardDialogs.NotRight([], people), More: true));
        return buttons;
    }

    /// <summary>A card in a channel about a customer without a CSM, which nobody has taken yet.</summary>
    private static bool IsPool(Card card, AccountSnapshot account, IReadOnlyList<ShownCause> live) =>
        account.OwnerEmail is null && card.Kind != TriggerKind.Data && !card.For.Contains('@', StringComparison.Ordinal)
        && live.Any(cause => cause.Alert.Status is { Assignee: null, AcknowledgedBy: null });

    internal static IEnumerable<InputOption> Steps(ShownCause cause) => (cause.Alert.Status.Playbook?.Steps ?? []).Select((step, index) => new InputOption(
        string.Create(CultureInfo.InvariantCulture, $"{cause.Number}.{index}.{(step.DoneBy is null ? 1 : 0)}"),
        step.DoneBy is null ? step.Text : $"Not done after all{CardWords.Separator}{step.Text}"));

    /// <summary>Everybody but who has all of it already; nobody where the list would be too long to choose from.</summary>
    internal static IReadOnlyList<Teammate> People(IEnumerable<Alert> alerts, TeamDirectory team)
    {
        if (team.All.Count > CardDialogs.MostChoices + 1)
            return [];
        string?[] holders = [.. alerts.Select(alert => alert.Status.Assignee ?? alert.Status.Owner).Distinct(StringComparer.OrdinalIgnoreCase)];
        return [.. team.InOrderOfName.Where(mate => holders is not [{ } holder] || !mate.Email.Equals(holder, StringComparison.OrdinalIgnoreCase))];
    }
}

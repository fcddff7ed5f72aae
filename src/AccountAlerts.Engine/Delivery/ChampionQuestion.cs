using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Delivery;

/// <summary>"Is Ines Ortega your champion?", asked of the CSM where nobody named one, until somebody answers.</summary>
internal static class ChampionQuestion
{
    /// <returns>Null where there is nothing to ask, or not here.</returns>
    public static Paragraph? Of(Card card, AccountSnapshot account) => Asked(card, account) is { } guessed
        ? new Paragraph([new Span($"Is {guessed.Name} your champion?", SpanStyle.Strong), new Span(" Nobody is named; they use it most.")])
        : null;

    public static IEnumerable<Button> Buttons(Card card, AccountSnapshot account)
    {
        if (Asked(card, account) is not { } guessed)
            yield break;
        yield return new Button(Actions.Command, $"Yes, {guessed.Name}", $"champion {account.AccountId}: {guessed.PersonId}");
        yield return new Button(Actions.NameChampion, "Someone else", account.AccountId, Dialog: CardDialogs.Champion(guessed.Others));
    }

    /// <summary>What the form says, as somebody would type it; without a form, or with an empty one, the likely ones are asked for.</summary>
    public static string Typed(Click click)
    {
        string who = new[] { CardDialogs.Named, CardDialogs.Person }.Select(input => click.Inputs.GetValueOrDefault(input)?.Trim() ?? "").FirstOrDefault(said => said.Length > 0) ?? "";
        return who.Length > 0 ? $"champion {click.Value}: {who}" : $"champion {click.Value}";
    }

    /// <summary>Whoever has the account knows its people; a channel or an executive would have to guess.</summary>
    private static GuessedChampion? Asked(Card card, AccountSnapshot account) =>
        card.Kind is TriggerKind.Risk or TriggerKind.Onboarding && account.OwnerEmail is { } owner && card.For.Equals(owner, StringComparison.OrdinalIgnoreCase)
            ? account.Guessed
            : null;
}

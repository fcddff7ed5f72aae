using AccountAlerts.Engine.Conversations;

namespace AccountAlerts.Engine.Evaluation;

/// <summary>Shows the card of an alert before anything of it happens. Nothing is stored and nothing is told.</summary>
public interface ICardPreviews
{
    /// <param name="trigger">Name of an alert file, without its ending.</param>
    /// <param name="account">An account_id, or a name as people type it; null for the first account of which the alert holds, else the first of all.</param>
    Task<CardPreview> OfAsync(string trigger, string? account, DateOnly asOf, CancellationToken cancellation);
}

public abstract record CardPreview
{
    /// <param name="Holds">False where the card is what it would look like if the alert held now.</param>
    public sealed record Shown(string AccountId, string Name, string Trigger, bool Holds, Message Message) : CardPreview;

    /// <summary>Nothing to show: the alert file or the account is not known.</summary>
    public sealed record Refused(RouteReport Why) : CardPreview;
}

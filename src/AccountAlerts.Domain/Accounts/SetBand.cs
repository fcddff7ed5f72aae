using AccountAlerts.Domain.Health;

namespace AccountAlerts.Domain.Accounts;

/// <summary>The band that one of us set for an account. It stands beside the score's own, wherever that is told, and changes no count of it.</summary>
/// <param name="Author">The teammate's e-mail address.</param>
/// <param name="Until">The first day on which it holds no more.</param>
/// <param name="Why">As said; null where an older word gave none.</param>
public sealed record SetBand(Band Band, string Author, DateOnly Until, string? Why)
{
    /// <returns>Null where nobody set one that still holds.</returns>
    public static SetBand? Of(AccountView view) => Of(TeamOpinion.Of(view));

    /// <returns>Null where the opinion sets none.</returns>
    public static SetBand? Of(TeamOpinion? opinion) =>
        opinion?.Override is { Until: { } until } said && TeamOpinion.BandOf(said) is { } band ? new SetBand(band, said.Author, until, said.Note) : null;

    public bool HoldsOn(DateOnly day) => day < Until;
}

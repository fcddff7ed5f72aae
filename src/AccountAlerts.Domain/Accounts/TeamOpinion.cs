using AccountAlerts.Domain.Health;

namespace AccountAlerts.Domain.Accounts;

/// <summary>What we ourselves think of an account as of a day. It stands beside the score and never changes it.</summary>
/// <param name="Sentiment">The latest sentiment; null where there is none of <see cref="SentimentDays"/>.</param>
/// <param name="Override">The band that somebody set and that still holds; null without one.</param>
/// <param name="Ended">The latest override, for <see cref="EndedDays"/> after its end; null otherwise.</param>
public sealed record TeamOpinion(SaidFact? Sentiment, SaidFact? Override, SaidFact? Ended)
{
    /// <summary>An opinion ages like an answer to a survey.</summary>
    public const int SentimentDays = 180;

    /// <summary>That an override has ended is said for so long.</summary>
    public const int EndedDays = 14;

    /// <returns>Null where nobody said anything that is still to be told.</returns>
    public static TeamOpinion? Of(AccountView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Facts.Said.Count == 0)
            return null;
        var sentiment = SentimentOf(view);
        var set = Last(view, SaidKinds.Override) is { Until: { } } said && BandOf(said) is not null ? said : null;
        bool holds = set?.Until > view.AsOf;
        var ended = !holds && set?.Until > view.AsOf.AddDays(-EndedDays) ? set : null;
        return sentiment is null && !holds && ended is null ? null : new TeamOpinion(sentiment, holds ? set : null, ended);
    }

    public static SaidFact? SentimentOf(AccountView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Last(view, SaidKinds.Sentiment) is { Value: "green" or "yellow" or "red" } said && said.Day > view.AsOf.AddDays(-SentimentDays) ? said : null;
    }

    /// <summary>The band that an override sets; null for one that ends it.</summary>
    public static Band? BandOf(SaidFact said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return said.Value is { } word && Enum.GetValues<Band>().Where(band => Bands.Word(band) == word).ToArray() is [var known] ? known : null;
    }

    private static SaidFact? Last(AccountView view, string kind)
    {
        SaidFact? last = null;
        foreach (var said in view.Facts.Said)
        {
            if (said.Kind == kind && said.Day <= view.AsOf)
                last = said;
        }

        return last;
    }
}

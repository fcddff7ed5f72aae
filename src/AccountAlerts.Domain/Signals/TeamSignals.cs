using AccountAlerts.Domain.Accounts;

namespace AccountAlerts.Domain.Signals;

/// <summary>What our own people think of an account. It is an input of no shipped score: it stands beside it.</summary>
internal static class TeamSignals
{
    private const string Missing = "nobody said so in 180 days, or took it back";
    private const string Nobody = "nobody said how they see it";

    public static IEnumerable<Signal> All { get; } =
    [
        Define.Account("team.sentiment", "how we see it", Unit.Word, "How one of us sees the customer: green, yellow or red, as said last with `sentiment`; the value carries why.",
            "180 days", Missing, view => TeamOpinion.SentimentOf(view) is { Value: { } colour } said ? SignalValue.Of(colour, said.Note) : SignalValue.Missing(Nobody)),
        Define.Account("team.sentiment_days", "days since we said how we see it", Unit.Days, "Days since somebody of ours last said how they see the customer.",
            "180 days", Missing, view => TeamOpinion.SentimentOf(view) is { } said ? SignalValue.Of(view.AsOf.DayNumber - said.Day.DayNumber) : SignalValue.Missing(Nobody)),
    ];
}

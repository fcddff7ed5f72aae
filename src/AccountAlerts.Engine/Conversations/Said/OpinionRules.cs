using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>How one of us sees an account: the sentiment beside the score, and the band that somebody sets for a while.</summary>
internal static class OpinionRules
{
    /// <summary>How long a band holds that was set without an end.</summary>
    private const int OverrideDays = 30;

    /// <summary>Beyond it the score itself should be mended.</summary>
    private const int MostOverrideDays = 90;

    public static SaidOutcome Of(SaidCommand.Sentiment said, SaidScene scene)
    {
        if (said.Colour is null || (said.Reason is null && said.Colour != SaidKinds.Off))
            return SaidOutcome.Ask($"Please say how you see it, and why: sentiment {scene.Account.AccountId} yellow: their project has stalled.");
        string answer = said.Colour == SaidKinds.Off
            ? $"Nobody's view stands beside the score of {scene.Name} any more."
            : $"{scene.Name}: you see it {said.Colour}. It stands beside the score for {TeamOpinion.SentimentDays} days and does not change it.";
        return new SaidOutcome.Keep(new Saying(SaidKinds.Sentiment) { Value = said.Colour, Note = said.Reason }, answer);
    }

    public static SaidOutcome Of(SaidCommand.Override said, SaidScene scene)
    {
        if (said.Band == SaidKinds.Off)
            return new SaidOutcome.Keep(new Saying(SaidKinds.Override) { Value = SaidKinds.Off, Note = said.Reason }, $"{scene.Name} is shown by its score again.");
        if (said.Band is null || said.Reason is null)
            return SaidOutcome.Ask($"Please say which band, until when and why: override {scene.Account.AccountId} at risk until 8 june: the merger is not over.");
        var until = said.Until is null ? scene.LocalToday.PlusDays(OverrideDays) : DayWords.Read(said.Until, scene.LocalToday);
        if (until is not { } day || day <= scene.LocalToday || day > scene.LocalToday.PlusDays(MostOverrideDays))
            return SaidOutcome.Ask($"Please say until when, within {MostOverrideDays} days: {DayWords.Allowed}.");
        var band = Enum.GetValues<Band>().First(known => Bands.Word(known) == said.Band);
        return new SaidOutcome.Keep(
            new Saying(SaidKinds.Override) { Value = said.Band, Until = day.ToDateOnly(), Note = said.Reason },
            $"{scene.Name} is shown as {CardWords.Band(band)} until {ReadableValue.NearDate(day.ToDateOnly())}, as your word beside the score. Alerts go on by the score.");
    }
}

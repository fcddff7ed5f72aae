using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;
using NodaTime;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>Nothing interrupts anybody about an account for a while, because somebody said so.</summary>
internal static class QuietRules
{
    public const int MostDays = 90;

    public static SaidOutcome Of(SaidCommand.Quiet said, SaidScene scene)
    {
        if (said.Until == SaidKinds.Off)
        {
            return new SaidOutcome.Keep(
                new Saying(SaidKinds.Quiet) { Value = SaidKinds.Off, Note = said.Reason, With = [AccountMutes.Value(scene.Account.Id, null)] }, $"{scene.Name} is heard of again.");
        }

        var until = said.Until is { } typed ? DayWords.Read(typed, scene.LocalToday) : null;
        if (until is not { } day || day <= scene.LocalToday || day > scene.LocalToday.PlusDays(MostDays))
            return SaidOutcome.Ask($"Please say until when, within {MostDays} days: {DayWords.Allowed}.");
        return new SaidOutcome.Keep(
            new Saying(SaidKinds.Quiet) { Until = day.ToDateOnly(), Note = said.Reason, With = [AccountMutes.Value(scene.Account.Id, scene.Begin(day))] },
            $"Nothing interrupts anybody about {scene.Name} until {ReadableValue.NearDate(day.ToDateOnly())}; the digest counts what waits. To end it earlier, type: quiet {scene.Account.AccountId} off.");
    }

    /// <summary>Once something is taken back, what was said before it holds again.</summary>
    public static IReadOnlyList<ProductValue> After(SaidFact takenBack, SaidScene scene)
    {
        if (takenBack.Kind != SaidKinds.Quiet)
            return [];
        var before = scene.Facts.Said.LastOrDefault(said => said.Kind == SaidKinds.Quiet && said.SaidId != takenBack.SaidId);
        DateTimeOffset? until = before is { Until: { } day } ? scene.Begin(LocalDate.FromDateOnly(day)) : null;
        return [AccountMutes.Value(scene.Account.Id, until > scene.Now ? until : null)];
    }

    /// <summary>A line of the list of what is kept quiet.</summary>
    public static MessageRow Row(AccountFacts facts, DateTimeOffset until, string reader, TeamDirectory team)
    {
        var said = facts.Said.LastOrDefault(known => known.Kind == SaidKinds.Quiet && known.Until is not null);
        string who = said is null ? "" : $", says {PlainText.Clean(team.Of(said.Author).Name)}";
        string why = said?.Note is { Length: > 0 } note ? CardWords.Separator + PlainText.Clean(note, 200) : "";
        return new MessageRow(
            [new Span(PlainText.Clean(facts.Profile.Name), SpanStyle.Strong)], $"Quiet until {CardWords.Day(until, team.ZoneOf(reader))}{who}{why}",
            [new Button(Actions.Command, "Tell of it again", $"quiet {facts.Profile.AccountId} off")]);
    }
}

using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Homes;
using AccountAlerts.Engine.Routing;
using NodaTime;

namespace AccountAlerts.Engine.Conversations;

/// <summary>What a digest would say now; null where no digest is set up.</summary>
public delegate Task<Message>? DigestPreview(string teammate, CancellationToken cancellation);

/// <summary>What somebody types instead of pressing a button, and what they say of themselves.</summary>
public sealed class TypedActs(IProductValues values, DigestPreview digest, TimeProvider clock, InboxLinks? links = null, HomePage? home = null)
{
    /// <summary>Nobody is away for longer; beyond it is a slip of the finger.</summary>
    private const int MostDaysAway = 366;

    internal async Task<Answer> AnswerAsync(Command command, CommandLine line, TeamDirectory team, CancellationToken cancellation)
    {
        var mate = team.Of(line.Teammate);
        switch (command)
        {
            case Command.Digest:
                return new Answer(digest(mate.Email, cancellation) is { } preview
                    ? await preview
                    : DeskAnswers.Say("There is no digest here yet."));
            case Command.Home:
                return new Answer(home is null ? DeskAnswers.Say("There is no page here yet.") : await home.ComposeAsync(mate.Email, cancellation));
            case Command.Back:
                await StoreAsync(Absences.Return(mate, team.PreferencesOf(mate.Email).PlatformAwayUntil), cancellation);
                return new Answer(DeskAnswers.Say("Welcome back. What comes from now on is yours again."));
            case Command.Open:
                return new Answer(await OpenAsync(mate, cancellation));
            case Command.Away away:
                return new Answer(await LeaveAsync(away, mate, team, cancellation));
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "A command without a rule.");
        }
    }

    private async Task<Message> OpenAsync(Teammate mate, CancellationToken cancellation)
    {
        if (links is null || await links.MakeAsync(mate.Email, cancellation) is not { } link)
            return DeskAnswers.Say("Nobody has said yet under which address the inbox is reached. Ask operations to set PublicUrl.");
        return new Message
        {
            Text = "A link into the inbox",
            Blocks = [new Paragraph([new Span($"Open the inbox as {mate.Name}", SpanStyle.Strong, link)]), new Footnote("It works once, for ten minutes. Keep it to yourself.")],
        };
    }

    private async Task<Message> LeaveAsync(Command.Away away, Teammate mate, TeamDirectory team, CancellationToken cancellation)
    {
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(team.ZoneOf(mate.Email)).Date;
        if (DayWords.Read(away.Until, today) is not { } day || day <= today || day > today.PlusDays(MostDaysAway))
            return DeskAnswers.Say($"Please say until when, within a year: {DayWords.Allowed}.");
        var cover = away.Cover is { } name ? team.Find(name) : null;
        if (away.Cover is not null && (cover is null || cover.Email.Equals(mate.Email, StringComparison.OrdinalIgnoreCase)))
            return DeskAnswers.Say("Please name one colleague, by name or address, whom the team file knows.");

        await StoreAsync(Absences.Leave(mate.Email, day.ToDateOnly(), cover?.Email), cancellation);
        string who = (cover?.Email ?? mate.BackupEmail) is { } covers ? $"{team.Of(covers).Name} covers" : mate.ManagerEmail is { } manager
            ? $"{team.Of(manager).Name} covers" : "nobody is named to cover";
        return DeskAnswers.Say($"Away until {Templating.ReadableValue.NearDate(day.ToDateOnly())}, {who}. Type \"back\" when you are back earlier.");
    }

    private Task StoreAsync(ProductValue value, CancellationToken cancellation) => values.SetAsync(value.Scope, value.Key, value.Value, cancellation);

    /// <summary>The account that a command names, and the same command with another name for it.</summary>
    internal static (string Typed, Func<string, string> Again) Account(Command command) => command switch
    {
        Command.Why why => (why.Account, id => why.SinceDays == CommandParser.DefaultSinceDays
            ? $"why {id}" : string.Create(CultureInfo.InvariantCulture, $"why {id} since {why.SinceDays}d")),
        SaidCommand said => (said.Account, said.Again),
        Command.Summary summary => (summary.Account, id => id),
        Command.History history => (history.Account, id => $"history {id}"),
        Command.Acknowledge ack => (ack.Account, id => $"ack {id}"),
        Command.Done done => (done.Account, id => done.What is { } what ? $"done {id}: {what}" : $"done {id}"),
        Command.HandTo hand => (hand.Account, id => $"hand {id} to {hand.Person}" + (hand.Note is { } note ? $": {note}" : "")),
        Command.TellSponsor tell => (tell.Account, id => $"tell sponsor {id}"),
        Command.Snooze snooze => (snooze.Account, id => $"snooze {id}" + (snooze.Until is { } until ? $" until {until}" : "")
            + (snooze.IfWorse ? " unless worse" : "") + (snooze.Reason is { } why ? $": {why}" : "")),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "A command that names no account."),
    };

    /// <summary>The button that does the same; or what is missing.</summary>
    internal static (Click? Click, string Problem) AsClick(Command command, CommandLine line, TeamDirectory team, DateTimeOffset now)
    {
        switch (command)
        {
            case Command.Acknowledge:
                return (Press(Actions.Acknowledge), "");
            case Command.TellSponsor:
                return (Press(Actions.AskSponsor), "");
            case Command.Done { What: { } what }:
                return (Press(Actions.Done, (CardDialogs.What, what)), "");
            case Command.Done:
                return (null, "Please say what was done: done acme: called them.");
            case Command.HandTo hand:
                return (Press(Actions.HandTo, (CardDialogs.Person, hand.Person), (CardDialogs.Note, hand.Note ?? "")), "");
            case Command.Snooze { Until: null, IfWorse: false }:
                return (null, $"Please say until when: {DayWords.Allowed}; or: unless worse.");
            case Command.Snooze snooze:
                var today = Instant.FromDateTimeOffset(now).InZone(team.ZoneOf(line.Teammate)).Date;
                var day = snooze.Until is { } until ? DayWords.Read(until, today) : null;
                if (snooze.Until is not null && day is null)
                    return (null, $"Please say until when: {DayWords.Allowed}.");
                return (Press(
                    Actions.Snooze, (CardDialogs.Until, day is null ? CardDialogs.UntilWoken : CardDialogs.OnDate),
                    (CardDialogs.Date, day?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? ""),
                    (CardDialogs.Wake, snooze.IfWorse ? CardDialogs.WakeWorse : CardDialogs.WakeNever), (CardDialogs.Reason, snooze.Reason ?? "")), "");
            default:
                return (null, "That is not understood. Type help.");
        }

        Click Press(string action, params (string Name, string Value)[] inputs) => new(
            "", line.Actor, line.Teammate, line.Conversation, action, "", inputs.ToDictionary(input => input.Name, input => input.Value));
    }
}

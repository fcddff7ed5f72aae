using System.Globalization;
using AccountAlerts.Domain.Fleet;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Evaluation.Notices;
using AccountAlerts.Engine.Routing;
using NodaTime;

namespace AccountAlerts.Engine.Evaluation.Guard;

/// <summary>Writes down what people say of a hold. The next evaluation acts on it, and is asked for at once.</summary>
public sealed class GuardDesk(
    IProductValues values, NoticeBoard board, IFactReader facts, TimeProvider clock, IEvaluationRequests? requests = null) : INoticeDesk
{
    /// <summary>A cause that lasts longer is no cause of a wave.</summary>
    private const int MostDays = 90;

    public async Task<Answer> ClickAsync(Click click, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(click);
        if (NoticeHandle.Parse(click.Value) is not { } handle || await board.FindAsync(handle, cancellation) is not { } notice
            || GuardNotices.HoldOf(notice) is not { } hold)
            return Say("Already over.");

        var now = clock.GetUtcNow();
        string by = click.Teammate.ToLowerInvariant();
        var said = handle.Choice switch
        {
            GuardNotices.Release => new GuardSaid(GuardAct.Release, null, by, now),
            GuardNotices.Keep => new GuardSaid(GuardAct.KeepHolding, null, by, now),
            GuardNotices.Known when await UntilAsync(click, now, cancellation) is { } until => new GuardSaid(GuardAct.KnownCause, until, by, now),
            _ => null,
        };
        if (said is null)
            return Say($"Please give the day on which it is over (yyyy-mm-dd), within {MostDays} days.");
        await GuardBook.SayAsync(values, hold, said, cancellation);
        requests?.Want();
        return Say(said.Act switch
        {
            GuardAct.Release => "People are told in a moment, as rows of their next list.",
            GuardAct.KeepHolding => "It stays held until the data is back, or somebody says that it is true.",
            _ => "It stays held until then.",
        });
    }

    public Dialog? FormOf(string value) => NoticeHandle.Parse(value) is { } handle ? GuardNotices.FormOf(handle.Choice) : null;

    /// <summary>The day begins where the clicker lives.</summary>
    private async Task<DateTimeOffset?> UntilAsync(Click click, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!click.Inputs.TryGetValue(GuardNotices.Until, out string? text)
            || !DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;
        await using var session = await facts.OpenAsync(cancellation);
        var zone = (await session.DirectoryAsync(cancellation)).ZoneOf(click.Teammate);
        var until = zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToDateTimeOffset().ToUniversalTime();
        return until > now && until <= now.AddDays(MostDays) ? until : null;
    }

    private static Answer Say(string text) => new(new Message { Text = text, Blocks = [new Paragraph([new Span(text)])] });
}

using AccountAlerts.Domain.Money;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Reads what a review is put together from; a manager sees their own team, a channel no teammate's figures and nothing confidential.</summary>
public sealed class ReviewLoader(
    AccountBook book, IAlertReader reader, IAlertTrail trail, AlertCatalogue catalogue, WorkCalendars calendars, DigestOptions options, MoneyRates rates,
    AlertingMode mode)
{
    private const int Week = 7;
    private const int Month = 28;

    /// <summary>A page this much older or younger than a week still tells last week.</summary>
    private const int Tolerance = 3;

    private const int MostListed = 2000;

    public async Task<ReviewInput> LoadAsync(string to, TeamDirectory team, BookHead head, DateTimeOffset now, CancellationToken cancellation)
    {
        bool channel = to.StartsWith('#');
        Teammate[] people = channel ? [] : [.. PeopleOf(to, team)];
        var owners = people.Select(mate => mate.Email.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var all = Of(await book.PagesAsync(head.Day, cancellation));
        var current = all.Where(account => !account.Line.Churned).ToList();
        DateOnly? beforeDay = (await book.DaysAsync(cancellation))
            .Where(day => Math.Abs(head.Day.DayNumber - day.DayNumber - Week) <= Tolerance)
            .OrderBy(day => Math.Abs(head.Day.DayNumber - day.DayNumber - Week)).Select(day => (DateOnly?)day).FirstOrDefault();
        var accounts = current.Select(line => line.Line.Id).ToHashSet();
        var before = beforeDay is { } past
            ? (await book.PagesAsync(past, cancellation)).Values.SelectMany(lines => lines).Where(line => accounts.Contains(line.Id)).ToList()
            : null;
        var live = (await reader.LiveAsync(MostListed, cancellation))
            .Where(listed => accounts.Contains(listed.Account.Id) && IsSpokenOf(listed.Stored.Alert.Key.Trigger)).ToList();
        var month = (await trail.SinceAsync(now.AddDays(-Month), cancellation))
            .Where(happened => accounts.Contains(happened.Key.AccountId) && IsSpokenOf(happened.Key.Trigger)).ToList();
        return new ReviewInput(
            to, head.Day, beforeDay, now, team, people, current, before, live, [.. month.Where(happened => happened.At >= now.AddDays(-Week))], month, calendars,
            options.MostRows, mode.Demo)
        {
            Year = [.. all.Select(account => account.Line).Where(line => line.WasCustomer).Select(line => new RevenueCourse(line.ArrBefore, line.Arr, line.Currency, line.Churned))],
            Rates = rates,
        };

        List<(string? Owner, BookLine Line)> Of(IReadOnlyDictionary<string, IReadOnlyList<BookLine>> pages) =>
        [
            .. pages.Where(page => channel || owners.Contains(page.Key))
                .SelectMany(page => page.Value.Select(line => (Owner: page.Key == AccountBook.NoOwner ? null : page.Key, line)))
                .Where(account => !(channel && account.line.Confidential)),
        ];
    }

    /// <summary>A manager's team: who reports to them, and they themselves.</summary>
    internal static IEnumerable<Teammate> PeopleOf(string manager, TeamDirectory team) => team.All
        .Where(mate => manager.Equals(mate.ManagerEmail, StringComparison.OrdinalIgnoreCase) || manager.Equals(mate.Email, StringComparison.OrdinalIgnoreCase))
        .OrderBy(mate => mate.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is only watched is nobody's work yet.</summary>
    private bool IsSpokenOf(string trigger) => (catalogue.Current.Find(trigger)?.Trigger.Mode ?? TriggerMode.Live) == TriggerMode.Live;
}

using AccountAlerts.Domain.Triggers;
using NodaTime;

namespace AccountAlerts.Engine.Routing;

/// <summary>
/// What each teammate's budget has left, counted from what they were told: one message is one interruption, however many causes it
/// has. Spend in order of importance.
/// </summary>
public sealed class BudgetLedger(BudgetOptions options, Func<string, WorkCalendar> calendarOf, DateTimeOffset now)
{
    /// <summary>Tellings older than this cannot matter: seven local days, wherever they begin.</summary>
    public static TimeSpan Memory { get; } = TimeSpan.FromDays(8);

    private const int Week = 7;

    private readonly Dictionary<string, Spending> _spent = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts what was told before.</summary>
    public void Count(IEnumerable<Telling> tellings)
    {
        foreach (var message in tellings.Where(Interrupted).GroupBy(telling => (telling.Reader, telling.ToldIn)))
        {
            var calendar = calendarOf(message.Key.Reader);
            int daysAgo = Period.DaysBetween(calendar.DayOf(message.Min(telling => telling.ToldAt!.Value)), calendar.DayOf(now));
            if (daysAgo < Week)
                Of(message.Key.Reader).Add(message.Max(telling => telling.Severity), today: daysAgo <= 0);
        }
    }

    /// <summary>Whether the reader may be interrupted once more. What belongs to a message that was granted already is free.</summary>
    public bool TrySpend(string reader, int account, TriggerKind kind, Severity severity)
    {
        if (!options.Enabled || Roles.IsChannel(reader))
            return true;
        var spending = Of(reader);
        if (spending.Granted.Contains((account, kind)))
            return true;
        bool left = severity == Severity.Critical
            ? spending.CriticalToday < options.CriticalPerDay
            : spending.Today < options.PerDay && spending.ThisWeek < options.PerWeek;
        if (!left)
            return false;
        spending.Granted.Add((account, kind));
        spending.Add(severity, today: true);
        return true;
    }

    /// <summary>Whether the reader got another message today already.</summary>
    public bool HadAnother(string reader, int account, TriggerKind kind)
    {
        var spending = Of(reader);
        return !spending.Granted.Contains((account, kind)) && spending.Today + spending.CriticalToday > 0;
    }

    private static bool Interrupted(Telling telling) =>
        telling is { Way: TellingWay.Card, Reason: TellingReasons.Urgent, ToldAt: not null, ToldIn: not null } && !Roles.IsChannel(telling.Reader);

    private Spending Of(string reader)
    {
        if (!_spent.TryGetValue(reader, out var spending))
            _spent[reader] = spending = new Spending();
        return spending;
    }

    private sealed class Spending
    {
        public int Today { get; private set; }

        public int ThisWeek { get; private set; }

        public int CriticalToday { get; private set; }

        public HashSet<(int Account, TriggerKind Kind)> Granted { get; } = [];

        public void Add(Severity severity, bool today)
        {
            if (severity == Severity.Critical)
            {
                CriticalToday += today ? 1 : 0;
                return;
            }

            Today += today ? 1 : 0;
            ThisWeek++;
        }
    }
}

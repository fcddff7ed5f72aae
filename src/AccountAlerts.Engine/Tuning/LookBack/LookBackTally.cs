using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Tuning.LookBack;

/// <summary>Counts what came up: sums alone, so that it stays small however many accounts there are, and any order gives the same.</summary>
internal sealed class LookBackTally(DateOnly from, DateOnly to)
{
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Load> _loads = new(StringComparer.Ordinal);
    private int _accounts;

    /// <summary>Takes in one account.</summary>
    /// <param name="known">Of each trigger, on how many days it could be told and on how many it could not.</param>
    public void Add(IReadOnlyList<LookBackNews> news, IReadOnlyDictionary<string, (int Days, int Unknown)> known)
    {
        _accounts++;
        foreach (var (trigger, days) in known)
        {
            var line = LineOf(trigger);
            line.Days += days.Days;
            line.UnknownDays += days.Unknown;
        }

        foreach (var trigger in news.GroupBy(item => item.Alert.Key.Trigger))
            LineOf(trigger.Key).Accounts++;
        foreach (var item in news)
        {
            var line = LineOf(item.Alert.Key.Trigger);
            line.CameUp++;
            line.Interrupting += item.Routes.Any(route => route.Way == RouteWay.Card) ? 1 : 0;
            foreach (var route in item.Routes.Where(route => route.Way != RouteWay.Off))
            {
                var told = line.Told.GetValueOrDefault(route.Reader!);
                line.Told[route.Reader!] = (told.Times + 1, told.Cards + (route.Way == RouteWay.Card ? 1 : 0));
                LoadOf(route.Reader!).Told++;
            }
        }

        var cards = news.SelectMany(item => item.Routes.Where(route => route.Way == RouteWay.Card).Select(route => (route.Reader, item.Day, item.Alert.Kind)));
        foreach (var (reader, day, _) in cards.Distinct())
        {
            var load = LoadOf(reader!);
            int week = (day.DayNumber - from.DayNumber) / 7;
            load.Weeks[week] = load.Weeks.GetValueOrDefault(week) + 1;
        }
    }

    public LookBackReport Report(IEnumerable<Trigger> triggers) => new(
        from, to, _accounts,
        [.. triggers.OrderBy(trigger => trigger.Name, StringComparer.Ordinal).Select(Of)],
        [
            .. _loads.OrderBy(load => load.Key, StringComparer.Ordinal).Select(load => new LookBackLoad(
                load.Key, load.Value.Told, load.Value.Weeks.Values.Sum(), load.Value.Weeks.Values.DefaultIfEmpty(0).Max())),
        ]);

    private LookBackAlert Of(Trigger trigger)
    {
        var line = LineOf(trigger.Name);
        var people = line.Told.Where(told => !Roles.IsChannel(told.Key)).OrderByDescending(told => told.Value.Times).ThenBy(told => told.Key, StringComparer.Ordinal).ToArray();
        return new LookBackAlert(
            trigger.Name, trigger.Mode, line.CameUp, line.Accounts, line.Interrupting, people.Sum(told => told.Value.Times),
            people is [var busiest, ..] ? new LookBackReader(busiest.Key, busiest.Value.Times, busiest.Value.Cards) : null,
            line.Days == 0 ? 0 : Math.Round((double)line.UnknownDays / line.Days, 9));
    }

    private Line LineOf(string trigger) => _lines.TryGetValue(trigger, out var line) ? line : _lines[trigger] = new Line();

    private Load LoadOf(string reader) => _loads.TryGetValue(reader, out var load) ? load : _loads[reader] = new Load();

    private sealed class Line
    {
        public long Days { get; set; }

        public long UnknownDays { get; set; }

        public int CameUp { get; set; }

        public int Accounts { get; set; }

        public int Interrupting { get; set; }

        public Dictionary<string, (int Times, int Cards)> Told { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Load
    {
        public int Told { get; set; }

        public Dictionary<int, int> Weeks { get; } = [];
    }
}

/// <summary>An alert that became news on a day, and who would have heard of it.</summary>
internal sealed record LookBackNews(Alert Alert, DateOnly Day, IReadOnlyList<Route> Routes);

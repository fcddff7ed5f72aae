namespace AccountAlerts.Domain.Triggers;

/// <summary>
/// How long a condition has to hold before it counts, and how long it counts afterwards, decided from its truth at the end of each day.
/// Nothing is remembered between evaluations, so a restart, downtime or a question about a past day gives the same answer.
/// </summary>
internal static class Persistence
{
    /// <summary>
    /// Unknown days are skipped, but not without end: a source counts as stale after 14 days, so a gap longer than this means that
    /// nobody knows any more.
    /// </summary>
    private const int UnknownDays = 30;

    /// <summary>Days before today that may be asked for; 0 where today alone decides.</summary>
    public static int LookBackDays(int forDays, int keepDays) =>
        forDays <= 1 && keepDays == 0 ? 0 : ((forDays - 1) * (keepDays + 1)) + keepDays + UnknownDays;

    /// <param name="forDays">True on this many known day-ends in a row, at least 1.</param>
    /// <param name="keepDays">Goes on for this many known day-ends on which it is false, from 0.</param>
    /// <param name="truth">By days back, 0 being today; null where the subject did not exist yet. Asked at most once per day.</param>
    public static TriggerState Decide(int forDays, int keepDays, Func<int, Truth?> truth)
    {
        var days = new KnownDays(truth, LookBackDays(forDays, keepDays));
        var today = days.Today;
        if (today == Truth.Unknown)
            return TriggerState.Unknown;
        for (int newest = 0, falseDays = 0; days.Reaches(newest); newest++)
        {
            if (!days[newest])
            {
                if (++falseDays > keepDays)
                    break;
            }
            else if (Held(days, newest, forDays))
            {
                return TriggerState.Firing;
            }
            else if (keepDays == 0)
            {
                break;
            }
        }

        return today == Truth.True ? TriggerState.Pending : TriggerState.Clear;
    }

    private static bool Held(KnownDays days, int newest, int forDays)
    {
        for (var i = newest; i < newest + forDays; i++)
        {
            if (!days.Reaches(i) || !days[i])
                return false;
        }

        return true;
    }

    /// <summary>The days whose truth is known, newest first, worked out as far back as somebody asks.</summary>
    private sealed class KnownDays
    {
        private readonly Func<int, Truth?> _truth;
        private readonly List<bool> _known = [];
        private int _next;
        private readonly int _lookBack;
        private bool _ended;

        public KnownDays(Func<int, Truth?> truth, int lookBack)
        {
            _lookBack = lookBack;
            _truth = truth;
            Today = truth(0) ?? Truth.Unknown;
            Add(Today);
        }

        public Truth Today { get; }

        public bool this[int index] => _known[index];

        public bool Reaches(int index)
        {
            while (!_ended && _known.Count <= index)
                Add(_truth(_next));
            return _known.Count > index;
        }

        private void Add(Truth? day)
        {
            _next++;
            if (day is null)
                _ended = true;
            else if (day != Truth.Unknown)
                _known.Add(day == Truth.True);
            _ended |= _next > _lookBack;
        }
    }
}

namespace AccountAlerts.Storage.Facts;

/// <summary>One account's rows of a usage import, month by month; persons by numbers of the import's own, from 1.</summary>
internal sealed class StagedUsage(string accountId)
{
    private readonly List<StagedMonth> _months = [];
    private List<string>? _persons;
    private Dictionary<string, int>? _numbers;
    private StagedMonth? _lastMonth;

    public string AccountId => accountId;

    public IReadOnlyList<StagedMonth> Months => _months;

    /// <summary>Ids of the persons; number 1 is the first.</summary>
    public IReadOnlyList<string> Persons => _persons ?? [];

    /// <param name="day">A day number.</param>
    public StagedMonth MonthOf(int day)
    {
        if (_lastMonth is { } last && (uint)(day - last.FirstDay) < (uint)last.Days)
            return last;
        int month = UsageMonth.Of(day, out int firstDay);
        int at = _months.FindIndex(candidate => candidate.Month >= month);
        if (at >= 0 && _months[at].Month == month)
            return _lastMonth = _months[at];
        var added = new StagedMonth(month, firstDay);
        _months.Insert(at < 0 ? _months.Count : at, added);
        return _lastMonth = added;
    }

    public int PersonOf(ReadOnlySpan<char> personId)
    {
        _numbers ??= new Dictionary<string, int>(StringComparer.Ordinal);
        if (_numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(personId, out int number))
            return number;
        string id = WellFormed.Of(personId);
        if (!_numbers.TryGetValue(id, out number))
        {
            (_persons ??= []).Add(id);
            number = _numbers[id] = _persons.Count;
        }

        return number;
    }
}

/// <param name="month">As <see cref="UsageMonth"/> counts them.</param>
/// <param name="firstDay">Day number of the 1st.</param>
internal sealed class StagedMonth(int month, int firstDay)
{
    public int Month => month;

    public int FirstDay => firstDay;

    public int Days { get; } = DateTime.DaysInMonth(month / 12, (month % 12) + 1);

    /// <summary>The rows as they came; after the packing, the packed block.</summary>
    public StagedBytes Rows { get; } = new();

    public void Pack(ReadOnlySpan<byte> block) => Rows.Replace(block);
}

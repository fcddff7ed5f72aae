using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// Takes usage rows at the speed of reading them: each goes, in four bytes or so, to the end of its account's month. At the commit
/// every month is sorted and packed, and only the packed months are merged within the transaction.
/// </summary>
internal sealed class UsageImport : FactImport
{
    private const byte HasPerson = 0x20;
    private const byte IsDouble = 0x40;
    private const byte DayMask = 0x1F;
    private const int MostRecordBytes = 1 + (3 * Varint.MostBytes);

    private readonly StagedAccounts<StagedUsage> _accounts = new(id => new StagedUsage(id));
    private readonly Dictionary<string, int> _metrics = new(StringComparer.Ordinal);
    private readonly List<string> _metricNames = [];
    private readonly Dictionary<int, uint> _daysOfMonth = [];
    private readonly StreamContract _contract = FactContract.Of(FactStream.Usage);
    private string? _lastMetricName;
    private int _lastMetric;
    private long _staged;
    private long _replaced;

    /// <param name="metrics">The store's metrics so far: rows that name them need no other number later.</param>
    public UsageImport(SqlDatabase database, FactStoreOptions options, ImportHeader header, IReadOnlyList<string> metrics)
        : base(database, options, header)
    {
        foreach (string name in metrics)
            NewMetric(name);
    }

    protected override void Stage(ReadOnlySpan<Cell> row)
    {
        Cell metric = row[_contract.IndexOf("metric")];
        StageUsage(
            row[_contract.IndexOf("account_id")].Text, row[_contract.IndexOf("person_id")].Text, (int)row[_contract.IndexOf("date")].Number,
            metric.Text, row[_contract.IndexOf("value")].Number);
    }

    protected override void StageUsage(
        ReadOnlySpan<char> accountId, ReadOnlySpan<char> personId, int day, ReadOnlySpan<char> metric, double value)
    {
        StagedUsage account = _accounts[accountId];
        StagedMonth month = account.MonthOf(Math.Clamp(day, 0, DateOnly.MaxValue.DayNumber));
        int metricId = metric.SequenceEqual(_lastMetricName) ? _lastMetric : MetricOf(metric);
        int before = month.Rows.Capacity;
        Append(month.Rows, day - month.FirstDay, metricId, personId.IsEmpty ? 0 : account.PersonOf(personId), value);
        _staged += month.Rows.Capacity - before;
        if (_staged > Options.StagingBytes)
            Spill();
    }

    protected override void Prepare(CancellationToken cancellation)
    {
        var builder = new UsageMonthBuilder();
        long packed = 0;
        foreach (StagedUsage account in _accounts.InOrder())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (StagedMonth month in account.Months)
            {
                builder.Clear();
                month.Rows.ReadAll(Scratch, part => Unstage(part, builder));
                ReadOnlySpan<byte> block = builder.Pack();
                _replaced += builder.Replaced;
                _daysOfMonth[month.Month] = _daysOfMonth.GetValueOrDefault(month.Month) | builder.Days;
                month.Pack(block);
                if ((packed += block.Length) > Options.StagingBytes)
                    month.Rows.Spill(Scratch);
            }
        }
    }

    protected override long Write(FactWriter writer, CancellationToken cancellation)
    {
        var table = new NameTable(writer.Session, "metrics");
        int[] metrics = Mapping(_metricNames.Count, index => table.IdOf(_metricNames[index]));
        (int from, int to) = _daysOfMonth.Count == 0 ? (0, 0) : (_daysOfMonth.Keys.Min(), _daysOfMonth.Keys.Max());
        writer.Accounts.ReadAhead(_accounts.Count);
        foreach (StagedUsage[] some in _accounts.InOrder().Chunk(ReadAhead.Accounts))
        {
            cancellation.ThrowIfCancellationRequested();
            int[] ids = Array.ConvertAll(some, account => writer.Accounts.IdOf(account.AccountId, names: false, out _));
            writer.People.ReadAhead(ids);
            writer.Usage.ReadAhead(ids, from, to);
            // Everybody first: what is stored of people and of months then travels apart, each together.
            int[][] persons = [.. some.Select((account, index) => PersonsOf(account, ids[index], writer))];
            for (int i = 0; i < some.Length; i++)
            {
                (int id, int[] known) = (ids[i], persons[i]);
                foreach (StagedMonth month in some[i].Months)
                    month.Rows.ReadAll(Scratch, block => MergeBlock(writer, id, month.Month, block, metrics, known));
            }
        }

        SqlStatement day = writer.Prepare("INSERT INTO usage_days (id) VALUES (?) ON CONFLICT DO NOTHING");
        foreach ((int month, uint days) in _daysOfMonth)
        {
            for (uint rest = days; rest != 0; rest &= rest - 1)
                day.Bind(1, UsageMonth.FirstDay(month) + System.Numerics.BitOperations.TrailingZeroCount(rest)).Queue();
        }

        return _replaced;
    }

    private static void MergeBlock(FactWriter writer, int account, int month, ReadOnlySpan<byte> block, int[] metrics, int[] persons)
    {
        if (!block.IsEmpty)
            writer.Usage.Merge(account, month, block, metrics, persons);
    }

    /// <returns>Empty if every number stays what it is.</returns>
    private static int[] Mapping(int count, Func<int, int> stored)
    {
        int[] map = new int[count];
        bool identity = true;
        for (int i = 0; i < count; i++)
        {
            map[i] = stored(i);
            identity &= map[i] == i;
        }

        return identity ? [] : map;
    }

    private static int[] PersonsOf(StagedUsage account, int id, FactWriter writer)
    {
        if (account.Persons.Count == 0)
            return [];
        AccountPeople known = writer.People.Of(id);
        return Mapping(account.Persons.Count + 1, index => index == 0 ? 0 : writer.People.OrdinalOf(id, known, account.Persons[index - 1]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Append(StagedBytes rows, int day, int metric, int person, double value)
    {
        Span<byte> bytes = stackalloc byte[MostRecordBytes];
        bool whole = value >= 0 && value <= UsageMonth.LargestWhole && value == (ulong)value && !double.IsNegative(value);
        bytes[0] = (byte)(day | (person == 0 ? 0 : HasPerson) | (whole ? 0 : IsDouble));
        int at = 1;
        Varint.Write(bytes, ref at, (uint)metric);
        if (person != 0)
            Varint.Write(bytes, ref at, (uint)person);
        if (whole)
        {
            Varint.Write(bytes, ref at, (ulong)value);
        }
        else
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[at..], value);
            at += sizeof(double);
        }

        rows.Add(bytes[..at]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unstage(ReadOnlySpan<byte> part, UsageMonthBuilder builder)
    {
        int at = 0;
        while (at < part.Length)
        {
            byte head = part[at++];
            int metric = (int)Varint.Read(part, ref at);
            int person = (head & HasPerson) == 0 ? 0 : (int)Varint.Read(part, ref at);
            double value;
            if ((head & IsDouble) == 0)
            {
                value = Varint.Read(part, ref at);
            }
            else
            {
                value = BinaryPrimitives.ReadDoubleLittleEndian(part[at..]);
                at += sizeof(double);
            }

            builder.Add(metric, person, head & DayMask, value);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int MetricOf(ReadOnlySpan<char> name)
    {
        if (!_metrics.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out string? known, out int metric))
        {
            known = WellFormed.Of(name);
            if (!_metrics.TryGetValue(known, out metric))
                metric = NewMetric(known);
        }

        _lastMetricName = known;
        return _lastMetric = metric;
    }

    private int NewMetric(string name)
    {
        _metricNames.Add(name);
        return _metrics[name] = _metricNames.Count - 1;
    }

    private void Spill()
    {
        foreach (StagedMonth month in _accounts.InOrder().SelectMany(account => account.Months))
            month.Rows.Spill(Scratch);
        _staged = 0;
    }
}

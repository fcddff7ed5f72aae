using System.Text;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.DropFolder.Reading;

/// <summary>Usage: millions of rows, so nothing is allocated and what repeats from row to row is worked out once.</summary>
internal sealed class UsageTaker(StreamContract contract, IFactImport import, FileLimits limits) : RowTaker
{
    private readonly int _account = contract.IndexOf("account_id");
    private readonly int _person = contract.IndexOf("person_id");
    private readonly int _date = contract.IndexOf("date");
    private readonly int _metric = contract.IndexOf("metric");
    private readonly int _value = contract.IndexOf("value");
    private readonly LastText _accountText = new();
    private readonly LastText _personText = new();
    private readonly LastText _metricText = new();
    private readonly byte[] _lastDate = new byte[10];
    private int _lastDay = -1;
    private string? _lastAddress;
    private string? _lastDomain;

    public override string? Take(IRawRow row)
    {
        ReadOnlySpan<byte> date = row[_date];
        if ((_lastDay < 0 || !date.SequenceEqual(_lastDate)) && !ReadDay(date))
            return Explain(row);

        if (!NumberText.TryParse(row[_value], out double value)
            || !_accountText.Read(row[_account], limits) || !_metricText.Read(row[_metric], limits) || !_personText.Read(row[_person], limits)
            || _metricText.IsBlank)
            return Explain(row);
        if (_accountText.IsBlank)
            return TakeByAddress(value);

        import.AddUsage(_accountText.Characters, _personText.IsBlank ? default : _personText.Characters, _lastDay, _metricText.Characters, value);
        return null;
    }

    /// <summary>
    /// A row without an account_id is of the company whose mail the person uses: of an account called by that domain, which the store takes for the
    /// customer who has it, as soon as one has.
    /// </summary>
    private string? TakeByAddress(double value)
    {
        var address = _personText.IsBlank ? default : _personText.Characters;
        if (_lastAddress is null || !address.SequenceEqual(_lastAddress))
        {
            _lastAddress = address.ToString();
            _lastDomain = MailDomain.OfAddress(_lastAddress);
        }

        if (_lastDomain is not { } domain)
            return "account_id is empty, and person_id is no e-mail address whose domain could say whose it is: fill in account_id";
        if (MailDomain.IsPublic(domain))
            return $"account_id is empty, and {domain} is a public mail service, which names no customer: fill in account_id";
        import.AddUsage(domain, address, _lastDay, _metricText.Characters, value);
        return null;
    }

    private bool ReadDay(ReadOnlySpan<byte> date)
    {
        _lastDay = -1;
        if (!DayText.TryParse(date, out DateOnly day) || !DayText.InRange(day))
            return false;

        date.CopyTo(_lastDate);
        _lastDay = day.DayNumber;
        return true;
    }

    /// <summary>The slow path that knows all reasons; the fast one only knows that something is wrong.</summary>
    private string? Explain(IRawRow row)
    {
        for (int i = 0; i < contract.Columns.Count; i++)
        {
            if (i == _account && CellParser.IsBlank(row[i]))
                continue;
            CellParser.Parse(contract.Columns[i], row[i], limits, out string? reason);
            if (reason is not null)
                return reason;
        }

        throw new InvalidOperationException("The fast path refused a usage row that the slow path takes.");
    }

    /// <summary>A text as characters, decoded again only when its bytes differ from the row before.</summary>
    private sealed class LastText
    {
        private byte[] _bytes = new byte[64];
        private char[] _characters = new char[64];
        private int _byteCount;
        private int _count;

        public ReadOnlySpan<char> Characters => _characters.AsSpan(0, _count);

        public bool IsBlank { get; private set; } = true;

        /// <returns>False if the text is none that may be stored.</returns>
        public bool Read(ReadOnlySpan<byte> text, FileLimits limits)
        {
            if (text.SequenceEqual(_bytes.AsSpan(0, _byteCount)))
                return true;

            if (text.Length > _bytes.Length)
                (_bytes, _characters) = (new byte[text.Length * 2], new char[text.Length * 2]);

            _byteCount = 0;
            _count = 0;
            IsBlank = true;
            if (CellParser.CheckText(text, limits) is not null)
                return false;

            text.CopyTo(_bytes);
            _byteCount = text.Length;
            _count = Encoding.UTF8.GetChars(text, _characters);
            IsBlank = CellParser.IsBlank(text);
            return true;
        }
    }
}

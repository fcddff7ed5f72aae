namespace AccountAlerts.Storage.Facts;

/// <summary>
/// Packed row keys. They begin with the account, so that the key's order is the order of accounts and one pass over a
/// table meets every account's rows together.
/// </summary>
internal static class FactKeys
{
    /// <summary>Room for 16 million rows of one kind in one account.</summary>
    private const int OrdinalBits = 24;

    /// <summary>A row's key without these bits is its account.</summary>
    public const int RowBits = OrdinalBits;

    /// <summary>Room for every month of the years 1 to 9999.</summary>
    private const int MonthBits = 17;

    /// <summary>Joins the rows of accounts, whose keys begin with theirs: <c>r</c> are the rows, <c>a</c> the accounts.</summary>
    public static string RowsOfAccounts(string table) => $"accounts AS a JOIN {table} AS r ON r.id BETWEEN a.id << {OrdinalBits} AND (a.id << {OrdinalBits}) | {(1L << OrdinalBits) - 1}";

    /// <summary>As <see cref="RowsOfAccounts"/>, for months from one to another, which are parameters.</summary>
    public static string MonthsOfAccounts(string table, string from, string to) =>
        $"accounts AS a JOIN {table} AS r ON r.id BETWEEN (a.id << {MonthBits}) | {from} AND (a.id << {MonthBits}) | {to}";

    /// <summary>A condition: the key <paramref name="month"/> is one of the account's months.</summary>
    public static string IsMonthOf(string month, string account) => $"{month} BETWEEN {account} << {MonthBits} AND ({account} << {MonthBits}) | {(1 << MonthBits) - 1}";

    public static long Row(int account, long ordinal) => ((long)account << OrdinalBits) | ordinal;

    public static long LastRow(int account) => Row(account + 1, 0) - 1;

    public static int AccountOfRow(long key) => (int)(key >> OrdinalBits);

    public static int OrdinalOfRow(long key) => (int)(key & ((1 << OrdinalBits) - 1));

    public static long Month(int account, int month) => ((long)account << MonthBits) | (uint)month;

    public static long LastMonth(int account) => Month(account + 1, 0) - 1;

    public static int AccountOfMonth(long key) => (int)(key >> MonthBits);

    public static int MonthOf(long key) => (int)(key & ((1 << MonthBits) - 1));
}

namespace AccountAlerts.Domain.Accounts;

/// <summary>The youngest days as bits, for the three words that a person has.</summary>
internal readonly record struct DayWindow(ulong A, ulong B, ulong C)
{
    public static DayWindow Of(int days) => new(Mask(days), Mask(days - 64), Mask(days - 128));

    private static ulong Mask(int bits) => bits <= 0 ? 0 : bits >= 64 ? ulong.MaxValue : (1UL << bits) - 1;
}

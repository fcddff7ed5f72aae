namespace AccountAlerts.Sources.Demo;

/// <summary>Plans for any number of plausible companies without a story, for load runs.</summary>
internal static class LoadGenerator
{
    /// <summary>As many names as there are, those of the story companies set aside.</summary>
    public const int MostAccounts = 100_000;

    private static readonly (string Currency, string Country)[] Places = [("USD", "US"), ("EUR", "DE"), ("GBP", "GB"), ("EUR", "ES"), ("USD", "CA")];

    public static CompanyPlan Plan(int index, int seed)
    {
        ulong key = Chance.Mix(Chance.Mix(unchecked((ulong)seed), Topic.Company, index), Topic.Profile, 2);
        double size = Chance.Upper(key);
        double share = 0.62 + (0.25 * Chance.Lower(key));
        string segment = size switch { < 0.7 => "smb", < 0.93 => "mid-market", _ => "enterprise" };
        int seats = segment switch
        {
            "smb" => 6 + (int)(size * 8),
            "mid-market" => 12 + (int)((size - 0.7) * 60),
            _ => 40 + (int)((size - 0.93) * 600),
        };
        ulong more = Chance.Mix(key, 1);
        (string currency, string country) = Places[Chance.Below(more, Places.Length)];
        int years = (int)(Chance.Lower(more) * 4);
        int renewsIn = 1 + Chance.Below(Chance.Mix(key, 2), years == 0 ? 330 : 365);
        return new CompanyPlan(
            Names.Company(index), segment, seats, Math.Max(3, (int)(seats * share)), segment == "smb" ? 1 : 3, seats * 2_400, currency, country,
            DemoTeammate.CsmOf(index), years, renewsIn);
    }
}

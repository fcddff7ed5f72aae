namespace AccountAlerts.Sources.Demo;

/// <summary>
/// The thirty companies of the demo. Ten of them need somebody on the first morning, fifteen carry facts that only later matter,
/// five are simply well.
/// </summary>
internal static class StoryCompanies
{
    private const string Big = "enterprise";
    private const string Mid = "mid-market";
    private const string Small = "smb";

    private const string Dana = DemoTeammate.Dana;
    private const string Lee = DemoTeammate.Lee;
    private const string Noor = DemoTeammate.Noor;

    public static IReadOnlyList<CompanyPlan> Plans { get; } =
    [
        new("Harbor Foods", Big, 64, 46, 4, 186_000, "USD", "US", Dana, 2, 212, MorningStories.ChampionOnLeave),
        new("Granite Logistics", Big, 80, 54, 4, 240_000, "GBP", "GB", Noor, 3, 244, MorningStories.ChampionAndTeamFading),
        new("Cedar Analytics", Mid, 15, 11, 2, 48_000, "USD", "CA", Lee, 1, 167, MorningStories.PowerUserGone),
        new("Willow Press", Small, 18, 13, 1, 21_600, "EUR", "DE", Dana, 1, 288, MorningStories.GoneQuiet),
        new("Quarry Metals", Mid, 30, 22, 3, 84_000, "EUR", "AT", Noor, 2, 199, MorningStories.UsageDropped),
        new("Lantern Travel", Mid, 48, 23, 2, 96_000, "EUR", "ES", Lee, 0, 151, MorningStories.AdoptionStuck),
        new("Juniper Health", Mid, 40, 28, 2, 110_000, "USD", "US", Lee, 1, 301, MorningStories.NewDepartments),
        new("Saffron Studios", Small, 12, 11, 1, 15_600, "GBP", "GB", Noor, 0, 98, MorningStories.SeatsNearlyTaken),
        new("Tidewater Insurance", Big, 40, 16, 3, 132_000, "USD", "US", Dana, 2, 58, MorningStories.RenewalAtRisk),
        new("Maple Courier", Small, 17, 13, 2, 26_400, "EUR", "FR", null, 1, 233, MorningStories.DroppedAndRecovers),

        new("Copper Robotics", Mid, 24, 15, 2, 72_000, "EUR", "DE", Dana, 1, 187, LaterStories.UrgentTicketAndFewerLogins),
        new("Violet Dental", Small, 11, 8, 1, 13_200, "USD", "US", Lee, 1, 143, LaterStories.Detractor),
        new("Summit Outfitters", Small, 14, 11, 2, 19_200, "USD", "US", Lee, 2, 322, LaterStories.InvoiceOverdue),
        new("Beacon Freight", Mid, 26, 17, 3, 78_000, "GBP", "IE", Noor, 1, 261, LaterStories.CompetitorNamed),
        new("Orchard Systems", Big, 45, 33, 3, 150_000, "EUR", "NL", Dana, 2, 276, LaterStories.ExecutiveOutOfReach),
        new("Pebble Ceramics", Small, 10, 8, 1, 12_000, "EUR", "PT", Noor, 1, 178, LaterStories.ReviewMissed),
        new("Falcon Energy", Mid, 20, 13, 1, 60_000, "USD", "US", Lee, 0, 323, LaterStories.SetUpStuck),
        new("Meadow Dairy", Mid, 22, 17, 2, 66_000, "EUR", "DK", Dana, 1, 50, LaterStories.NoticeNear),
        new("Indigo Textiles", Mid, 18, 12, 2, 54_000, "EUR", "IT", Noor, 2, 205, LaterStories.FeatureAbandoned),
        new("Bramble Books", Small, 13, 9, 1, 16_900, "GBP", "GB", Noor, 1, 254, LaterStories.SlowDecline),
        new("Kestrel Labs", Small, 10, 7, 1, 0, "USD", "US", Lee, 0, 353, LaterStories.TrialInvitesColleagues),
        new("Alder Finance", Mid, 21, 14, 2, 55_000, "EUR", "CH", Dana, 2, 268, LaterStories.PaysLessPerPerson),
        new("Sequoia Learning", Mid, 34, 29, 3, 102_000, "USD", "US", Lee, 1, 219, LaterStories.ReadyToGrow),
        new("Aurora Bakeries", Small, 16, 13, 2, 22_400, "EUR", "FI", Dana, 2, 136, LaterStories.Advocate),
        new("Thistle Legal", Small, 12, 8, 1, 18_000, "GBP", "GB", Noor, 1, 195, LaterStories.UnhappyAfterTicket),
        new("Riverbend Hotels", Mid, 28, 18, 3, 75_000, "EUR", "AT", Noor, 2, 240, LaterStories.ShakeUp),
        new("Cobalt Marine", Small, 13, 9, 1, 17_500, "USD", "US", Lee, 1, 181, LaterStories.NobodyNamedChampion),

        new("Hazel Architects", Small, 14, 11, 1, 20_000, "EUR", "DE", Dana, 3, 310),
        new("Marigold Events", Small, 11, 8, 1, 14_000, "GBP", "GB", Noor, 2, 159),
        new("Alpine Motors", Big, 52, 40, 4, 168_000, "EUR", "CH", Dana, 3, 296, LaterStories.WellConnected),
    ];
}

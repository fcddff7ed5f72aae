using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Rhythm;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Engine.Tests.Rhythm;

public sealed class BookLineTests
{
    [Fact]
    public void A_page_comes_back_as_it_went() => Prop.ForAll(
        Gen.Choose(0, 999).SelectMany(id => Gen.Choose(-1, 100).SelectMany(score => Gen.Choose(-1, 9_999_999).SelectMany(arr => Gen.Choose(0, 7).Select(flags => (id, score, arr, flags)))))
            .ListOf().ToArbitrary(),
        scene =>
        {
            BookLine[] lines = [.. scene.Select(one => new BookLine(
                one.id, $"acct-{one.id}", one.flags > 5 ? "" : $"Ünder \"{one.id}\" & Söhne", one.score < 0 ? null : one.score, one.flags > 3 ? null : one.score,
                one.arr < 0 ? null : one.arr / 7d, one.flags % 2 == 0 ? "EUR" : null, one.flags > 4 ? null : one.flags - 2, one.flags > 6, one.flags == 3, one.flags % 3 == 0, one.flags % 3 == 0 ? one.arr / 3d : null,
                one.flags < 4 ? "mid-market" : null, one.flags % 2 == 1 ? one.id : null)
            {
                SetTo = one.flags % 4 == 1 ? new SetBand((Band)(one.id % 3), "dana@example.com", new DateOnly(2026, 12, 3), one.id % 2 == 0 ? "the merger is \"done\"" : null) : null,
            })];

            Assert.Equal(lines, BookLine.Read(BookLine.Write(lines)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_page_from_before_set_bands_were_kept_is_read_still() => Assert.Equal(
        new BookLine(1, "a1", "Amber", 60, 61, 12000, "EUR", 30, false, true, true, 11000, "small", 12),
        Assert.Single(BookLine.Read("1\ta1\tAmber\t60\t61\t12000\tEUR\t30\t0\t1\t1\t11000\tsmall\t12\n")));

    [Fact]
    public void A_page_from_before_tier_and_contacts_were_kept_is_read_still() => Assert.Equal(
        new BookLine(1, "a1", "Amber", 60, 61, 12000, "EUR", 30, false, true, true, 11000), Assert.Single(BookLine.Read("1\ta1\tAmber\t60\t61\t12000\tEUR\t30\t0\t1\t1\t11000\n")));

    [Fact]
    public void A_page_from_before_revenue_was_kept_is_read_still() => Assert.Equal(
        new BookLine(1, "a1", "Amber", 60, 61, 12000, "EUR", 30, false, true), Assert.Single(BookLine.Read("1\ta1\tAmber\t60\t61\t12000\tEUR\t30\t0\t1\n")));
}

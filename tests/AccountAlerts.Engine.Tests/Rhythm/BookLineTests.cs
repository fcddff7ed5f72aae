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
                one.arr < 0 ? null : one.arr / 7d, one.flags % 2 == 0 ? "EUR" : null, one.flags > 4 ? null : one.flags - 2, one.flags > 6, one.flags == 3))];

            Assert.Equal(lines, BookLine.Read(BookLine.Write(lines)));
        }).QuickCheckThrowOnFailure();
}

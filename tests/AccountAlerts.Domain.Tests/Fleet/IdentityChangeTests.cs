using AccountAlerts.Domain.Fleet;
using AccountAlerts.Domain.Signals;
using AccountAlerts.TestKit.Scenes;

namespace AccountAlerts.Domain.Tests.Fleet;

public sealed class IdentityChangeTests
{
    private static readonly DateOnly Today = AccountBuilder.Today;

    [Fact]
    public void Everybody_gone_and_as_many_new_people_doing_as_much_are_new_ids() =>
        Assert.Equal(new IdentityChange(5, 5), Of(Team("u", 5, -60, -14), Team("v", 5, -13, 0)));

    [Fact]
    public void Nearly_everybody_is_enough() =>
        Assert.Equal(new IdentityChange(8, 8), Of(Team("u", 8, -60, -14), Team("v", 8, -13, 0), Team("x", 2, -60, 0)));

    [Fact]
    public void The_same_people_are_no_change() => Assert.Null(Of(Team("u", 5, -60, 0)));

    [Fact]
    public void People_who_went_for_good_are_a_loss() => Assert.Null(Of(Team("u", 5, -60, -14)));

    [Fact]
    public void Fewer_who_follow_are_a_loss() => Assert.Null(Of(Team("u", 8, -60, -14), Team("v", 5, -13, 0)));

    [Fact]
    public void Half_of_them_replaced_is_a_change_of_staff() =>
        Assert.Null(Of(Team("u", 4, -60, -14), Team("v", 4, -13, 0), Team("x", 4, -60, 0)));

    [Fact]
    public void A_champion_who_hands_over_to_a_successor_is_one() =>
        Assert.Null(Of(Team("u", 2, -60, -14), Team("v", 2, -13, 0)));

    [Fact]
    public void Successors_who_do_far_less_are_a_loss() =>
        Assert.Null(Of(Team("u", 5, -60, -14), Team("v", 5, -2, 0)));

    [Fact]
    public void Old_people_who_return_are_not_new() =>
        Assert.Null(Of(Team("u", 5, -60, -14), Team("v", 5, -100, -80), Team("v", 5, -13, 0)));

    [Fact]
    public void Every_signal_has_a_source_or_is_known_to_need_none() =>
        Assert.All(SignalCatalogue.All, signal => _ = SignalSources.StreamOf(signal.Name));

    private static (string Prefix, int People, int From, int Through) Team(string prefix, int people, int from, int through) => (prefix, people, from, through);

    private static IdentityChange? Of(params (string Prefix, int People, int From, int Through)[] teams)
    {
        var account = new AccountBuilder().CreatedOn(Today.AddDays(-300));
        foreach (var (prefix, people, from, through) in teams)
        {
            for (int i = 1; i <= people; i++)
                account.UsesDaily($"{prefix}{i}", "reports", Today.AddDays(from), Today.AddDays(through));
        }

        return IdentityChange.Of(account.View());
    }
}

using AccountAlerts.Domain.Accounts;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Accounts;

public sealed class AccountTreeTests
{
    [Fact]
    public void A_group_is_an_account_and_everything_below_it()
    {
        AccountTree tree = new(new Dictionary<int, int> { [2] = 1, [3] = 1, [4] = 3, [6] = 5 });

        Assert.Equal([1, 3, 5], tree.Heads);
        Assert.Equal([1, 2, 3, 4], tree.Under(1));
        Assert.Equal([3, 4], tree.Under(3));
        Assert.Equal([9], tree.Under(9));
        Assert.Empty(tree.Circles);
    }

    [Fact]
    public void A_circle_is_broken_above_its_smallest_and_told()
    {
        AccountTree tree = new(new Dictionary<int, int> { [7] = 3, [3] = 5, [5] = 7, [9] = 5, [2] = 2 });

        Assert.Equal([[2], [3, 5, 7]], tree.Circles.OrderBy(circle => circle[0]));
        Assert.Equal([3, 7, 5, 9], tree.Under(3));
        Assert.False(tree.IsHead(2));
    }

    [Fact]
    public void Whatever_is_told_nobody_is_above_themselves_and_each_account_is_below_its_parent()
    {
        var parents = Gen.Choose(1, 12).Zip(Gen.Choose(1, 12)).ListOf().Select(pairs => pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2)).ToArbitrary();
        Prop.ForAll(parents, told =>
        {
            AccountTree tree = new(told);
            var tops = tree.Circles.Select(circle => circle[0]).ToHashSet();
            return Enumerable.Range(1, 12).All(account => tree.Under(account).Count == tree.Under(account).Distinct().Count())
                && told.All(pair => tops.Contains(pair.Key) || tree.Under(pair.Value).Contains(pair.Key))
                && tree.Circles.All(circle => circle.All(account => told.ContainsKey(account)) && circle[0] == circle.Min());
        }).QuickCheckThrowOnFailure();
    }
}

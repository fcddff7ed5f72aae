namespace AccountAlerts.Domain.Health;

/// <summary>One account under two sets of models.</summary>
public sealed record ModelMove(string Account, string Name, int Before, int After)
{
    public int Change => After - Before;

    public bool ChangesBand => Bands.Of(Before) != Bands.Of(After);
}

/// <summary>What other models would make of the scores of all accounts.</summary>
/// <param name="Accounts">Accounts that have a score under both.</param>
/// <param name="Better">Of them, those that would move to a better band.</param>
/// <param name="Worse">To a worse one.</param>
/// <param name="Mean">Mean change of the published score.</param>
/// <param name="Gained">Accounts that would have a score and have none.</param>
/// <param name="Lost">Accounts that have one and would have none.</param>
/// <param name="Movers">Those that move most, the furthest first.</param>
public sealed record ModelDifference(int Accounts, int Better, int Worse, double Mean, int Gained, int Lost, IReadOnlyList<ModelMove> Movers)
{
    public const int MostMovers = 5;
}

/// <summary>Adds up what other models would make of accounts. Safe to use on any worker; the order of accounts does not matter.</summary>
public sealed class ModelDifferenceCount
{
    private readonly Lock _lock = new();
    private readonly List<ModelMove> _movers = [];
    private int _accounts;
    private int _better;
    private int _worse;
    private long _sum;
    private int _gained;
    private int _lost;

    /// <param name="before">Published score under the models in force; null for none.</param>
    /// <param name="after">Under the others.</param>
    public void Add(string account, string name, int? before, int? after)
    {
        lock (_lock)
        {
            if (before is not { } was || after is not { } becomes)
            {
                _gained += before is null && after is not null ? 1 : 0;
                _lost += before is not null && after is null ? 1 : 0;
                return;
            }

            var move = new ModelMove(account, name, was, becomes);
            _accounts++;
            _sum += move.Change;
            if (move.ChangesBand)
            {
                _better += move.Change > 0 ? 1 : 0;
                _worse += move.Change < 0 ? 1 : 0;
            }

            if (move.Change == 0)
                return;
            int place = _movers.BinarySearch(move, FurthestFirst);
            _movers.Insert(place < 0 ? ~place : place, move);
            if (_movers.Count > ModelDifference.MostMovers)
                _movers.RemoveAt(ModelDifference.MostMovers);
        }
    }

    public ModelDifference Result
    {
        get
        {
            lock (_lock)
                return new ModelDifference(_accounts, _better, _worse, _accounts == 0 ? 0 : Math.Round((double)_sum / _accounts, 9), _gained, _lost, [.. _movers]);
        }
    }

    private static Comparer<ModelMove> FurthestFirst { get; } = Comparer<ModelMove>.Create((a, b) => Math.Abs(b.Change).CompareTo(Math.Abs(a.Change)) is var by && by != 0
        ? by
        : string.CompareOrdinal(a.Account, b.Account));
}

using AccountAlerts.Engine;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Tests.Alerts;

public class RememberedValuesTests : IDisposable
{
    private const string Dana = "dana@example.com";

    private readonly TemporaryStore _store = new();
    private readonly SqlDatabase _other;

    public RememberedValuesTests() => _other = _store.OpenAnother();

    public void Dispose()
    {
        _other.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _store.Dispose();
        GC.SuppressFinalize(this);
    }

    public static TheoryData<string> Writings => ["set", "compared and set", "with an act", "forgotten"];

    [Theory]
    [MemberData(nameof(Writings))]
    public async Task What_is_remembered_is_made_anew_in_every_process_after_a_change_however_it_was_stored(string writing)
    {
        IProductValues here = new ProductValues(_store.Database), there = new ProductValues(_other);
        await here.SetAsync(Absences.Scope, Dana, "first", default);
        Assert.Equal(("first", "first"), (await SaidAsync(here), await SaidAsync(there)));

        switch (writing)
        {
            case "set":
                await here.SetAsync(Absences.Scope, Dana, "second", default);
                break;
            case "compared and set":
                Assert.True(await here.TrySetAsync(Absences.Scope, Dana, "first", "second", default));
                break;
            case "with an act":
                var commit = new AlertCommit { At = DateTimeOffset.UnixEpoch, Values = [new ProductValue(Absences.Scope, Dana, "second")] };
                Assert.IsType<CommitOutcome.Stored>(await new AlertStore(_store.Database, new DispatchSignal()).CommitAsync(commit, default));
                break;
            default:
                await here.SetAsync(Absences.Scope, Dana, null, default);
                break;
        }

        string? expected = writing == "forgotten" ? null : "second";
        Assert.Equal((expected, expected), (await SaidAsync(here), await SaidAsync(there)));
    }

    [Fact]
    public async Task What_did_not_change_is_not_made_again()
    {
        IProductValues values = new ProductValues(_store.Database);
        await values.SetAsync(Absences.Scope, Dana, "first", default);
        int made = 0;
        Func<IReadOnlyDictionary<string, string>, object> read = stored =>
        {
            made++;
            return stored;
        };
        object first = await values.RememberAsync(Absences.Scope, read, default);
        await values.SetAsync(AccountMutes.Scope, "7", "2026-06-12T00:00:00Z", default);
        Assert.False(await values.TrySetAsync(Absences.Scope, Dana, "another", "third", default));

        Assert.Same(first, await values.RememberAsync(Absences.Scope, read, default));
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task A_scope_whose_changes_nobody_marks_is_refused_instead_of_going_stale()
    {
        IProductValues values = new ProductValues(_store.Database);
        await Assert.ThrowsAsync<ArgumentException>(() => values.RememberAsync("$elsewhere", stored => stored, default));
    }

    private static Task<string?> SaidAsync(IProductValues values) => Task.Run(async () =>
        (await values.RememberAsync(Absences.Scope, stored => stored, default)).GetValueOrDefault(Dana));
}

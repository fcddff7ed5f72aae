using System.Globalization;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Rhythm;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Tells each reader in one message what an evaluation had too much of for cards.</summary>
public sealed class BundleWork(ITellings tellings, IAlertStore store, IProductValues values, IConversationBook book, IRandomIds ids, ProductLinks links) : IDueWork
{
    public string Name => "bundle";

    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        // An evaluation is stored in parts: only what a finished one decided is complete.
        if (await DueMoments.LastAsync(values, cancellation) is not { } decided)
            return 0;
        var waiting = (await tellings.BundledAsync(cancellation)).Where(telling => telling.DecidedAt <= decided).ToList();
        int said = 0;
        foreach (var reader in waiting.GroupBy(telling => telling.Reader, StringComparer.Ordinal))
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"bundle/{reader.Key}/{reader.Max(telling => telling.DecidedAt).ToUnixTimeMilliseconds()}");
            var commit = await ComposeAsync(name, reader.Key, [.. reader], now, cancellation);
            if (await store.CommitAsync(commit, cancellation) is CommitOutcome.Stored)
                said++;
        }

        return said;
    }

    private async Task<AlertCommit> ComposeAsync(string name, string reader, List<Telling> waiting, DateTimeOffset now, CancellationToken cancellation)
    {
        var files = (await store.ReadAsync([.. waiting.Select(telling => telling.Alert.AccountId).Distinct()], cancellation)).ToDictionary(file => file.AccountId);
        var rows = waiting.OrderByDescending(telling => telling.Severity).ThenByDescending(telling => telling.Money ?? -1).ThenBy(telling => telling.Alert.AccountId)
            .DistinctBy(telling => telling.Alert.AccountId)
            .Select(telling => RowOf(files[telling.Alert.AccountId], telling)).OfType<BundleRow>().ToList();
        return new AlertCommit
        {
            At = now,
            Once = name,
            Tellings = [.. waiting.Select(telling => telling with { ToldAt = now, ToldIn = name })],
            Posts = rows.Count == 0
                ? []
                : [new Post(name, ids.Next(), null, book.Of(reader), BundleComposer.Compose(rows, links.Accounts), Priority.Alert) { Reader = reader }],
        };
    }

    private static BundleRow? RowOf(AccountFile file, Telling telling) =>
        file.Snapshot is { } account && file.Alerts.FirstOrDefault(stored => stored.Alert.Key == telling.Alert) is { } stored
            ? new BundleRow(account.Name, CardWords.Without(account.Name, stored.Text.Title), MoneyWords.AtStake(account.Money))
            : null;
}

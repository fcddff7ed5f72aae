using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Storage.Facts;

/// <summary>
/// The way out: every stored fact as rows of the contract, so that importing them into an empty store gives the same answers.
/// Texts are ordered by their UTF-8 bytes.
/// </summary>
internal sealed class FactExport(SqlDatabase database, FactStoreOptions options)
{
    public IEnumerable<Cell[]> Rows(FactStream stream, CancellationToken cancellation)
    {
        using SqlReader reader = database.Read();
        reader.Freeze();
        var ranks = new SourceRanks(reader, options.SourceOrder);
        IEnumerable<Cell[]> rows = stream switch
        {
            FactStream.Accounts => AccountExport.Accounts(reader, ranks),
            FactStream.AccountHistory => AccountExport.History(reader, ranks),
            FactStream.People => PeopleExport.Rows(reader),
            FactStream.Usage => UsageExport.Rows(reader),
            _ => RowExport.Rows(reader, ranks, RowTable.Of(stream)),
        };
        foreach (Cell[] row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    /// <summary>All accounts that any row has named, in the order of their ids.</summary>
    public static List<(int Id, string AccountId)> Accounts(SqlSession session)
    {
        var accounts = new List<(int, string)>();
        using var statement = session.Prepare("SELECT id, account_id FROM accounts ORDER BY account_id");
        while (statement.Step())
            accounts.Add((statement.Int32(0), statement.Text(1)));
        return accounts;
    }
}

using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Storage.Facts;

/// <summary>The columns of an account, without its id, in the contract's order: those of accounts and of account_history are the same.</summary>
internal static class AccountColumns
{
    public static IReadOnlyList<Column> All { get; } =
        [.. FactContract.Of(FactStream.Accounts).Columns.Where(column => column.Name != "account_id")];

    /// <summary>For a statement: <c>"name", "domain", ...</c>.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(column => $"\"{column.Name}\""));

    /// <summary>As many parameters.</summary>
    public static string Parameters { get; } = string.Join(", ", All.Select(_ => "?"));

    /// <summary>Columns that are dated: of the past only what was known then counts. The others are true of the past as well.</summary>
    public static IReadOnlyList<bool> IsDated { get; } =
        [.. All.Select(column => column.Name is "segment" or "plan" or "seats" or "arr" or "renewal_on" or "owner_email" or "lifecycle")];

    public static int MergedInto { get; } = IndexOf("merged_into");

    public static int IndexOf(string name) => All.Select((column, index) => (column, index)).First(pair => pair.column.Name == name).index;
}

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

    /// <summary>The same, of one table of several: <c>r."name", ...</c>.</summary>
    public static string NamesOf(string alias) => string.Join(", ", All.Select(column => $"{alias}.\"{column.Name}\""));

    /// <summary>As many parameters.</summary>
    public static string Parameters { get; } = string.Join(", ", All.Select(_ => "?"));

    /// <summary>For an upsert: <c>"name" = excluded."name", ...</c>.</summary>
    public static string Replaced { get; } = string.Join(", ", All.Select(column => $"\"{column.Name}\" = excluded.\"{column.Name}\""));

    /// <summary>Columns that are dated: of the past only what was known then counts. The others are true of the past as well.</summary>
    public static IReadOnlyList<bool> IsDated { get; } =
        [.. All.Select(column => column.Name is "segment" or "plan" or "seats" or "arr" or "renewal_on" or "owner_email" or "lifecycle")];

    public static int Name { get; } = IndexOf("name");

    public static int Domain { get; } = IndexOf("domain");

    public static int Segment { get; } = IndexOf("segment");

    public static int Plan { get; } = IndexOf("plan");

    public static int Seats { get; } = IndexOf("seats");

    public static int Arr { get; } = IndexOf("arr");

    public static int Currency { get; } = IndexOf("currency");

    public static int Country { get; } = IndexOf("country");

    public static int CreatedOn { get; } = IndexOf("created_on");

    public static int RenewalOn { get; } = IndexOf("renewal_on");

    public static int OwnerEmail { get; } = IndexOf("owner_email");

    public static int ParentId { get; } = IndexOf("parent_id");

    public static int MergedInto { get; } = IndexOf("merged_into");

    public static int Lifecycle { get; } = IndexOf("lifecycle");

    public static int Tags { get; } = IndexOf("tags");

    private static int IndexOf(string name) => All.Select((column, index) => (column, index)).First(pair => pair.column.Name == name).index;
}

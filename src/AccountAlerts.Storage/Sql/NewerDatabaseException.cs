namespace AccountAlerts.Storage.Sql;

/// <summary>The database holds a change that this version does not know; writing to it could lose what a newer version stored.</summary>
/// <param name="database">The database, as people know it; never a password.</param>
/// <param name="back">How to go back to this version.</param>
public sealed class NewerDatabaseException(string database, string migration, string back) : Exception(
    $"The database {database} was changed by a newer version (it has the migration {migration}, which this version does not know). Start that version, or {back}.");

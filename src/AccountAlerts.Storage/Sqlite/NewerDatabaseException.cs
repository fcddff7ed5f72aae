namespace AccountAlerts.Storage.Sqlite;

/// <summary>The database holds a change that this version does not know; writing to it could lose what a newer version stored.</summary>
public sealed class NewerDatabaseException(string path, string migration) : Exception(
    $"The database {path} was changed by a newer version (it has the migration {migration}, which this version does not know). " +
    $"Start that version, or put back the copy it made beforehand ({path}.before-{migration}).");

namespace AccountAlerts.Storage.Sql;

/// <summary>Brings a database to the schema of this version, safely: one process at a time and never backwards.</summary>
public interface ISqlSchema
{
    /// <summary>Creates or migrates the schema if that is pending; otherwise changes nothing.</summary>
    /// <exception cref="NewerDatabaseException">A newer version has changed the database.</exception>
    Task PrepareAsync(CancellationToken cancellation);
}

using AccountAlerts.Storage.Facts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AccountAlerts.Storage;

/// <summary>The one model. Its parts are configured where they are used: Facts, Alerts.</summary>
public abstract class AlertsContext(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        FactModel.Configure(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AlertsContext).Assembly);
    }
}

public sealed class SqliteAlertsContext(DbContextOptions<SqliteAlertsContext> options) : AlertsContext(options);

public sealed class PostgresAlertsContext(DbContextOptions<PostgresAlertsContext> options) : AlertsContext(options)
{
    // Texts are ordered by their bytes, as SQLite orders them, whatever the database's own language is.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().UseCollation("C");
}

/// <summary>For the migrations tool only.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteAlertsContext>
{
    public SqliteAlertsContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteAlertsContext>().UseSqlite("Data Source=:memory:").Options);
}

/// <inheritdoc cref="SqliteDesignTimeFactory"/>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresAlertsContext>
{
    public PostgresAlertsContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresAlertsContext>().UseNpgsql().Options);
}

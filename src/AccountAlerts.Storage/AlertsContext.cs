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

/// <summary>For the migrations tool only.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteAlertsContext>
{
    public SqliteAlertsContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteAlertsContext>().UseSqlite("Data Source=:memory:").Options);
}

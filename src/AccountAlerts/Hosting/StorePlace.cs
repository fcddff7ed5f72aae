using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Settings;
using AccountAlerts.Storage;
using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Postgres;
using AccountAlerts.Storage.Sql;

namespace AccountAlerts.Hosting;

/// <summary>Where the product keeps everything.</summary>
public abstract class StorePlace
{
    /// <summary>As people know it; never with a password.</summary>
    public abstract string Name { get; }

    /// <summary>True if several services may run on it and share the work.</summary>
    public abstract bool IsShared { get; }

    /// <summary>The store that the settings name, whether it exists or not.</summary>
    public static StorePlace Of(ProductSettings settings, Launch launch) => settings.Database.Provider == DatabaseProvider.Postgres
        ? new Server(settings.ConnectionStrings.AccountAlerts)
        : new DatabaseFile(Path.GetFullPath(settings.ConnectionStrings.DataSource ?? "", launch.ContentRoot));

    public abstract IServiceCollection AddTo(IServiceCollection services);

    /// <summary>Looks without leaving a trace: a file that is not there is not made.</summary>
    public virtual async Task<bool> HasFactsAsync(CancellationToken cancellation)
    {
        await using ServiceProvider store = AddTo(new ServiceCollection()).AddFacts(new FactStoreOptions()).BuildServiceProvider();
        await store.GetRequiredService<ISqlSchema>().PrepareAsync(cancellation);
        return await store.GetRequiredService<IFactStore>().HasFactsAsync(cancellation);
    }

    public sealed override string ToString() => Name;

    /// <summary>A SQLite file, for one service at a time.</summary>
    public sealed class DatabaseFile(string path) : StorePlace
    {
        public string FullPath => path;

        public override string Name => path;

        public override bool IsShared => false;

        public override IServiceCollection AddTo(IServiceCollection services) => services.AddSqliteDatabase(path);

        public override async Task<bool> HasFactsAsync(CancellationToken cancellation) => File.Exists(path) && await base.HasFactsAsync(cancellation);
    }

    /// <summary>A PostgreSQL database, for any number of services.</summary>
    public sealed class Server(string connectionString) : StorePlace
    {
        public string ConnectionString => connectionString;

        public override string Name => PostgresAddress.NameOf(connectionString);

        public override bool IsShared => true;

        public override IServiceCollection AddTo(IServiceCollection services) => services.AddPostgresDatabase(connectionString);
    }
}

using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Sources.Demo;

/// <summary>Reads <c>Sources:&lt;name&gt;:{Every,Accounts,Seed,Days}</c>.</summary>
public sealed class DemoType : ISourceType
{
    public string Name => DemoServices.Type;

    public Func<IServiceProvider, ISource> Read(SourceSettings settings)
    {
        DemoOptions byDefault = new();
        DemoOptions options = new()
        {
            Every = settings.Time("Every", byDefault.Every, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            Accounts = settings.Whole("Accounts", byDefault.Accounts, 1, LoadGenerator.MostAccounts),
            Seed = settings.Whole("Seed", byDefault.Seed, int.MinValue, int.MaxValue),
            Days = settings.Whole("Days", byDefault.Days, 30, 1500),
        };
        return services => new DemoSource(settings.Name, options, services.GetRequiredService<ISourceState>());
    }
}

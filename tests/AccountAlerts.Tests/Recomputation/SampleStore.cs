using AccountAlerts.Domain.Money;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Evaluation.Fleet;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder;
using AccountAlerts.Sources.DropFolder.Reading;
using AccountAlerts.Storage;
using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Sql;
using AccountAlerts.TestKit.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Tests.Recomputation;

/// <summary>A database of its own, filled by the product from folders as <c>import</c> fills it, and asked as <c>evaluate</c> and <c>why</c> ask it.</summary>
internal sealed class SampleStore : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    private SampleStore(SampleScene scene)
    {
        _services = new ServiceCollection()
            .AddSqliteDatabase(_folder["facts.db"])
            .AddFacts(new FactStoreOptions())
            .BuildServiceProvider();
        var reader = _services.GetRequiredService<IFactReader>();
        AccountGroups groups = new(reader, _services.GetRequiredService<IFactStore>(), scene.Evaluators, MoneyRates.Only("EUR"));
        Reports = new Reports(reader, new FleetEvaluator(reader, scene.Evaluators), new ScoreExplainer(reader, scene.Evaluators, groups), groups);
    }

    public IReports Reports { get; }

    public static async Task<SampleStore> ImportAsync(SampleScene scene, params string[] folders)
    {
        SampleStore store = new(scene);
        await store._services.GetRequiredService<ISqlSchema>().PrepareAsync(CancellationToken.None);
        FolderImport import = new(store._services.GetRequiredService<IFactStore>(), store._folder["failed"], FileLimits.Default);
        foreach (string folder in folders)
        {
            ImportReport report = await import.RunAsync(folder, SampleScene.Now, null, CancellationToken.None);
            Assert.False(report.Refused);
            Assert.All(report.Files, file => Assert.Equal(0, file.Rejected));
        }

        return store;
    }

    /// <summary>What <c>evaluate --json</c> prints.</summary>
    public async Task<byte[]> EvaluateAsync(DateOnly day)
    {
        using MemoryStream output = new();
        await Reports.WriteEvaluationsAsync(day, output, CancellationToken.None);
        return output.ToArray();
    }

    /// <summary>What <c>why --json</c> prints.</summary>
    public async Task<byte[]> WhyAsync(string account, DateOnly day, int since) =>
        Assert.IsType<WhyReport.Found>(await Reports.WhyAsync(account, day, since, CancellationToken.None)).Json.ToArray();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}

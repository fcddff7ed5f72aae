using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Hosting;
using AccountAlerts.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AccountAlerts.Tests.Running;

/// <summary>The service's web side as it ships, on a real port of its own, over fakes with a memory.</summary>
public sealed class RunningInbox : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private RunningInbox(WebApplication app, string folder, MemoryInbox inbox)
    {
        this.app = app;
        this.folder = folder;
        Inbox = inbox;
        Address = new Uri(app.Urls.First());
    }

    public MemoryInbox Inbox { get; }

    public Uri Address { get; }

    public static async Task<RunningInbox> StartAsync(bool demo = false, params (string Key, string? Value)[] settings)
    {
        string folder = Directory.CreateTempSubdirectory("accountalerts-").FullName;
        var inbox = new MemoryInbox();
        var launch = new Launch
        {
            ContentRoot = folder,
            WorkingDirectory = folder,
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            SecretsFolder = Path.Combine(folder, "secrets"),
            Overrides = settings.Append(("Inbox:Urls", "http://127.0.0.1:0")).Append(("Serilog:MinimumLevel:Default", "Fatal"))
                .ToDictionary(pair => pair.Item1, pair => pair.Item2),
            Services = services =>
            {
                services.RemoveAll<Microsoft.Extensions.Hosting.IHostedService>();
                services.Replace(ServiceDescriptor.Singleton<IMailbox>(inbox));
                services.Replace(ServiceDescriptor.Singleton<IInboxFeed>(inbox));
                services.Replace(ServiceDescriptor.Singleton<IConversationDesk>(inbox));
                services.Replace(ServiceDescriptor.Singleton<IAccountPages>(inbox));
                services.Replace(ServiceDescriptor.Singleton<IFactReader>(inbox));
                services.Replace(ServiceDescriptor.Singleton<IFactStore>(inbox));
            },
        };
        IConfigurationRoot configuration = launch.LoadConfiguration();
        WebApplication app = ServeHost.Build(launch, configuration, ProductSettings.Read(configuration), new ProductMode(demo, new StorePlace.DatabaseFile(Path.Combine(folder, "test.db"))));
        await app.StartAsync();
        return new RunningInbox(app, folder, inbox);
    }

    /// <summary>A browser without script: keeps cookies, follows nothing.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = Address };

    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

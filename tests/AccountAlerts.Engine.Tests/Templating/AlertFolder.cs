using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Templating;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccountAlerts.Engine.Tests.Templating;

/// <summary>A templates folder of one test's own, with the catalogue that reads it and the store behind it.</summary>
internal sealed class AlertFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemoryTriggerTexts _texts;

    public AlertFolder(MemoryTriggerTexts? texts = null)
    {
        _texts = texts ?? new MemoryTriggerTexts();
        Catalogue = Start();
    }

    public AlertCatalogue Catalogue { get; private set; }

    /// <summary>The <c>templates</c> folder of the repository.</summary>
    public static string Shipped => Clone.In("templates");

    /// <summary>A file without faults, with some of its parts in other words.</summary>
    public static string Good(
        string when = "health.score < 50", string title = "Something changed", string body = "What changed.", string more = "") =>
        $"---\nkind: risk\nseverity: high\nwhen: {when}\ndue: 2 days\ntitle: >-\n  {title}\nplaybook:\n  - Call them\n{more}---\n{body}\n";

    public AlertFolder With(string name, string text)
    {
        _folder.Write(name, text);
        return this;
    }

    public void Delete(string name) => File.Delete(_folder[name]);

    public Task<AlertSet> RefreshAsync(bool remember = true) => Catalogue.RefreshAsync(remember, default);

    /// <summary>The process ends and starts again; only the store and the files stay.</summary>
    public void Restart()
    {
        Catalogue.Dispose();
        Catalogue = Start();
    }

    public void Dispose()
    {
        Catalogue.Dispose();
        _folder.Dispose();
    }

    private AlertCatalogue Start() =>
        new(new TemplateFolder(_folder.Path), SignalVocabulary.Catalogue, _texts, NullLogger<AlertCatalogue>.Instance);
}

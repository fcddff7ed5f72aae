using AccountAlerts.Domain.Triggers.Conditions;
using Microsoft.Extensions.Logging;

namespace AccountAlerts.Engine.Templating;

/// <summary>Where the templates folder is.</summary>
/// <param name="Folder">Absolute path of <c>templates</c>.</param>
public sealed record TemplateFolder(string Folder);

/// <summary>
/// The triggers in force. Reading all files again is cheap, so a tick simply asks; a file that is bad keeps its last good version, from
/// memory or from the store, and never stops the others.
/// </summary>
public sealed partial class AlertCatalogue : IDisposable
{
    private readonly AlertFiles _files;
    private readonly AlertTemplateReader _reader;
    private readonly ITriggerTexts _texts;
    private readonly ShippedBeneath _beneath;
    private readonly ILogger<AlertCatalogue> _log;
    private readonly SemaphoreSlim _refreshing = new(1);
    private IReadOnlyList<AlertFile> _seen = [];
    private volatile AlertSet _current = AlertSet.Empty;

    public AlertCatalogue(TemplateFolder folder, SignalVocabulary signals, ITriggerTexts texts, ILogger<AlertCatalogue> log)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _files = new AlertFiles(folder.Folder);
        _reader = new AlertTemplateReader(signals, new TemplateEngine());
        _texts = texts;
        _beneath = new ShippedBeneath(texts);
        _log = log;
    }

    /// <summary>Empty before the first refresh.</summary>
    public AlertSet Current => _current;

    /// <summary>Reads the files again if any has changed.</summary>
    /// <param name="remember">
    /// True keeps every good text in the store for bad days: what the service does. Commands that must not write pass false.
    /// </param>
    /// <returns>The set now in force; the same object as before where nothing has changed.</returns>
    public async Task<AlertSet> RefreshAsync(bool remember, CancellationToken cancellation)
    {
        await _refreshing.WaitAsync(cancellation);
        try
        {
            var found = _files.Read();
            if (_current != AlertSet.Empty && found.SequenceEqual(_seen))
                return _current;
            var next = await LoadAsync(found, remember, cancellation);
            _seen = found;
            _current = next;
            Log.Loaded(_log, next.Templates.Count, next.Faults.Count);
            foreach (var fault in next.Faults)
                Log.Faulty(_log, fault);
            return next;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose() => _refreshing.Dispose();

    private async Task<AlertSet> LoadAsync(IReadOnlyList<AlertFile> found, bool remember, CancellationToken cancellation)
    {
        var templates = new List<AlertTemplate>();
        var faults = new List<TemplateFault>();
        var beneath = new List<ChangedBeneath>();
        foreach (var file in found)
        {
            var read = file.Text is null
                ? new ReadTemplate(null, [new TemplateFault(file.Path, 1, 1, file.Problem ?? "the file cannot be read")])
                : _reader.Read(file.Name, file.Path, file.Text);
            faults.AddRange(read.Faults);
            var template = read.Template ?? await LastGoodAsync(file, cancellation);
            if (template is not null)
                templates.Add(template);
            if (await _beneath.LookAsync(file, remember, cancellation) is { } changed)
                beneath.Add(changed);
            if (remember && read.Template is not null && _current.Find(file.Name)?.Text != file.Text)
                await _texts.SaveAsync(file.Name, read.Template.Text, cancellation);
        }

        return new AlertSet(templates, faults, beneath);
    }

    private async Task<AlertTemplate?> LastGoodAsync(AlertFile file, CancellationToken cancellation)
    {
        if (_current.Find(file.Name) is { } inMemory)
            return inMemory;
        return await _texts.LoadAsync(file.Name, cancellation) is { } stored ? _reader.Read(file.Name, file.Path, stored).Template : null;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 4101, Level = LogLevel.Information, Message = "{Count} alert templates in force, {Faults} faults")]
        public static partial void Loaded(ILogger logger, int count, int faults);

        [LoggerMessage(EventId = 4102, Level = LogLevel.Error, Message = "{Fault}")]
        public static partial void Faulty(ILogger logger, TemplateFault fault);
    }
}

using AccountAlerts.Engine.Templating;

namespace AccountAlerts.TestKit.Fakes;

/// <summary>Last good trigger texts in memory; what one catalogue saved, the next one finds, as after a restart.</summary>
public sealed class MemoryTriggerTexts : ITriggerTexts
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>Names in the order in which they were saved, repeats included.</summary>
    public List<string> Saved { get; } = [];

    public Task<string?> LoadAsync(string trigger, CancellationToken cancellation) =>
        Task.FromResult(_texts.GetValueOrDefault(trigger));

    public Task SaveAsync(string trigger, string text, CancellationToken cancellation)
    {
        _texts[trigger] = text;
        Saved.Add(trigger);
        return Task.CompletedTask;
    }
}

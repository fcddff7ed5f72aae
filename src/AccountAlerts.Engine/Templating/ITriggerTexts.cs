namespace AccountAlerts.Engine.Templating;

/// <summary>Keeps the last good text of every trigger, so that a file broken while the service was down does not switch its trigger off.</summary>
public interface ITriggerTexts
{
    /// <returns>The text last saved under the trigger's name, or null.</returns>
    Task<string?> LoadAsync(string trigger, CancellationToken cancellation);

    /// <summary>Replaces what was saved under the name.</summary>
    Task SaveAsync(string trigger, string text, CancellationToken cancellation);
}

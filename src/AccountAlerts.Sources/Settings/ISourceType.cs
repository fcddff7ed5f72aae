using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.Settings;

/// <summary>A kind of source that the settings can name.</summary>
public interface ISourceType
{
    /// <summary>What <c>Sources:&lt;name&gt;:Type</c> says, without regard to case.</summary>
    string Name { get; }

    /// <summary>Reads every setting of the kind and notes what is wrong with it.</summary>
    /// <returns>How to make the source once the container stands. Called only if no fault was noted.</returns>
    Func<IServiceProvider, ISource> Read(SourceSettings settings);
}

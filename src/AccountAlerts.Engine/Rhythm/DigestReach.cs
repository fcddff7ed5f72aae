using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>Who gets a digest, as the settings have it: where nobody would read a row, news waits for a card instead.</summary>
public sealed class DigestReach(DigestOptions options) : IDigestBook
{
    public bool Reaches(string reader) => !reader.StartsWith('#') && options.Of(reader).Enabled;
}

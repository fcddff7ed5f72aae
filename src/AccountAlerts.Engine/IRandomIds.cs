namespace AccountAlerts.Engine;

/// <summary>Unguessable ids for message keys and the like; a seam so that tests can repeat them.</summary>
public interface IRandomIds
{
    /// <returns>22 characters of URL-safe base64, 128 random bits.</returns>
    string Next();
}

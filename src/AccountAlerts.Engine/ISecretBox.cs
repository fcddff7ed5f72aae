namespace AccountAlerts.Engine;

/// <summary>
/// Makes secrets fit to be stored: sealed with a key that is not in the database, they tell nothing to whoever reads it. Tokens of chat
/// platforms and of sources go through here before they become an <see cref="IProductValues">value of the product</see>.
/// </summary>
public interface ISecretBox
{
    /// <param name="purpose">
    /// What it is, and whose: <c>slack/T012/refresh-token</c>. It is bound to the sealed text, so that no secret can be put in another's place.
    /// </param>
    /// <returns>Printable text; sealing the same twice gives two texts.</returns>
    string Seal(string purpose, string secret);

    /// <returns>The secret; null if the text was sealed for another purpose, with a key that is not known here, or was changed since.</returns>
    string? Open(string purpose, string text);
}

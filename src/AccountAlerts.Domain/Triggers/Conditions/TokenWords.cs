namespace AccountAlerts.Domain.Triggers.Conditions;

/// <summary>What a token says, to the grammar and to whoever wrote it.</summary>
internal static class TokenWords
{
    private const int Longest = 40;

    /// <summary>Words of the grammar are no names of signals.</summary>
    public static bool IsKeyword(string text) =>
        text.ToUpperInvariant() is "AND" or "OR" or "NOT" or "IS" or "IN" or "TRUE" or "FALSE";

    public static bool Is(this Token token, string word) =>
        token.Kind == TokenKind.Name && token.Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>"12d, which is a number of days".</summary>
    public static string Kind(Token token) => token switch
    {
        { Kind: TokenKind.Word } => $"the word \"{Shown(token)}\"",
        { Kind: TokenKind.Name } => token.Text,
        { Suffix: "d" } => $"{token.Text}, which is a number of days",
        { Suffix: "%" } => $"{token.Text}, which is a percentage",
        _ => $"{token.Text}, which has no unit",
    };

    /// <summary>As written, between quotes; the end says itself.</summary>
    public static string Quoted(Token token) => token.Kind == TokenKind.End ? token.Text : $"'{Shown(token)}'";

    private static string Shown(Token token)
    {
        var text = token.Text.Length > Longest ? token.Text[..Longest] + "..." : token.Text;
        return string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
    }
}

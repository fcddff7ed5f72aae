namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>Something that a teammate says of an account, to be kept.</summary>
/// <param name="Account">As typed.</param>
public abstract record SaidCommand(string Account) : Command
{
    /// <summary>The same with another name for the account, as somebody would type it.</summary>
    public abstract string Again(string account);

    /// <param name="What">Null where nothing was said of it.</param>
    public sealed record Log(string Account, string Kind, string? What) : SaidCommand(Account)
    {
        public override string Again(string account) => $"log {account} {Kind}{Tail(What)}";
    }

    /// <param name="Text">Null where it is missing.</param>
    public sealed record Note(string Account, string? Text) : SaidCommand(Account)
    {
        public override string Again(string account) => $"note {account}{Tail(Text)}";
    }

    /// <summary>Takes back what the same teammate said last.</summary>
    public sealed record Undo(string Account) : SaidCommand(Account)
    {
        public override string Again(string account) => $"undo {account}";
    }

    private protected static string Tail(string? text) => text is null ? "" : $": {text}";
}

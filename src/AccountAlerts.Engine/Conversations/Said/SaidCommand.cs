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

    /// <param name="Colour">green, yellow, red or off; null where it is missing.</param>
    public sealed record Sentiment(string Account, string? Colour, string? Reason) : SaidCommand(Account)
    {
        public override string Again(string account) => Colour is null ? $"sentiment {account}" : $"sentiment {account} {Colour}{Tail(Reason)}";
    }

    /// <param name="Band">As conditions write it, or off; null where it is missing.</param>
    /// <param name="Until">A day as typed; null without one.</param>
    public sealed record Override(string Account, string? Band, string? Until, string? Reason) : SaidCommand(Account)
    {
        public override string Again(string account) =>
            Band is null ? $"override {account}" : $"override {account} {Band}{(Until is null ? "" : $" until {Until}")}{Tail(Reason)}";
    }

    /// <summary>Something of one of the account's people.</summary>
    /// <param name="Person">As typed; null where nothing parts it from the account, or nobody is named.</param>
    public abstract record OfPerson(string Account, string? Person) : SaidCommand(Account);

    /// <param name="Role">champion or executive.</param>
    public sealed record NamePerson(string Account, string Role, string? Person) : OfPerson(Account, Person)
    {
        public override string Again(string account) => $"{Role} {account}{Tail(Person)}";
    }

    /// <summary>Two names, addresses or ids are one person.</summary>
    /// <param name="Other">As typed; null where it is missing.</param>
    public sealed record Same(string Account, string? Person, string? Other) : OfPerson(Account, Person)
    {
        public override string Again(string account) => $"same {account}{Tail(Person)}{(Other is null ? "" : $" = {Other}")}";
    }

    /// <summary>Whoever was called the same as this person is not.</summary>
    public sealed record Apart(string Account, string? Person) : OfPerson(Account, Person)
    {
        public override string Again(string account) => $"apart {account}{Tail(Person)}";
    }

    /// <param name="Until">A day as typed, or off; null where it is missing.</param>
    public sealed record Quiet(string Account, string? Until, string? Reason) : SaidCommand(Account)
    {
        public override string Again(string account) =>
            Until is null ? $"quiet {account}" : Until == Domain.Accounts.SaidKinds.Off ? $"quiet {account} off" : $"quiet {account} until {Until}{Tail(Reason)}";
    }

    /// <summary>Takes back what the same teammate said last.</summary>
    public sealed record Undo(string Account) : SaidCommand(Account)
    {
        public override string Again(string account) => $"undo {account}";
    }

    private protected static string Tail(string? text) => text is null ? "" : $": {text}";
}

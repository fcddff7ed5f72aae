using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>One thing said, by whom and of which account.</summary>
internal sealed record SaidScene(AccountRef Account, string Author, IFactSession Session, TeamDirectory Team, DateTimeOffset Now)
{
    public string Name => PlainText.Clean(Account.Name);

    public async Task<AccountFacts> FactsAsync(CancellationToken cancellation) => (await Session.ReadAsync([Account.Id], cancellation))[0];
}

/// <summary>Keeps what teammates say of an account, and says back what changed and how to undo it.</summary>
public sealed class SaidDesk(SaidFacts facts, IRandomIds ids, TimeProvider clock)
{
    /// <summary>Undo is for a slip of the finger, not for history.</summary>
    private static readonly TimeSpan UndoWithin = TimeSpan.FromDays(1);

    internal async Task<Answer> AnswerAsync(SaidCommand command, CommandLine line, AccountRef account, IFactSession session, TeamDirectory team, CancellationToken cancellation)
    {
        var scene = new SaidScene(account, line.Teammate.ToLowerInvariant(), session, team, clock.GetUtcNow());
        return command switch
        {
            SaidCommand.Log log => await KeepAsync(
                scene, new Words(log.Kind) { Note = log.What }, $"Noted: {TouchWords.Of(log.Kind)} with {scene.Name}, today.", cancellation),
            SaidCommand.Note { Text: { } text } => await KeepAsync(scene, new Words(SaidKinds.Note) { Note = text }, $"Noted for {scene.Name}.", cancellation),
            SaidCommand.Note => Say($"Please say what to note: note {account.AccountId}: they plan a second team."),
            SaidCommand.Undo => await UndoAsync(scene, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "A command without a rule."),
        };
    }

    private async Task<Answer> KeepAsync(SaidScene scene, Words words, string answer, CancellationToken cancellation)
    {
        var said = new SaidFact($"said-{ids.Next()}", scene.Now, words.Kind, scene.Author, words.Value, words.Until, words.Note, words.InsteadOf);
        await facts.StoreAsync(scene.Account.AccountId, said, takenBack: false, words.With, scene.Now, cancellation);
        return Say($"{answer} {words.Undo ?? $"To take it back, type: undo {scene.Account.AccountId}"}");
    }

    private async Task<Answer> UndoAsync(SaidScene scene, CancellationToken cancellation)
    {
        var last = (await scene.FactsAsync(cancellation)).Said.LastOrDefault(said => said.Author == scene.Author && said.At > scene.Now - UndoWithin);
        if (last is null)
            return Say($"You said nothing of {scene.Name} since yesterday that could be taken back.");
        await facts.StoreAsync(scene.Account.AccountId, last, takenBack: true, [], scene.Now, cancellation);
        return Say($"Taken back: {SaidWords.Of(last)} ({scene.Name}).");
    }

    private static Answer Say(string text) => new(DeskAnswers.Say(text));

    /// <param name="Kind">One of <see cref="SaidKinds"/>.</param>
    private sealed record Words(string Kind)
    {
        public string? Value { get; init; }

        public DateOnly? Until { get; init; }

        public string? Note { get; init; }

        public string? InsteadOf { get; init; }

        /// <summary>What is remembered with it.</summary>
        public IReadOnlyList<ProductValue> With { get; init; } = [];

        /// <summary>How to undo it, where that is not by taking it back.</summary>
        public string? Undo { get; init; }
    }
}

using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>Keeps what teammates say of an account, and says back what changed and how to undo it.</summary>
public sealed class SaidDesk(SaidFacts facts, IRandomIds ids, TimeProvider clock)
{
    /// <summary>Undo is for a slip of the finger, not for history.</summary>
    private static readonly TimeSpan UndoWithin = TimeSpan.FromDays(2);

    internal async Task<Answer> AnswerAsync(SaidCommand command, CommandLine line, AccountRef account, IFactSession session, TeamDirectory team, CancellationToken cancellation)
    {
        if (await session.ReadAsync([account.Id], cancellation) is not [var known, ..])
            return new Answer(DeskAnswers.Say($"Nothing is known of {account.Name} yet."));
        var scene = new SaidScene(account, line.Teammate.ToLowerInvariant(), known, team, clock.GetUtcNow());
        var outcome = command switch
        {
            SaidCommand.Log log => new SaidOutcome.Keep(new Saying(log.Kind) { Note = log.What }, $"Noted: {TouchWords.Of(log.Kind)} with {scene.Name}, today."),
            SaidCommand.Note { Text: { } text } => new SaidOutcome.Keep(new Saying(SaidKinds.Note) { Note = text }, $"Noted for {scene.Name}."),
            SaidCommand.Note => SaidOutcome.Ask($"Please say what to note: note {account.AccountId}: they plan a second team."),
            SaidCommand.Sentiment sentiment => OpinionRules.Of(sentiment, scene),
            SaidCommand.Override set => OpinionRules.Of(set, scene),
            SaidCommand.NamePerson person => RoleRules.Of(person, scene),
            SaidCommand.Same same => SameRules.Of(same, scene),
            SaidCommand.Apart apart => SameRules.Of(apart, scene),
            SaidCommand.Quiet quiet => QuietRules.Of(quiet, scene),
            SaidCommand.Undo => Undo(scene),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "A command without a rule."),
        };
        switch (outcome)
        {
            case SaidOutcome.Keep keep:
                await KeepAsync(scene, keep.Saying, cancellation);
                return new Answer(DeskAnswers.Say($"{keep.Changed} To take it back, type: undo {account.AccountId}"));
            case SaidOutcome.TakeBack back:
                await facts.StoreAsync(account.AccountId, back.Said, takenBack: true, QuietRules.After(back.Said, scene), scene.Now, cancellation);
                return new Answer(DeskAnswers.Say($"Taken back: {SaidWords.Of(back.Said)} ({scene.Name})."));
            default:
                return new Answer(((SaidOutcome.Told)outcome).Message);
        }
    }

    private Task KeepAsync(SaidScene scene, Saying words, CancellationToken cancellation)
    {
        var said = new SaidFact($"said-{ids.Next()}", scene.Now, words.Kind, scene.Author, words.Value, words.Until, words.Note, words.InsteadOf);
        return facts.StoreAsync(scene.Account.AccountId, said, takenBack: false, words.With, scene.Now, cancellation);
    }

    private static SaidOutcome Undo(SaidScene scene) =>
        scene.Facts.Said.LastOrDefault(said => said.Author == scene.Author && said.At > scene.Now - UndoWithin) is { } last
            ? new SaidOutcome.TakeBack(last)
            : SaidOutcome.Ask($"You said nothing of {scene.Name} since yesterday that could be taken back.");
}

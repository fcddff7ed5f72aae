using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Rhythm;

namespace AccountAlerts.Engine.Delivery;

/// <summary>Answers in the outbox, as the store knows them.</summary>
public interface IAnswerRows
{
    /// <returns>True if an answer of that name was said there, or is on its way.</returns>
    Task<bool> KnowsAsync(string name, Conversation place, CancellationToken cancellation);

    /// <summary>Forgets answers that were said, and that nobody changed since; and what was kept of threads that nothing else was said in.</summary>
    /// <param name="age">How long ago at least, by the database's clock.</param>
    /// <returns>How many answers.</returns>
    Task<int> ForgetAsync(TimeSpan age, CancellationToken cancellation);
}

/// <summary>
/// What is said to one person alone because they asked or pressed, by way of the outbox: it outlives a crash and a refusal, waits as long as the
/// platform says, keeps within what it takes, goes before everything else, and the same answer is said once.
/// </summary>
/// <param name="clock">The product's.</param>
public sealed class PrivateAnswers(IAlertStore store, IAnswerRows rows, IRandomIds ids, TimeProvider clock) : IDueWork
{
    private const string Scope = "answer/";

    /// <summary>Buttons of an answer may be pressed as long.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public string Name => "delivery.answers";

    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <param name="to">What it answers: the same again is not said twice.</param>
    /// <param name="place">Read by one person alone.</param>
    public Task SayAsync(string to, Conversation place, Message message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        string name = NameOf(to);
        return store.CommitAsync(
            new AlertCommit
            {
                At = clock.GetUtcNow(),
                Posts = [new Post(name, ids.Next(), null, place, message with { Answer = name }, Priority.Answer)],
            },
            cancellation);
    }

    /// <summary>A line where others read along: no more than that an answer was given.</summary>
    public Task NoteAsync(string to, Conversation place, string text, CancellationToken cancellation) => store.CommitAsync(
        new AlertCommit
        {
            At = clock.GetUtcNow(),
            Posts =
            [
                new Post(NameOf(to), ids.Next(), null, place, new Message { Text = text, Blocks = [new Paragraph([new Span(text)])] }, Priority.Answer),
            ],
        },
        cancellation);

    /// <summary>Something else takes the place of an earlier answer.</summary>
    /// <param name="name">As the message called itself: <see cref="Message.Answer"/>. It may come from anybody.</param>
    /// <param name="place">The asker's own: nobody changes what somebody else was told.</param>
    /// <returns>False if there is no such answer there (any more).</returns>
    public async Task<bool> ReplaceAsync(string name, Conversation place, Message message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!name.StartsWith(Scope, StringComparison.Ordinal) || !await rows.KnowsAsync(name, place, cancellation))
            return false;
        await store.CommitAsync(
            new AlertCommit { At = clock.GetUtcNow(), Edits = [new PostEdit(name, message with { Answer = name })] }, cancellation);
        return true;
    }

    public Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellation) => rows.ForgetAsync(Kept, cancellation);

    private static string NameOf(string to) => Scope + to;
}

using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Rhythm;

/// <summary>A teammate's digest as an answer, at any time.</summary>
public interface IDigests
{
    /// <summary>What the digest would say now. Its buttons work; nothing counts as told by it, and the next digest is as it would be.</summary>
    Task<Message> PreviewAsync(string email, CancellationToken cancellation);
}

/// <inheritdoc cref="IDigests"/>
public sealed class Digests(
    IFactReader facts, DigestLoader loader, AccountBook book, IProductValues values, IConversationBook places, IRandomIds ids, Absences absences,
    DigestOptions options, TimeProvider clock) : IDigests
{
    public async Task<Message> PreviewAsync(string email, CancellationToken cancellation)
    {
        string reader = email.ToLowerInvariant();
        if (await book.HeadAsync(cancellation) is not { } head)
            return DeskAnswers.Say("Nothing is known yet: the first look at the accounts is still to come.");
        await using var session = await facts.OpenAsync(cancellation);
        var team = await session.DirectoryAsync(cancellation);
        var away = await absences.ReadAsync(team, cancellation);
        var now = clock.GetUtcNow();
        var bands = BandMemos.Read(await values.GetAsync(BandMemos.Scope, reader, cancellation));
        var input = await loader.LoadAsync(team.Of(reader), away, head, bands, options.MostRows, now, cancellation);
        var rows = new RowWriter(ids.Next(), reader, places.Of(reader), team, now);
        var draft = DigestComposer.Compose(input, rows);

        var sheet = rows.ToSheet(draft.Message, null).ToValue(rows.Sheet);
        var note = SheetSweep.Note(rows.Sheet, now);
        await values.SetAsync(sheet.Scope, sheet.Key, sheet.Value, cancellation);
        await values.SetAsync(note.Scope, note.Key, note.Value, cancellation);
        return draft.Message;
    }
}

using System.Globalization;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Evaluation.Notices;

/// <summary>
/// Turns notices into cards, so that they have all that cards have: leases, edits in order, nothing lost, nothing said twice. Their
/// "account" is a number below 0 that no customer can have, one for each notice.
/// </summary>
public sealed class NoticeBoard(IAlertStore store, IProductValues values, IConversationBook book, IRandomIds ids)
{
    internal const string Scope = "$notice";

    /// <summary>Key of the last number given; no notice is called so.</summary>
    private const string Last = "#";

    /// <summary>Where it goes if nobody on the team minds the data, nor leads anybody.</summary>
    private const string Channel = "#customer-success";

    /// <summary>What has to be stored so that the notices show what they should; nothing where they do.</summary>
    public async Task<NoticeChanges> PlanAsync(IReadOnlyList<Notice> notices, TeamDirectory team, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(notices);
        ArgumentNullException.ThrowIfNull(team);
        if (notices.Count == 0)
            return NoticeChanges.None;
        var numbers = await values.ListAsync(Scope, cancellation);
        int last = Number(numbers.GetValueOrDefault(Last) ?? "0");
        var changed = new List<ProductValue>();
        var cards = new List<CardChange>();
        foreach (var notice in notices)
        {
            if (numbers.TryGetValue(notice.Key, out string? known))
            {
                foreach (var stored in (await store.ReadAsync([-Number(known)], cancellation))[0].Cards)
                {
                    var card = stored.Card with { Phase = notice.Over ? CardPhase.Closed : CardPhase.Live, Version = stored.Card.Version + 1 };
                    var message = Composed(notice, card);
                    if (card.Phase != stored.Card.Phase || MessageJson.Hash(MessageJson.Write(message)) != stored.DesiredHash)
                        cards.Add(new CardChange(card, message, Priority.Alert));
                }

                if (notice.Over)
                    changed.Add(new ProductValue(Scope, notice.Key, null));
            }
            else if (!notice.Over)
            {
                last++;
                changed.Add(new ProductValue(Scope, notice.Key, Text(last)));
                cards.AddRange(Readers(team).Select(reader => New(notice, last, reader, now)));
            }
        }

        if (last != Number(numbers.GetValueOrDefault(Last) ?? "0"))
            changed.Add(new ProductValue(Scope, Last, Text(last)));
        return new NoticeChanges(changed, cards);
    }

    /// <summary>Keys of the notices that are open, of those that begin so.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync(string prefix, CancellationToken cancellation) =>
        [.. (await values.RememberAsync(Scope, stored => stored, cancellation)).Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))];

    /// <summary>Which notice a click is about.</summary>
    /// <returns>Null for one that is over, or that nobody knows.</returns>
    public async Task<string?> FindAsync(NoticeHandle handle, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(handle);
        if (await store.FindCardAsync(handle.CardKey, cancellation) is not { AccountId: < 0 } card)
            return null;
        string number = Text(-card.AccountId);
        return (await values.ListAsync(Scope, cancellation)).FirstOrDefault(entry => entry.Value == number && entry.Key != Last).Key;
    }

    /// <summary>Who minds the data; else who leads; else everybody.</summary>
    private static string[] Readers(TeamDirectory team)
    {
        string[] operations = Of(TeamRole.Operations);
        if (operations.Length > 0)
            return operations;
        string[] managers = Of(TeamRole.Manager);
        return managers.Length > 0 ? managers : [Channel];

        string[] Of(TeamRole role) => [.. team.All.Where(mate => mate.Role == role).Select(mate => mate.Email.ToLowerInvariant()).Order(StringComparer.Ordinal)];
    }

    private CardChange New(Notice notice, int number, string reader, DateTimeOffset now)
    {
        var card = new Card
        {
            Key = ids.Next(),
            AccountId = -number,
            Kind = TriggerKind.Data,
            Conversation = book.Of(reader),
            Reader = reader,
            Generation = 1,
            Causes = [],
            CreatedAt = now,
        };
        return new CardChange(card, Composed(notice, card), Priority.FirstAlert);
    }

    private static Message Composed(Notice notice, Card card) => notice.Message with
    {
        Tone = notice.Over ? Tone.Done : Tone.Data,
        Buttons = notice.Over
            ? []
            : [.. notice.Buttons.Select(button => new Button(Actions.Notice, button.Label, new NoticeHandle(card.Key, button.Choice).ToString(), button.Style, button.Dialog))],
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>For one commit.</summary>
public sealed record NoticeChanges(IReadOnlyList<ProductValue> Values, IReadOnlyList<CardChange> Cards)
{
    public static NoticeChanges None { get; } = new([], []);
}

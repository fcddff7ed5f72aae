using System.Collections.Concurrent;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Tests.Running;

/// <summary>All that the pages ask for, in memory; remembers every click and command.</summary>
public sealed class MemoryInbox : IMailbox, IInboxFeed, IConversationDesk, IAccountPages, IFactReader, IFactSession, IFactStore
{
    private readonly ConcurrentDictionary<string, MailboxMessage> messages = new();
    private long sequence;

    public List<Teammate> Team { get; } = [Scene.Dana, Scene.Lee, Scene.Noor, Scene.Sam];

    public ConcurrentQueue<Click> Clicks { get; } = new();

    public ConcurrentQueue<CommandLine> Commands { get; } = new();

    public Dictionary<string, AccountPage> Accounts { get; } = [];

    public bool StoreAnswers { get; set; } = true;

    /// <summary>What the desk does with a click; by default it says nothing.</summary>
    public Func<Click, Answer> OnClick { get; set; } = _ => new Answer(null);

    public Func<CommandLine, Answer> OnCommand { get; set; } = command => new Answer(Scene.Plain($"You said: {command.Text}"));

    public string Put(string place, Message message, DateTimeOffset? at = null) => Put(place, message, $"key{messages.Count}", at);

    public string Put(string place, Message message, string key, DateTimeOffset? at = null)
    {
        string id = $"msg{messages.Count}";
        messages[id] = new MailboxMessage(
            id, new Conversation("inbox", "local", place), key, message, at ?? Scene.Now, null, Interlocked.Increment(ref sequence));
        return id;
    }

    public void Edit(string id, Message message) => messages[id] = messages[id] with
    {
        Message = message,
        EditedAt = Scene.Now.AddMinutes(5),
        Sequence = Interlocked.Increment(ref sequence),
    };

    /// <summary>Puts a line under a message.</summary>
    public void Say(string id, string text) => messages[id] = messages[id] with
    {
        Thread = [.. messages[id].Thread, new MailboxMessage(
            $"{id}-{messages[id].Thread.Count}", messages[id].Conversation, $"line-{id}-{messages[id].Thread.Count}", Scene.Plain(text), Scene.Now.AddMinutes(5), null,
            Interlocked.Increment(ref sequence))],
    };

    public Task<string> PostAsync(OutboundMessage message, CancellationToken cancellation) => Task.FromResult(Put(message.Conversation.Id, message.Message, message.Key));

    public Task<bool> EditAsync(OutboundMessage message, string messageId, CancellationToken cancellation)
    {
        if (!messages.ContainsKey(messageId))
            return Task.FromResult(false);
        Edit(messageId, message.Message);
        return Task.FromResult(true);
    }

    public Task<string?> FindAsync(Conversation conversation, string key, CancellationToken cancellation) =>
        Task.FromResult(messages.Values.FirstOrDefault(message => message.Key == key)?.MessageId);

    public Task<IReadOnlyList<MailboxMessage>> ReadAsync(Conversation conversation, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<MailboxMessage>>([.. messages.Values.Where(message => message.Conversation == conversation)
            .OrderByDescending(message => message.PostedAt).Take(limit)]);

    public Task<long> LatestAsync(Conversation conversation, CancellationToken cancellation) =>
        Task.FromResult(messages.Values.Where(message => message.Conversation == conversation).SelectMany(message => message.Thread.Append(message)).Select(message => message.Sequence).DefaultIfEmpty().Max());

    public Task<IReadOnlyList<MailboxMessage>> ReadAsync(string reader, int limit, CancellationToken cancellation) =>
        ReadAsync(InboxPlatform.ConversationOf(reader), limit, cancellation);

    public Task<long> LatestAsync(string reader, CancellationToken cancellation) => LatestAsync(InboxPlatform.ConversationOf(reader), cancellation);

    public Task<Answer> ClickAsync(Click click, CancellationToken cancellation)
    {
        Clicks.Enqueue(click);
        return Task.FromResult(OnClick(click));
    }

    public Task<Answer> CommandAsync(CommandLine command, CancellationToken cancellation)
    {
        Commands.Enqueue(command);
        return Task.FromResult(OnCommand(command));
    }

    public Task<AccountPage?> FindAsync(string accountId, string viewer, CancellationToken cancellation) => Task.FromResult(Accounts.GetValueOrDefault(accountId));

    public Task<IReadOnlyList<AccountLine>> ListAsync(string viewer, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<AccountLine>>([.. Accounts.Values.Select(page =>
            new AccountLine(page.AccountId, page.Name, page.Health.Score, page.Health.Band, -9, "Dana Whitfield", page.Alerts.Count(alert => alert.Live)))]);

    public Task<IFactSession> OpenAsync(CancellationToken cancellation) => Task.FromResult<IFactSession>(this);

    public Task<IReadOnlyList<Teammate>> TeamAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Teammate>>(Team);

    public Task<long> CountImportsAsync(CancellationToken cancellation) => Task.FromResult(0L);

    public Task<bool> HasFactsAsync(CancellationToken cancellation) =>
        StoreAnswers ? Task.FromResult(true) : Task.FromException<bool>(new IOException("The disk is gone."));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    Task<StoredHorizon> IFactSession.HorizonAsync(DateOnly asOf, CancellationToken cancellation) => throw new NotSupportedException();

    Task<IReadOnlyList<AccountRef>> IFactSession.AccountsAsync(CancellationToken cancellation) => throw new NotSupportedException();

    Task<IReadOnlyList<AccountFacts>> IFactSession.ReadAsync(IReadOnlyList<int> accountIds, CancellationToken cancellation) => throw new NotSupportedException();

    Task<IReadOnlyList<AccountTeamMember>> IFactSession.AccountTeamAsync(int accountId, CancellationToken cancellation) => throw new NotSupportedException();

    Task<bool> IFactStore.WasImportedAsync(string source, FactStream stream, string contentHash, CancellationToken cancellation) => throw new NotSupportedException();

    Task<IFactImport> IFactStore.BeginAsync(ImportHeader header, CancellationToken cancellation) => throw new NotSupportedException();

    Task IFactStore.MarkReadAsync(string source, IReadOnlyCollection<FactStream> streams, DateTimeOffset at, CancellationToken cancellation) => throw new NotSupportedException();

    IAsyncEnumerable<Cell[]> IFactStore.ExportAsync(FactStream stream, CancellationToken cancellation) => throw new NotSupportedException();
}

using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>Whatever happens in whatever order, in the end every message is shown once and says the last that was to be said.</summary>
public abstract class DeliveryScheduleLaws : DeliveryScene
{
    private static readonly Wire[] Wires =
        [Wire.Accept, Wire.Accept, Wire.Accept, Wire.AcceptThenReset, Wire.Reset, Wire.TooMany, Wire.TooManyInAll, Wire.NoSuchConversation, Wire.BadToken, Wire.BadPayload];

    private readonly List<string> _events = [];

    protected abstract int Steps { get; }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    public async Task Every_message_is_shown_exactly_once_and_edits_come_in_order(int seed, bool pauses)
    {
        var chance = new Random(seed);
        var cards = Enumerable.Range(0, 6).Select(i => Card($"c{i}", account: i, at: i % 3 == 0 ? Dana : Lee)).ToArray();
        var texts = new int[cards.Length];
        var posts = new List<string>();
        var paused = new List<OutboxItem>();

        for (int step = 0; step < Steps; step++)
        {
            int card = chance.Next(cards.Length);
            switch (chance.Next(pauses ? 8 : 7))
            {
                case 0 or 1:
                    cards[card] = await PutAsync(cards[card], $"{++texts[card]}");
                    break;
                case 2:
                    posts.Add($"p{step}");
                    await PostAsync($"p{step}", chance.Next(2) == 0 ? Dana : Lee, (Priority)chance.Next(4));
                    break;
                case 3:
                    Clock.Advance(TimeSpan.FromSeconds(chance.Next(100)));
                    break;
                case 4:
                    Platform.Then(Wires[chance.Next(Wires.Length)], Wires[chance.Next(Wires.Length)]);
                    await DrainAsync();
                    break;
                case 5:
                    await DieAsync(chance);
                    break;
                case 6:
                    await Outbox.ReleaseAsync(default);
                    break;
                case 7:
                    foreach (var item in await ClaimAsync(1))
                        paused.Add(await LookedAsync(item));
                    break;
            }

            // A paused process wakes up long after its lease, makes its call and hands in the result.
            if (paused.Count > 0 && chance.Next(4) == 0)
            {
                Clock.Advance(AfterTheLease);
                await WakeAsync(paused[0]);
                paused.RemoveAt(0);
            }
        }

        await SettleAsync(paused);

        foreach (int card in Enumerable.Range(0, cards.Length).Where(card => texts[card] > 0))
            Assert.True(SeenOf(cards[card].Key) is [var seen] && seen == $"{texts[card]}", Story(cards[card].Key));
        Assert.All(posts, post => Assert.Single(Platform.Messages, message => message.Key == post));
        Assert.Empty((await Desk.CountAsync(default)).Broken);
        if (!pauses)
            Assert.All(Platform.Shown.Where(shown => shown.Key[0] == 'c').GroupBy(shown => shown.Key), InOrder);
    }

    private IReadOnlyList<string> SeenOf(string key) => [.. Platform.Messages.Where(message => message.Key == key).Select(message => message.Message.Text)];

    /// <summary>What happened to a message, for whoever has to find out why a schedule breaks the law.</summary>
    private string Story(string key)
    {
        string[] ids = [.. Platform.Messages.Where(message => message.Key == key).Select(message => message.Id)];
        using var reader = Store.Database.Read();
        using var row = reader.Prepare("SELECT message_id, stray, doubled, pending, unclear, dead, last_error FROM outbox WHERE key = ?1");
        row.Bind(1, key).Step();
        string stored = string.Join(" | ", Enumerable.Range(0, 7).Select(column => row.IsNull(column) ? "-" : column is 0 or 1 or 6 ? row.Text(column) : $"{row.Int64(column)}"));
        var calls = Platform.Calls.Select((call, index) => $"{index + 1}:{call}").Where(call => call.EndsWith(" " + key, StringComparison.Ordinal) || call.Contains(":delete", StringComparison.Ordinal));
        return $"{key} is there as {string.Join(", ", ids)}; stored: {stored}; calls: {string.Join(", ", calls.Concat(_events))}";
    }

    private static void InOrder(IGrouping<string, (string Key, string Text)> card)
    {
        int[] numbers = [.. card.Select(shown => int.Parse(shown.Text, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(numbers.Order(), numbers);
    }

    /// <summary>A process leases some rows, makes some of the calls, and dies.</summary>
    private async Task DieAsync(Random chance)
    {
        foreach (var item in await ClaimAsync(chance.Next(1, 4)))
        {
            if (chance.Next(2) == 0 && !item.LookFirst)
                await CallAsync(item);
        }
    }

    /// <summary>The look comes before the pause: what it can miss is only what happens after it.</summary>
    private async Task<OutboxItem> LookedAsync(OutboxItem item) =>
        item.LookFirst && await Platform.FindAsync(item.Conversation, item.Key, default) is LookUp.Found found ? item with { MessageId = found.MessageId } : item;

    private async Task WakeAsync(OutboxItem item)
    {
        var result = RetryPolicy.ResultOf(await CallAsync(item), item) with { Found = item.MessageId };
        bool ours = await RecordAsync(item, result);
        _events.Add($"{Platform.Calls.Count}:woke {item.Key} epoch {item.Epoch} unclear {item.Unclear} {result.GetType().Name} {(ours ? "ours" : "late")}");
    }

    private async Task<DeliveryOutcome> CallAsync(OutboxItem item)
    {
        try
        {
            return item.MessageId is { } id ? await Platform.EditAsync(item.Message, id, default) : await Platform.SendAsync(item.Message, default);
        }
        catch (IOException)
        {
            return new DeliveryOutcome.Unknown("reset");
        }
    }

    private async Task SettleAsync(List<OutboxItem> paused)
    {
        Platform.Calm();
        foreach (var item in paused)
        {
            Clock.Advance(AfterTheLease);
            await WakeAsync(item);
        }

        for (int round = 0; round < 30; round++)
        {
            await DrainAsync();
            foreach (var dead in (await Desk.OverviewAsync(100, default)).Dead)
                await Desk.ReplayAsync(dead.Id, default);
            await Cleanup.RunAsync(Clock.GetUtcNow(), default);
            Clock.Advance(TimeSpan.FromMinutes(61));
        }

        Assert.Equal(0, (await Desk.CountAsync(default)).Pending);
    }
}

public sealed class SqliteDeliveryScheduleTests : DeliveryScheduleLaws
{
    protected override int Steps => 300;

    protected override Task<StoreUnderTest> OpenAsync(TimeProvider clock) => StoreUnderTest.SqliteAsync(clock);
}

public sealed class PostgresDeliveryScheduleTests : DeliveryScheduleLaws
{
    protected override int Steps => 150;

    protected override Task<StoreUnderTest> OpenAsync(TimeProvider clock) => StoreUnderTest.PostgresAsync(clock);
}

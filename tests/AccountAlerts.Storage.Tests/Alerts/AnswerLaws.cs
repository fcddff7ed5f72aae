using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Storage.Alerts;
using AccountAlerts.TestKit.Fakes;

namespace AccountAlerts.Storage.Tests.Alerts;

/// <summary>Answers to one person go by way of the outbox.</summary>
public abstract class AnswerLaws : DeliveryScene
{
    private PrivateAnswers Answers => new(Alerts, new AnswerRows(Store.Database), new CountingIds(), Clock);

    [Fact]
    public async Task The_same_answer_is_said_once_and_before_anything_else()
    {
        await PutAsync(Card("c1"), "news");
        await Answers.SayAsync("why/1", Dana, Text("because"), default);
        await Answers.SayAsync("why/1", Dana, Text("because"), default);

        await DrainAsync();

        Assert.Equal(["because", "news"], Platform.Messages.Select(shown => shown.Message.Text));
    }

    [Fact]
    public async Task An_answer_that_is_refused_for_now_is_said_later_and_its_place_is_taken_where_it_stands()
    {
        Platform.Then(Wire.TooMany);
        await Answers.SayAsync("which/1", Dana, Text("this or that?"), default);
        await DrainAsync();
        Assert.Empty(Platform.Messages);

        Clock.Advance(TimeSpan.FromMinutes(1));
        await DrainAsync();
        string name = Assert.Single(Platform.Messages).Message.Answer!;
        Assert.True(await Answers.ReplaceAsync(name, Dana, Text("that"), default));
        await DrainAsync();

        var shown = Assert.Single(Platform.Messages).Message;
        Assert.Equal(("that", name), (shown.Text, shown.Answer));
    }

    [Fact]
    public async Task Nobody_replaces_what_somebody_else_was_told_or_what_is_no_answer()
    {
        await Answers.SayAsync("which/1", Dana, Text("this or that?"), default);
        await PostAsync("digest/1", Lee);
        await DrainAsync();
        string name = Platform.Messages.Single(shown => shown.Message.Answer is not null).Message.Answer!;

        Assert.False(await Answers.ReplaceAsync(name, Lee, Text("stolen"), default));
        Assert.False(await Answers.ReplaceAsync("digest/1", Lee, Text("stolen"), default));
        Assert.False(await Answers.ReplaceAsync("answer/which/2", Dana, Text("stolen"), default));

        await DrainAsync();
        Assert.DoesNotContain(Platform.Messages, shown => shown.Message.Text == "stolen");
    }

    [Fact]
    public async Task What_was_said_is_forgotten_after_a_week_and_what_was_not_is_kept()
    {
        await Answers.SayAsync("why/1", Dana, Text("because"), default);
        await DrainAsync();
        Platform.Then(Wire.NoSuchConversation);
        await Answers.SayAsync("why/2", Lee, Text("because"), default);
        await PostAsync("digest/1", Dana);
        await DrainAsync();

        Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(0, await Answers.RunAsync(Clock.GetUtcNow(), default));
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await Answers.RunAsync(Clock.GetUtcNow(), default));

        Assert.Equal(1, (await Desk.CountAsync(default)).Pending);
    }

    [Fact]
    public async Task What_is_kept_of_threads_and_of_reads_goes_when_nothing_is_left_in_them_and_is_made_again_when_it_is_needed()
    {
        var thread = new Conversation("fake", "w", "a-channel;a-thread");
        var buckets = new CallBuckets(Store.Database);
        var limits = new PlatformLimits { Reads = new Rate(TimeSpan.FromSeconds(5)) };
        await PutAsync(Card("c1"), "news");
        await Answers.NoteAsync("why/1", thread, "Answered privately.", default);
        await DrainAsync();
        Assert.Equal(TimeSpan.Zero, await buckets.TakeAsync(Dana, CallKind.Read, limits, default));
        Assert.Equal([thread.Id, Dana.Id, Dana.Id + "?reads"], Places());

        Clock.Advance(TimeSpan.FromDays(6));
        await Answers.RunAsync(Clock.GetUtcNow(), default);
        Assert.Equal(3, Places().Count);
        Clock.Advance(TimeSpan.FromDays(2));
        await Answers.RunAsync(Clock.GetUtcNow(), default);
        Assert.Equal([Dana.Id], Places());

        await Answers.NoteAsync("why/2", thread, "Answered privately.", default);
        await DrainAsync();
        Assert.Equal(2, Platform.Messages.Count(shown => shown.Conversation == thread));
        Assert.Equal(TimeSpan.Zero, await buckets.TakeAsync(Dana, CallKind.Read, limits, default));
        Assert.NotEqual(TimeSpan.Zero, await buckets.TakeAsync(Dana, CallKind.Read, limits, default));
    }

    /// <summary>Of which conversations something is kept.</summary>
    private List<string> Places()
    {
        using var reader = Store.Database.Read();
        using var rows = reader.Prepare("SELECT conversation FROM lanes ORDER BY conversation");
        var places = new List<string>();
        while (rows.Step())
            places.Add(rows.Text(0));
        return places;
    }
}

public sealed class SqliteAnswerTests : AnswerLaws
{
    protected override Task<StoreUnderTest> OpenAsync(TimeProvider clock) => StoreUnderTest.SqliteAsync(clock);
}

public sealed class PostgresAnswerTests : AnswerLaws
{
    protected override Task<StoreUnderTest> OpenAsync(TimeProvider clock) => StoreUnderTest.PostgresAsync(clock);
}

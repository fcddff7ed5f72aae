using System.Text.Json.Nodes;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.TestKit.Fakes;
using NSubstitute;

namespace AccountAlerts.Engine.Tests.Conversations;

/// <summary>How what was said becomes a fact.</summary>
public sealed class SaidFactsTests
{
    private const string Id = "said-1";
    private static readonly DateTimeOffset Now = new(2026, 6, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly MemoryValues _values = new();
    private readonly RecordingFactStore _written = new();

    [Fact]
    public async Task A_word_that_is_taken_back_while_it_is_being_stored_is_taken_back_by_the_next_run()
    {
        var facts = new SaidFacts(Substitute.For<IAlertStore>(), _values, _written);
        await _values.SetAsync(SaidFacts.Scope, Id, Noted(takenBack: null), default);
        _written.Meanwhile = async () =>
        {
            _written.Meanwhile = () => Task.CompletedTask;
            await _values.SetAsync(SaidFacts.Scope, Id, Noted(Now.AddSeconds(1)), default);
        };

        await facts.RunAsync(Now, default);
        Assert.Equal(CellKind.Empty, TakenBackAt().Kind);
        await facts.RunAsync(Now.AddSeconds(5), default);

        Assert.NotEqual(CellKind.Empty, TakenBackAt().Kind);
        Assert.Equal(0, await facts.RunAsync(Now.AddSeconds(10), default));
    }

    private Cell TakenBackAt() => Assert.Single(_written.Rows(FactStream.Said))[FactContract.Of(FactStream.Said).IndexOf("taken_back_at")];

    private static string Noted(DateTimeOffset? takenBack) => new JsonObject
    {
        ["Account"] = "a1", ["Day"] = "2026-06-05", ["Kind"] = SaidKinds.Note, ["Note"] = "they plan a second team", ["At"] = Now, ["Author"] = "dana@example.com",
        ["TakenBack"] = takenBack is { } at ? JsonValue.Create(at) : null,
    }.ToJsonString();
}

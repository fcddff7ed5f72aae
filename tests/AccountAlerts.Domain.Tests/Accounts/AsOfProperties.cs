using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Domain.Signals;
using AccountAlerts.TestKit.Scenes;
using FsCheck;
using FsCheck.Fluent;

namespace AccountAlerts.Domain.Tests.Accounts;

public sealed class AsOfProperties
{
    [Fact]
    public void Cutting_away_every_fact_after_a_day_changes_no_answer_as_of_that_day() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            var account = RandomAccounts.Of(seed);
            var day = RandomAccounts.Day(new Random(seed + 1));
            var frame = account.Frame(day);
            var facts = account.Build();

            Assert.Equal(Answers(facts.UpTo(day), frame), Answers(facts, frame));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    [Fact]
    public void The_order_of_usage_entries_changes_no_answer() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
        {
            var account = RandomAccounts.Of(seed);
            var frame = account.Frame(AccountBuilder.Today);
            var facts = account.Build();
            var shuffled = facts.Usage.Entries.ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(Answers(facts, frame), Answers(facts with { Usage = new UsageHistory(shuffled) }, frame));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>Everything that can be asked of a view, as text.</summary>
    private static string[] Answers(AccountFacts facts, EvaluationFrame frame)
    {
        var view = new AccountView(facts, frame, DefaultHealthModels.All);
        var signals = SignalCatalogue.All.Where(signal => signal.Scope == SignalScope.Account)
            .Select(signal => $"{signal.Name} = {view.Read(signal)}");
        var people = view.People.SelectMany(person => SignalCatalogue.All.Where(signal => signal.Scope == SignalScope.Person)
            .Select(signal => $"{person.PersonId} {signal.Name} = {view.ForPerson(person).Read(signal)}"));
        return
        [
            .. signals, .. people, $"{view.Columns}", $"{view.CreatedOn} {view.Exists} {view.UsageThrough}",
            $"{view.Champion?.Person.PersonId} {view.Champion?.Named}", $"{view.Health.Exact} {view.Health.Coverage} {view.Health.Reason}",
        ];
    }
}

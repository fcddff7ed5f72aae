using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Health;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.Tests.Demo;

/// <summary>Stored demo rows as the domain sees them: one view per account, as of a day.</summary>
internal static class KnownAccounts
{
    private const int HoldForDays = 14;

    public static Dictionary<string, AccountView> On(MemoryFacts facts, DateOnly today)
    {
        List<string> metrics = [MetricTable.SightingName, .. facts.Facts(FactStream.Usage).Select(usage => usage.Text("metric")).Distinct().Order(StringComparer.Ordinal)];
        EvaluationFrame frame = new(today, Live: true, Streams(facts, today), MetricGuesser.Table(metrics, []));
        Dictionary<string, List<Fact>> usage = facts.Facts(FactStream.Usage).GroupBy(fact => fact.Text("account_id")).ToDictionary(group => group.Key, group => group.ToList());
        return facts.Facts(FactStream.Accounts)
            .Select((account, index) => Account(facts, account, index + 1, usage.GetValueOrDefault(account.Text("account_id"), []), metrics, today))
            .ToDictionary(account => account.Profile.AccountId, account => new AccountView(account, frame, DefaultHealthModels.All));
    }

    private static Dictionary<FactStream, StreamFreshness> Streams(MemoryFacts facts, DateOnly today)
    {
        DateOnly newestUsage = facts.Facts(FactStream.Usage).Max(usage => usage.Day("date"));
        return FactContract.All.ToDictionary(
            contract => contract.Stream,
            contract => FrameRules.Of(
                contract.Stream, today, today, newestUsage, facts.Rows(contract.Stream).Count > 0 ? DateOnly.MinValue : null, today, HoldForDays));
    }

    private static AccountFacts Account(MemoryFacts facts, Fact account, int id, List<Fact> usage, List<string> metrics, DateOnly today)
    {
        string accountId = account.Text("account_id");
        List<Person> people = [.. facts.Facts(FactStream.People, accountId).Select((person, index) => new Person(
            index + 1, person.Text("person_id"), Text(person, "name"), Text(person, "email"), Day(person, "first_seen"), Day(person, "deactivated_on"),
            [new PersonVersion(DateOnly.MinValue, Enum.Parse<PersonRole>(person.Text("role").Replace("_", "", StringComparison.Ordinal), ignoreCase: true), Text(person, "department"))]))];
        Dictionary<string, int> ordinals = people.ToDictionary(person => person.PersonId, person => person.Ordinal);
        int Ordinal(Fact fact) => ordinals.GetValueOrDefault(fact.Text("person_id"));
        return new AccountFacts
        {
            Id = id,
            Profile = new AccountProfile(accountId, account.Text("name"), account.Text("domain"), account.Text("country"), account.Text("currency"), null, [], account.Day("created_on"), account.Text("segment")),
            Versions = [.. facts.Facts(FactStream.AccountHistory, accountId).Select(row => Version(row, row.Day("effective_on"), fromHistory: true))
                .Append(Version(account, today, fromHistory: false)).OrderBy(version => version.EffectiveOn)],
            People = people,
            Usage = new UsageHistory(usage.Select(row => new UsageEntry((int)row.Number("date"), Ordinal(row), metrics.IndexOf(row.Text("metric")), row.Number("value"))).ToArray()),
            Tickets = [.. facts.Facts(FactStream.Tickets, accountId).Select(row => new Ticket(
                row.Text("ticket_id"), Ordinal(row), Instant(row, "opened_at")!.Value, Instant(row, "closed_at"), row.Text("priority")[1] - '0',
                row.Number("escalated") == 1, Number(row, "sentiment"), Number(row, "csat"), Text(row, "subject")))],
            Feedback = [.. facts.Facts(FactStream.Feedback, accountId).Select(row => new Feedback(
                Ordinal(row), row.Day("date"), Enum.Parse<FeedbackKind>(row.Text("kind"), ignoreCase: true), row.Number("score"), Text(row, "comment")))],
            Invoices = [.. facts.Facts(FactStream.Invoices, accountId).Select(row => new Invoice(
                row.Text("invoice_id"), Day(row, "issued_on"), row.Day("due_on"), Day(row, "paid_on"), row.Number("amount"), Text(row, "currency")))],
            Touchpoints = [.. facts.Facts(FactStream.Touchpoints, accountId).Select(row => new Touchpoint(
                row.Text("touchpoint_id"), row.Day("date"), row.Text("kind"), Flag(row, "attended"), Flag(row, "executive"), Number(row, "reply_hours"), Text(row, "note")))],
            Milestones = [.. facts.Facts(FactStream.Milestones, accountId).Select(row => new Milestone(row.Text("milestone"), Day(row, "due_on"), Day(row, "reached_on")))],
            Contracts = [.. facts.Facts(FactStream.Contracts, accountId).Select(row => new Contract(
                row.Text("contract_id"), Day(row, "starts_on"), row.Day("ends_on"), Day(row, "notice_on"), Flag(row, "auto_renew"), Number(row, "arr"), Text(row, "currency")))],
        };
    }

    private static AccountVersion Version(Fact row, DateOnly from, bool fromHistory) => new(
        from, 0, fromHistory, Text(row, "segment"), Text(row, "plan"), (int)row.Number("seats"), row.Number("arr"), Day(row, "renewal_on"),
        Text(row, "owner_email"), Enum.Parse<Lifecycle>(row.Text("lifecycle"), ignoreCase: true));

    private static string? Text(Fact fact, string column) => fact[column].Text;

    private static double? Number(Fact fact, string column) => fact.Has(column) ? fact.Number(column) : null;

    private static bool? Flag(Fact fact, string column) => fact.Has(column) ? fact.Number(column) == 1 : null;

    private static DateOnly? Day(Fact fact, string column) => fact.Has(column) ? fact.Day(column) : null;

    private static DateTimeOffset? Instant(Fact fact, string column) =>
        fact.Has(column) ? DateTimeOffset.FromUnixTimeMilliseconds((long)fact.Number(column)) : null;
}

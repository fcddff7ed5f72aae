using System.Globalization;
using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.DropFolder;
using AccountAlerts.Sources.DropFolder.Reading;
using AccountAlerts.Storage;
using AccountAlerts.Storage.Facts;
using AccountAlerts.Storage.Sql;
using AccountAlerts.TestKit.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace AccountAlerts.Tests.Recomputation.AllStreams;

/// <summary>Every signal that the sample folder cannot say, imported and read by the product, against the same worked out slowly from the rows.</summary>
public sealed class AllStreamsTests(SampleScene scene) : IClassFixture<SampleScene>
{
    private const double Hair = 2e-9;
    private const int Pairs = 300;

    [Fact]
    public async Task Signals_of_all_streams_agree_with_a_recomputation_on_random_days_of_made_up_customers()
    {
        MadeUpFolder made = new(seed: 11);
        using TemporaryFolder folder = new();
        await using ServiceProvider services = await ImportAsync(made, folder);
        await using IFactSession session = await services.GetRequiredService<IFactReader>().OpenAsync(CancellationToken.None);
        var ids = (await session.AccountsAsync(CancellationToken.None)).ToDictionary(account => account.AccountId, account => account.Id);
        List<string> differences = [];
        Dictionary<string, int> present = SlowStreams.Signals.ToDictionary(signal => signal, _ => 0);
        int items = 0;
        Random chance = new(5);
        for (int i = 0; i < Pairs; i++)
        {
            string account = made.Accounts[i % made.Accounts.Count].Id;
            DateOnly day = MadeUpFolder.First.AddDays(chance.Next(0, MadeUpFolder.Last.DayNumber - MadeUpFolder.First.DayNumber + 1));
            AccountEvaluator evaluator = await scene.Evaluators.CreateForScoresAsync(session, [day], CancellationToken.None);
            AccountView view = evaluator.View((await session.ReadAsync([ids[account]], CancellationToken.None))[0], day);
            SlowStreams slow = new(made, account, day);
            Assert.Equal(slow.Exists, view.Exists);
            if (!slow.Exists)
                continue;
            foreach (string name in SlowStreams.Signals)
            {
                Signal signal = SignalCatalogue.Find(name)!;
                SignalValue value = view.Read(signal);
                present[name] += value.Present ? 1 : 0;
                string? difference = signal.Unit == Unit.Word ? Difference(value, slow.Word(name)) : Difference(value, slow.Number(name));
                if (difference is not null)
                    differences.Add($"{account} on {day:O}: {name} {difference}");
            }

            foreach (var (key, name, value) in slow.TicketItems)
                Compare(SubjectKind.Ticket, key, name, value);
            foreach (var (key, name, value) in slow.InvoiceItems)
                Compare(SubjectKind.Invoice, key, name, value);

            void Compare(SubjectKind kind, string key, string name, double? recomputed)
            {
                items++;
                ISignalReader item = view.ForSubject(new Subject(kind, key, key));
                if (item is not SubjectView)
                    differences.Add($"{account} on {day:O}: {kind} {key} is not there");
                else if (Difference(item.Read(SignalCatalogue.Find(name)!), recomputed) is { } difference)
                    differences.Add($"{account} on {day:O}: {name} of {key} {difference}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences.Take(60))}");
        Assert.All(present, signal => Assert.True(signal.Value >= 3, $"{signal.Key} was said {signal.Value} times only."));
        Assert.True(items > 1000, $"Only {items} values of tickets and invoices were compared.");
    }

    [Fact]
    public void What_the_sample_folder_cannot_say_is_recomputed_here() =>
        Assert.Empty(SlowAnswers.NotInTheFolder.Except(SlowStreams.Signals));

    [Fact]
    public void Every_signal_of_a_ticket_and_of_an_invoice_is_recomputed()
    {
        MadeUpFolder made = new(seed: 11);
        HashSet<string> known =
        [
            .. made.Accounts.Select(account => new SlowStreams(made, account.Id, MadeUpFolder.Last))
                .SelectMany(slow => slow.TicketItems.Select(item => item.Signal).Concat(slow.InvoiceItems.Select(item => item.Signal))),
        ];
        Assert.Empty(SignalCatalogue.All.Where(signal => signal.Scope is SignalScope.Ticket or SignalScope.Invoice).Select(signal => signal.Name).Except(known));
    }

    private static string? Difference(SignalValue product, double? recomputed) =>
        product.Present && recomputed is { } value && Math.Abs(product.Number - value) <= Hair ? null
        : !product.Present && recomputed is null ? null
        : $"is {(product.Present ? Text(product.Number) : "missing")}, recomputed {(recomputed is { } known ? Text(known) : "missing")}";

    private static string? Difference(SignalValue product, string? recomputed) =>
        product.Word == recomputed ? null : $"is {product.Word ?? "missing"}, recomputed {recomputed ?? "missing"}";

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static async Task<ServiceProvider> ImportAsync(MadeUpFolder made, TemporaryFolder folder)
    {
        ServiceProvider services = new ServiceCollection().AddSqliteDatabase(folder["facts.db"]).AddFacts(new FactStoreOptions()).BuildServiceProvider();
        await services.GetRequiredService<ISqlSchema>().PrepareAsync(CancellationToken.None);
        FolderImport import = new(services.GetRequiredService<IFactStore>(), folder["failed"], FileLimits.Default);
        (Action<TemporaryFolder> Write, DateOnly On)[] imports = [(made.WriteFirst, MadeUpFolder.First.AddDays(-800)), (made.WriteToldAnew, MadeUpFolder.Told), (made.WriteRest, MadeUpFolder.Last.AddDays(1))];
        foreach (var (write, on) in imports)
        {
            using TemporaryFolder files = new();
            write(files);
            ImportReport report = await import.RunAsync(files.Path, new DateTimeOffset(on.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero), null, CancellationToken.None);
            Assert.False(report.Refused);
            Assert.All(report.Files, file => Assert.Equal(0, file.Rejected));
        }

        return services;
    }
}

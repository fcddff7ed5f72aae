using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Ingestion;

namespace AccountAlerts.Sources.Demo;

/// <summary>
/// Invents customers, so that the product can be seen at work, or measured, without any. The first poll tells the whole past up to
/// yesterday, each later one the days that have passed since.
/// </summary>
/// <remarks>
/// What is told depends on the remembered beginning and the day alone. A poll that a crash cut short is simply repeated: its rows
/// replace themselves.
/// </remarks>
public sealed class DemoSource(string name, DemoOptions options, ISourceState state) : ISource
{
    private const string BeginningKey = "beginning";
    private const string ThroughKey = "through";

    public string Name => name;

    public TimeSpan Every => options.Every;

    public string Reads => $"{options.Accounts} invented accounts";

    public async Task<PollReport> PollAsync(IFactStore store, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        DemoBeginning beginning = await BeginningAsync(today, cancellation);
        int through = today.AddDays(-1).DayNumber - beginning.Anchor.DayNumber;
        int? known = await ThroughAsync(beginning, cancellation);
        if (through <= known)
            return new PollReport(Complete: true, []);

        List<FileReport> reports = [];
        DemoWriter writer = new(name, beginning, store, now);
        foreach (StreamContract contract in FactContract.All)
        {
            if (await writer.WriteAsync(contract.Stream, known, through, cancellation) is { } report)
                reports.Add(report with { Warnings = Warnings(beginning) });
        }

        await store.MarkReadAsync(name, [.. FactContract.All.Select(contract => contract.Stream)], now, cancellation);
        await state.SetAsync(name, ThroughKey, DemoBeginning.Format(beginning.Calendar.Date(through)), cancellation);
        return new PollReport(Complete: true, reports);
    }

    private async Task<DemoBeginning> BeginningAsync(DateOnly today, CancellationToken cancellation)
    {
        if (await state.GetAsync(name, BeginningKey, cancellation) is { } text)
            return DemoBeginning.Parse(text);
        DemoBeginning beginning = DemoBeginning.Of(today, options);
        await state.SetAsync(name, BeginningKey, beginning.Format(), cancellation);
        return beginning;
    }

    private async Task<int?> ThroughAsync(DemoBeginning beginning, CancellationToken cancellation) =>
        await state.GetAsync(name, ThroughKey, cancellation) is { } text
            ? DemoBeginning.ParseDay(text).DayNumber - beginning.Anchor.DayNumber
            : null;

    private IReadOnlyList<string> Warnings(DemoBeginning beginning) =>
        beginning == DemoBeginning.Of(beginning.Anchor, options)
            ? []
            : [$"The demo \"{name}\" goes on as it was begun, with Accounts {beginning.Accounts}, Seed {beginning.Seed} and Days {beginning.Days}. Delete its database to begin anew with other settings."];
}

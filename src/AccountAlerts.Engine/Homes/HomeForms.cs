using System.Globalization;
using AccountAlerts.Domain.Alerts;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Homes;

/// <summary>What somebody sets for themselves on their page.</summary>
public sealed class HomeForms(IPreferences preferences, IFactReader facts, AccountAccess access, TimeProvider clock)
{
    /// <summary>Actions of the page's own buttons.</summary>
    public const string Settings = "home-settings";
    public const string Mute = "home-mute";
    public const string Unmute = "home-unmute";

    private const string Hour = "hour";
    private const string Zone = "zone";
    private const string QuietFrom = "quiet-from";
    private const string QuietTo = "quiet-to";
    private const string Kind = "kind";
    private const string Urgency = "urgency";
    private const string Tier = "tier";
    private const string Account = "account";
    private const string Until = "until";
    private const string Nothing = "none";

    public static bool Has(string action) => action is Settings or Mute or Unmute;

    /// <returns>Null for an action that is none of the page's, and where there is nothing to ask.</returns>
    public async Task<Dialog?> FormAsync(string action, string email, CancellationToken cancellation) => action == Unmute
        ? await UnmuteFormAsync(email, cancellation)
        : FormOf(action);

    private static Dialog? FormOf(string action) => action switch
    {
        Settings => new Dialog("My settings", "Save",
        [
            new DialogInput(Hour, "My digest comes at", InputKind.Choice, Options: Times(5, 12)),
            new DialogInput(Zone, "My time zone", InputKind.Text, Hint: "For example Europe/Berlin; what your chat knows counts without it"),
            new DialogInput(QuietFrom, "Leave me alone from", InputKind.Choice, Options: Times(15, 23)),
            new DialogInput(QuietTo, "until", InputKind.Choice, Options: Times(5, 12)),
            new DialogInput(Kind, "Tell me also of", InputKind.Choice, Options:
            [
                new(Nothing, "Nothing but what is mine"), .. Enum.GetValues<TriggerKind>().Select(kind => new InputOption(kind.ToString(), Words(kind))),
            ]),
            new DialogInput(Urgency, "as urgent as", InputKind.Choice, Options:
            [
                new(nameof(Severity.Critical), "Today, the most urgent"), new(nameof(Severity.High), "Today"), new(nameof(Severity.Medium), "This week"),
                new(nameof(Severity.Low), "When you can"),
            ]),
            new DialogInput(Tier, "of customers of the tier", InputKind.Text, Hint: "As your customers' list names it; all without it"),
        ]),
        Mute => new Dialog("Mute for me", "Mute",
        [
            new DialogInput(Account, "Customer", InputKind.Text, Required: true, Hint: "Its name, or the beginning of it"),
            new DialogInput(Until, "Until", InputKind.Date, Hint: "Without a date until you say otherwise. Of what is most urgent you still hear where it is yours"),
        ]),
        _ => null,
    };

    /// <summary>What they muted for themselves and is not over yet, by name.</summary>
    public async Task<IReadOnlyList<(AccountRef Account, DateTimeOffset? Until)>> MutedAsync(string email, CancellationToken cancellation)
    {
        var wanted = await preferences.OfAsync(email, cancellation);
        if (wanted.Muted.Count == 0)
            return [];
        var now = clock.GetUtcNow();
        await using var session = await facts.OpenAsync(cancellation);
        return
        [
            .. (await session.AccountsAsync(cancellation)).Where(account => wanted.IsMuted(account.Id, now, out _))
                .OrderBy(account => account.Name, StringComparer.Ordinal).Select(account => (account, wanted.Muted[account.Id])),
        ];
    }

    public async Task<Answer> SaveAsync(string action, string email, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellation) => action switch
    {
        Mute => await MuteAsync(email, inputs, cancellation),
        Unmute => await UnmuteAsync(email, inputs, cancellation),
        _ => await SetAsync(email, inputs, cancellation),
    };

    private async Task<Dialog?> UnmuteFormAsync(string email, CancellationToken cancellation) => await MutedAsync(email, cancellation) is { Count: > 0 } muted
        ? new Dialog("Hear of it again", "Hear of it",
        [
            new DialogInput(Account, "Customer", InputKind.Choice, Required: true, Options:
                [.. muted.Select(one => new InputOption(one.Account.Id.ToString(CultureInfo.InvariantCulture), one.Account.Name))]),
        ])
        : null;

    private async Task<Answer> UnmuteAsync(string email, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellation)
    {
        if (!int.TryParse(inputs.GetValueOrDefault(Account), NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            || (await MutedAsync(email, cancellation)).FirstOrDefault(one => one.Account.Id == id) is not { Account: { } account })
            return Wrong(Account, "That customer is not muted for you any more.");
        await preferences.ChangeAsync(
            email, wanted => wanted with { Muted = wanted.Muted.Where(one => one.Key != id).ToDictionary(one => one.Key, one => one.Value) }, cancellation);
        return new Answer(Say($"From now on you hear of {account.Name} again."));
    }

    private async Task<Answer> SetAsync(string email, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellation)
    {
        TimeOnly? from = Time(inputs, QuietFrom), to = Time(inputs, QuietTo);
        if ((from is null) != (to is null))
            return Wrong(from is null ? QuietFrom : QuietTo, "Both ends belong together.");
        var faults = await preferences.ChangeAsync(
            email,
            wanted => wanted with
            {
                // What is left open stays as it is.
                DigestHour = Time(inputs, Hour) ?? wanted.DigestHour,
                Zone = inputs.GetValueOrDefault(Zone)?.Trim() ?? wanted.Zone,
                Quiet = from is { } begin && to is { } end ? new DaySpan(begin, end) : wanted.Quiet,
                Subscriptions = inputs.GetValueOrDefault(Kind) is { } kind ? Wanted(kind, inputs) : wanted.Subscriptions,
            },
            cancellation);
        return faults.Count > 0 ? Wrong(Zone, string.Join(' ', faults)) : new Answer(Say("Saved. It counts from now on."));
    }

    private async Task<Answer> MuteAsync(string email, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellation)
    {
        await using var session = await facts.OpenAsync(cancellation);
        string typed = inputs.GetValueOrDefault(Account) ?? "";
        if (AccountNames.Find(typed, await session.AccountsAsync(cancellation)) is not NameMatch.One { Account: var account }
            || !await access.MayAsync(email, account.Id, cancellation))
            return Wrong(Account, "Please give one customer's name: none, or more than one, is called so.");
        var team = await session.DirectoryAsync(cancellation);
        DateTimeOffset? until = null;
        if (inputs.GetValueOrDefault(Until) is { } date)
        {
            if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return Wrong(Until, "Please choose a day.");
            until = ReadersDay.Begin(team, email, day);
            if (until <= clock.GetUtcNow())
                return Wrong(Until, "That day is over already.");
        }

        await preferences.ChangeAsync(
            email, wanted => wanted with { Muted = new Dictionary<int, DateTimeOffset?>(wanted.Muted) { [account.Id] = until } }, cancellation);
        return new Answer(Say($"You hear nothing of {account.Name} from now on, unless it is yours and most urgent."));
    }

    private static Subscription[] Wanted(string kind, IReadOnlyDictionary<string, string> inputs) => Enum.TryParse<TriggerKind>(kind, out var wanted)
        ?
        [
            new Subscription(
                [wanted], inputs.GetValueOrDefault(Tier) is { Length: > 0 } tier ? [tier.Trim()] : [],
                Enum.TryParse<Severity>(inputs.GetValueOrDefault(Urgency), out var least) ? [.. Enum.GetValues<Severity>().Where(severity => severity >= least)] : []),
        ]
        : [];

    internal static string Words(TriggerKind kind) => kind switch
    {
        TriggerKind.Risk => "Customers at risk",
        TriggerKind.Expansion => "Customers who grow",
        TriggerKind.Onboarding => "Customers who begin",
        TriggerKind.Advocacy => "Customers who would speak for us",
        _ => "Data that is wrong or late",
    };

    private static InputOption[] Times(int from, int to) =>
    [
        .. Enumerable.Range(from * 2, (to - from) * 2 + 1).Select(half => string.Create(CultureInfo.InvariantCulture, $"{half / 2:00}:{half % 2 * 30:00}"))
            .Select(time => new InputOption(time, time)),
    ];

    private static TimeOnly? Time(IReadOnlyDictionary<string, string> inputs, string name) =>
        TimeOnly.TryParseExact(inputs.GetValueOrDefault(name), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static Answer Wrong(string input, string problem) => new(Say(problem)) { Input = input };

    private static Message Say(string text) => new() { Text = text, Blocks = [new Paragraph([new Span(text)])] };
}

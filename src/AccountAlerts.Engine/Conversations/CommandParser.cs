using System.Globalization;
using System.Text.RegularExpressions;
using AccountAlerts.Engine.Conversations.Said;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Conversations;

/// <summary>One parser for every platform: the short forms, and the way people say it.</summary>
public static partial class CommandParser
{
    public const int DefaultSinceDays = ScoreMove.Days;

    /// <summary>The oldest change that can be asked about.</summary>
    public const int MaxSinceDays = 3650;

    public static Command Parse(string text)
    {
        string said = Spaces().Replace(text.Replace('\u2019', '\'').Trim().TrimStart('/').TrimEnd('?', '!', '.'), " ").Trim();
        if (said.StartsWith("account ", StringComparison.OrdinalIgnoreCase))
            said = said["account ".Length..];
        switch (said.ToLowerInvariant())
        {
            case "" or "help" or "what can you do":
                return new Command.Help();
            case "mine" or "my accounts" or "my alerts" or "book" or "my book" or "today":
                return new Command.Mine();
            case "alerts" or "open alerts" or "all alerts":
                return new Command.Alerts();
            case "queue" or "pool" or "unclaimed" or "unassigned":
                return new Command.Queue();
            case "muted" or "mutes" or "what is muted":
                return new Command.Muted();
            case "precision" or "noise" or "which alerts are worth it" or "which alerts are noisy":
                return new Command.Precision();
            case "digest" or "my digest" or "show digest" or "show my digest":
                return new Command.Digest();
            case "settings" or "my settings" or "preferences" or "my preferences" or "home" or "my page":
                return new Command.Home();
            case "open" or "inbox" or "open inbox" or "open the inbox":
                return new Command.Open();
            case "back" or "i am back" or "i'm back" or "here again":
                return new Command.Back();
        }

        if ((SaidParser.Parse(said) ?? Asked.AskedParser.Parse(said) ?? Act(said)) is { } act)
            return act;

        int days = DefaultSinceDays;
        var since = Since().Match(said);
        if (since.Success)
        {
            days = DaysOf(since);
            said = said.Remove(since.Index, since.Length).Trim();
        }

        if (WhyAsked().Match(said) is { Success: true } why)
            return new Command.Why(Name(why.Groups["name"].Value), days);
        if (StateAsked().Match(said) is { Success: true } state)
            return new Command.Summary(Name(state.Groups["name"].Value));
        return since.Success ? new Command.Why(Name(said), days) : new Command.Summary(Name(said));
    }

    /// <summary>Commands of which the first words say what they are.</summary>
    private static Command? Act(string said)
    {
        if (SnoozeSaid().Match(said) is { Success: true } snooze)
        {
            return new Command.Snooze(
                Name(snooze.Groups["name"].Value), Optional(snooze.Groups["until"]), snooze.Groups["worse"].Success, Optional(snooze.Groups["why"]));
        }

        if (DoneSaid().Match(said) is { Success: true } done)
            return new Command.Done(Name(done.Groups["name"].Value), Optional(done.Groups["what"]));
        if (HandSaid().Match(said) is { Success: true } hand)
            return new Command.HandTo(Name(hand.Groups["name"].Value), Name(hand.Groups["who"].Value), Optional(hand.Groups["note"]));
        if (AwaySaid().Match(said) is { Success: true } away)
            return new Command.Away(away.Groups["until"].Value.Trim(), Optional(away.Groups["cover"]));
        if (SponsorSaid().Match(said) is { Success: true } sponsor)
            return new Command.TellSponsor(Name(sponsor.Groups["name"].Value));
        if (AckSaid().Match(said) is { Success: true } ack)
            return new Command.Acknowledge(Name(ack.Groups["name"].Value));
        if (HistorySaid().Match(said) is { Success: true } history)
            return new Command.History(Name(history.Groups["name"].Value));
        return DefineSaid().Match(said) is { Success: true } define ? new Command.Define(Name(define.Groups["word"].Value)) : null;
    }

    private static string? Optional(Group group) => group is { Success: true, Value: var text } && text.Trim().Length > 0 ? text.Trim() : null;

    private static int DaysOf(Match since)
    {
        if (!int.TryParse(since.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return DefaultSinceDays;
        int unit = char.ToLowerInvariant(since.Groups["unit"].Value.FirstOrDefault('d')) switch
        {
            'w' => 7,
            'm' => 30,
            _ => 1,
        };
        return (int)Math.Clamp((long)number * unit, 1, MaxSinceDays);
    }

    internal static string Name(string name)
    {
        string bare = name.Trim().Trim('"', '\'', ',').Trim();
        return bare.EndsWith("'s", StringComparison.OrdinalIgnoreCase) ? bare[..^2] : bare;
    }

    [GeneratedRegex(@"^(snooze|sleep)\s+(?<name>.+?)(\s+(until|till|for)\s+(?<until>.+?))?(\s+(or\s+)?(?<worse>(unless|if|when|until)\s+(it\s+gets\s+)?worse))?(\s*(:|,|\s(because|since|as)\s)\s*(?<why>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex SnoozeSaid();

    [GeneratedRegex(@"^(done|finish|close)\s+(?<name>[^:]+?)(\s*:\s*(?<what>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex DoneSaid();

    [GeneratedRegex(@"^(hand|assign|give)\s+(?<name>.+?)\s+to\s+(?<who>[^:]+?)(\s*:\s*(?<note>.+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex HandSaid();

    [GeneratedRegex(@"^(i\s+am\s+|i'm\s+)?away\s+(until|till)\s+(?<until>.+?)(\s*,?\s+(cover|covered by|with)\s+(?<cover>.+?)(\s+covers)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex AwaySaid();

    [GeneratedRegex(@"^(tell\s+(our\s+|the\s+)?sponsor(\s+(about|of))?|sponsor)\s+(?<name>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex SponsorSaid();

    [GeneratedRegex(@"^(ack|acknowledge|take|on\s+it|i\s+am\s+on|i'm\s+on)\s+(?<name>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex AckSaid();

    [GeneratedRegex(@"^(history|trail|timeline|what\s+happened\s+(at|to|with))(\s+of)?\s+(?<name>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex HistorySaid();

    [GeneratedRegex(@"^(define|what\s+(is|are)|explain|meaning\s+of)\s+(?<word>.+?)$|^what\s+does\s+(?<word>.+?)\s+mean$", RegexOptions.IgnoreCase)]
    private static partial Regex DefineSaid();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(^|\s)(--since|since|in the last|over the last|last)\s+(?<n>\d{1,5})\s*(?<unit>d|days?|w|weeks?|months?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Since();

    [GeneratedRegex(@"^why\s+(did\s+|has\s+|is\s+|was\s+)?(?<name>.+?)('s)?(\s+(health\s+)?score)?(\s+(drop|dropped|fall|fallen|fell|change|changed|rise|risen|rose|go down|gone down|so low|low|red|yellow|green|critical|at risk|healthy))?$", RegexOptions.IgnoreCase)]
    private static partial Regex WhyAsked();

    [GeneratedRegex(@"^(health|status|show|how is|how's|what about)(\s+of)?\s+(?<name>.+?)(\s+doing)?$", RegexOptions.IgnoreCase)]
    private static partial Regex StateAsked();
}

using System.Globalization;
using System.Text.RegularExpressions;
using AccountAlerts.Engine.Delivery;

namespace AccountAlerts.Engine.Conversations;

/// <summary>What a teammate typed, understood.</summary>
public abstract record Command
{
    /// <param name="Account">As typed: an account_id, a name or a part of one.</param>
    public sealed record Why(string Account, int SinceDays) : Command;

    public sealed record Summary(string Account) : Command;

    public sealed record Mine : Command;

    public sealed record Alerts : Command;

    public sealed record Help : Command;
}

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
        }

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

    private static string Name(string name)
    {
        string bare = name.Trim().Trim('"', '\'', ',').Trim();
        return bare.EndsWith("'s", StringComparison.OrdinalIgnoreCase) ? bare[..^2] : bare;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(^|\s)(--since|since|in the last|over the last|last)\s+(?<n>\d{1,5})\s*(?<unit>d|days?|w|weeks?|months?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Since();

    [GeneratedRegex(@"^why\s+(did\s+|has\s+|is\s+|was\s+)?(?<name>.+?)('s)?(\s+(health\s+)?score)?(\s+(drop|dropped|fall|fallen|fell|change|changed|rise|risen|rose|go down|gone down|so low|low|red|yellow|green|critical|at risk|healthy))?$", RegexOptions.IgnoreCase)]
    private static partial Regex WhyAsked();

    [GeneratedRegex(@"^(health|status|show|how is|how's|what about)(\s+of)?\s+(?<name>.+?)(\s+doing)?$", RegexOptions.IgnoreCase)]
    private static partial Regex StateAsked();
}

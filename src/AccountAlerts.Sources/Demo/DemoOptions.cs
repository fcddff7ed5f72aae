using Microsoft.Extensions.Options;

namespace AccountAlerts.Sources.Demo;

/// <summary>Settings of a demo source, <c>Sources:&lt;name&gt;</c> with <c>Type: Demo</c>.</summary>
public sealed class DemoOptions
{
    /// <summary>How often it looks whether a new day has begun. From 1 second to 1 day; 10 seconds by default.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many companies, 1 to 100,000; the first 30 have stories. 30 by default.</summary>
    public int Accounts { get; set; } = 30;

    /// <summary>The same seed begun on the same day gives the same facts. 1 by default.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Days of use before the first day, 30 to 1500; the stories need 200. 400 by default.</summary>
    public int Days { get; set; } = 400;
}

/// <summary>Says every fault of a demo source's settings at once.</summary>
internal sealed class DemoOptionsValidator : IValidateOptions<DemoOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, DemoOptions options)
    {
        List<string> faults = [];
        if (options.Every < Shortest || options.Every > Longest)
            faults.Add($"Sources:{name}:Every is {options.Every:c}; allowed is {Shortest:c} to {Longest:c}.");
        if (options.Accounts is < 1 or > LoadGenerator.MostAccounts)
            faults.Add($"Sources:{name}:Accounts is {options.Accounts}; allowed is 1 to {LoadGenerator.MostAccounts}.");
        if (options.Days is < 30 or > 1500)
            faults.Add($"Sources:{name}:Days is {options.Days}; allowed is 30 to 1500.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}

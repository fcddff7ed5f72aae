using System.Globalization;
using AccountAlerts.Benchmarks.Alerts;
using AccountAlerts.Benchmarks.Facts;
using AccountAlerts.Benchmarks.Whole;
using BenchmarkDotNet.Running;

// facts [ACCOUNTS [DAYS]]: the fact store alone; the default is ten thousand accounts and 90 days.
if (args is ["facts", .. var sizes])
{
    int[] numbers = [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
    int accounts = numbers.ElementAtOrDefault(0) is > 0 and var first ? first : 10_000;
    int days = numbers.ElementAtOrDefault(1) is > 0 and var second ? second : 90;
    await FactStoreLoad.RunAsync(accounts, days, Console.Out);
    return 0;
}

// commit [ALERTS]: one evaluation's commit of new alerts with their cards and messages; the default is ten thousand.
if (args is ["commit", .. var alertCount])
{
    await CommitLoad.RunAsync(alertCount is [var alerts] ? int.Parse(alerts, CultureInfo.InvariantCulture) : 10_000, Console.Out);
    return 0;
}

// generate FOLDER [ACCOUNTS [DAYS]]: a drop folder of made-up accounts, and the day after it in next-day/.
if (args is ["generate", var target, .. var counts])
{
    int[] numbers = [.. counts.Select(count => int.Parse(count, CultureInfo.InvariantCulture))];
    DataFolder.Write(target, numbers is [var many, ..] ? many : 10_000, numbers is [_, var length] ? length : 90);
    return 0;
}

// evaluate-warm FOLDER [LAST-DAY]: import, evaluations and one more day inside one process; a last day cuts the data there.
if (args is ["evaluate-warm", var folder, .. var lastDay])
{
    DateOnly day = lastDay is [var text] ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : DataFolder.LastDay;
    await WarmEvaluation.RunAsync(Path.GetFullPath(folder), day, Console.Out);
    return 0;
}

// Everything else is BenchmarkDotNet's: --list flat, --filter '*Csv*'.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

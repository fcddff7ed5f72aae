using System.Globalization;
using AccountAlerts.Benchmarks.Facts;
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

// Everything else is BenchmarkDotNet's: --list flat, --filter '*Csv*'.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;

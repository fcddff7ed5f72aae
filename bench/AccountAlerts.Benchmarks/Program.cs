using System.Globalization;
using AccountAlerts.Benchmarks.Facts;

// facts [ACCOUNTS [DAYS]]: the fact store alone; the default is size A of the peers' data.
if (args is ["facts", .. var sizes])
{
    int[] numbers = [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
    int accounts = numbers.ElementAtOrDefault(0) is > 0 and var first ? first : 10_000;
    int days = numbers.ElementAtOrDefault(1) is > 0 and var second ? second : 90;
    await FactStoreLoad.RunAsync(accounts, days, Console.Out);
    return 0;
}

await Console.Error.WriteLineAsync("usage: facts [ACCOUNTS [DAYS]]");
return 2;

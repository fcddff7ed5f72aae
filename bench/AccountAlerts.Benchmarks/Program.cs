using System.Globalization;
using AccountAlerts.Benchmarks.Facts;

// facts [ACCOUNTS [DAYS]]: the fact store alone; the default is size A of the peers' data.
if (args is ["facts", .. var sizes])
{
    int[] numbers = [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
    await FactStoreLoad.RunAsync(numbers.ElementAtOrDefault(0) is > 0 and var accounts ? accounts : 10_000, numbers.ElementAtOrDefault(1) is > 0 and var days ? days : 90, Console.Out);
    return 0;
}

await Console.Error.WriteLineAsync("usage: facts [ACCOUNTS [DAYS]]");
return 2;

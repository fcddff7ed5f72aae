namespace AccountAlerts.Tests.EndToEnd;

/// <summary>What is exported and imported into an empty store is the same store.</summary>
[Collection(SampleCollection.Name)]
public sealed class ExportTests(ImportedSample sample)
{
    [Fact]
    public Task The_sample_survives_export_and_import() => SurvivesAsync(sample.At, "2013-06-01", "2015-09-01", "2019-03-15");

    [Fact]
    public async Task The_demo_survives_export_and_import()
    {
        using Installation demo = new();
        demo.Settings["Clock:Now"] = "2026-06-10T09:00:00Z";
        await using (RunningProduct product = await RunningProduct.StartAsync(demo, demo: true))
            await product.PollAsync();

        await SurvivesAsync(demo, "2025-11-30", "2026-04-01", "2026-06-09");
    }

    private static async Task SurvivesAsync(Installation first, params string[] days)
    {
        using Installation second = new();
        foreach ((string key, string? value) in first.Settings)
            second.Settings[key] = value;
        await first.ResultAsync("export", second["exported"]);
        await second.ResultAsync("import", second["exported"]);
        foreach (string day in days)
        {
            string expected = await first.ResultAsync("evaluate", "--as-of", day, "--json");
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await second.ResultAsync("evaluate", "--as-of", day, "--json"));
        }
    }
}

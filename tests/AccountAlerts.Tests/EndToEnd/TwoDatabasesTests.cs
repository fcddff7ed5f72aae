namespace AccountAlerts.Tests.EndToEnd;

/// <summary>Both databases give the same bytes.</summary>
[Collection(SampleCollection.Name)]
public sealed class TwoDatabasesTests(ImportedSample sample)
{
    public bool Postgres { get; } = Installation.OnPostgres();

    [Fact]
    public async Task The_sample_is_evaluated_explained_and_exported_alike()
    {
        using Installation other = new();
        Assert.Equal("Postgres", other.Settings["Database:Provider"]);
        await other.ResultAsync("import", "tests/data/openstack");

        foreach (string day in (string[])["2013-06-01", "2015-09-01", "2019-03-15"])
            Assert.Equal(await sample.At.ResultAsync("evaluate", "--as-of", day, "--json"), await other.ResultAsync("evaluate", "--as-of", day, "--json"));
        string[] why = ["why", "Canonical", "--as-of", "2015-09-01", "--json"];
        Assert.Equal(Said(await sample.At.RunAsync(why)), Said(await other.RunAsync(why)));

        string first = other["first"], second = other["second"];
        await sample.At.ResultAsync("export", first);
        await other.ResultAsync("export", second);
        string[] files = [.. Directory.GetFiles(first).Select(Path.GetFileName).OfType<string>().Order()];
        Assert.NotEmpty(files);
        foreach (string file in files)
            Assert.Equal(File.ReadAllBytes(Path.Combine(first, file)), File.ReadAllBytes(Path.Combine(second, file)));
    }

    private static (int, string) Said(Ran ran) => (ran.Exit, ran.Out);

    [Fact]
    public async Task The_same_files_twice_change_nothing()
    {
        using Installation at = new();
        await at.ResultAsync("import", "tests/data/openstack");
        Assert.Contains("unchanged since the last time", await at.ResultAsync("import", "tests/data/openstack"));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_without_its_password()
    {
        using Installation at = new();
        at.Settings["ConnectionStrings:AccountAlerts"] = $"Host={at["nowhere"]};Database=d;Username=u;Password=not-a-real-password";

        Ran ran = await at.RunAsync("evaluate");

        Assert.NotEqual(0, ran.Exit);
        Assert.DoesNotContain("not-a-real-password", ran.Error + ran.Out);
    }
}

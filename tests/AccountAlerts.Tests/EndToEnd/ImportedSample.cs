namespace AccountAlerts.Tests.EndToEnd;

/// <summary>An installation into which the sample folder was imported. Tests only read it.</summary>
public sealed class ImportedSample : IAsyncLifetime
{
    internal Installation At { get; } = new();

    internal Ran Import { get; private set; } = new(-1, "", "");

    public async Task InitializeAsync() => Import = await At.RunAsync("import", "tests/data/openstack");

    public Task DisposeAsync()
    {
        At.Dispose();
        return Task.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class SampleCollection : ICollectionFixture<ImportedSample>
{
    public const string Name = "Imported sample";
}

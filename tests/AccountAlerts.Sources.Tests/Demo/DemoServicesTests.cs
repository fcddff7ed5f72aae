using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.Demo;
using AccountAlerts.TestKit.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AccountAlerts.Sources.Tests.Demo;

public sealed class DemoServicesTests
{
    [Fact]
    public void Without_settings_it_looks_every_ten_seconds()
    {
        ISource source = Source([]);
        Assert.Equal("demo", source.Name);
        Assert.Equal(TimeSpan.FromSeconds(10), source.Every);
    }

    [Fact]
    public void Defaults_are_thirty_accounts_seed_one_and_four_hundred_days()
    {
        DemoOptions options = new();
        Assert.Equal((30, 1, 400), (options.Accounts, options.Seed, options.Days));
    }

    [Fact]
    public void Settings_are_taken() =>
        Assert.Equal(TimeSpan.FromMinutes(5), Source(new() { ["Every"] = "00:05:00", ["Accounts"] = "10000", ["Days"] = "90" }).Every);

    [Fact]
    public void Every_fault_is_said_at_once_with_key_value_and_what_is_allowed()
    {
        OptionsValidationException fault = Assert.Throws<OptionsValidationException>(
            () => Source(new() { ["Every"] = "00:00:00", ["Accounts"] = "0", ["Days"] = "9" }));
        Assert.Equal(
            [
                "Sources:demo:Every is 00:00:00; allowed is 00:00:01 to 1.00:00:00.",
                "Sources:demo:Accounts is 0; allowed is 1 to 100000.",
                "Sources:demo:Days is 9; allowed is 30 to 1500.",
            ],
            fault.Failures);
    }

    [Theory]
    [InlineData("Accounts", "1")]
    [InlineData("Accounts", "100000")]
    [InlineData("Days", "30")]
    [InlineData("Days", "1500")]
    [InlineData("Every", "00:00:01")]
    [InlineData("Every", "1.00:00:00")]
    public void Edges_are_allowed(string key, string value) => Assert.Equal("demo", Source(new() { [key] = value }).Name);

    private static ISource Source(Dictionary<string, string?> settings)
    {
        IConfiguration section = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        ServiceProvider services = new ServiceCollection()
            .AddSingleton<ISourceState>(new MemorySourceState())
            .AddDemoSource("demo", section)
            .BuildServiceProvider();
        return services.GetRequiredService<ISource>();
    }
}

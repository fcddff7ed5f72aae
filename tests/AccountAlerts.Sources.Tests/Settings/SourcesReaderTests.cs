using AccountAlerts.Engine.Ingestion;
using AccountAlerts.Sources.Demo;
using AccountAlerts.Sources.DropFolder;
using AccountAlerts.TestKit.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace AccountAlerts.Sources.Tests.Settings;

public sealed class SourcesReaderTests
{
    [Fact]
    public void Sources_come_in_their_order_then_by_name()
    {
        ISource[] sources = Sources(
            ("Sources:b:Type", "DropFolder"), ("Sources:b:Path", "b"),
            ("Sources:a:Type", "dropfolder"), ("Sources:a:Path", "/data/a"), ("Sources:a:Every", "00:05:00"),
            ("Sources:z:Type", "DropFolder"), ("Sources:z:Path", "z"), ("Sources:z:Order", "1"));

        Assert.Equal(["z", "a", "b"], sources.Select(source => source.Name));
        Assert.Equal(TimeSpan.FromMinutes(5), sources[1].Every);
        Assert.Equal(TimeSpan.FromMinutes(1), sources[2].Every);
    }

    [Fact]
    public void Paths_are_those_of_the_content_root_unless_absolute()
    {
        ISource[] sources = Sources(
            ("Sources:a:Type", "DropFolder"), ("Sources:a:Path", "drop/here"), ("Sources:b:Type", "DropFolder"), ("Sources:b:Path", "/data/b"));

        Assert.Equal(["/srv/app/drop/here/failed", "/data/b/failed"], sources.Cast<DropFolderSource>().Select(source => source.FailedFolder));
    }

    [Fact]
    public void A_demo_is_a_source_like_any_other()
    {
        ISource[] sources = Sources(("Sources:show:Type", "Demo"), ("Sources:show:Accounts", "12"));

        Assert.IsType<DemoSource>(Assert.Single(sources));
        Assert.Equal(["Sources:show:Days is '7': write a whole number from 30 to 1500."], Faults(("Sources:show:Type", "Demo"), ("Sources:show:Days", "7")));
    }

    [Fact]
    public void No_source_is_no_fault()
    {
        Assert.Empty(Faults());
        Assert.Empty(Sources());
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        string[] faults = Faults(
            ("Sources:import:Type", "DropFolder"), ("Sources:import:Path", "x"),
            ("Sources:a:Type", "FTP"),
            ("Sources:b:Path", "x"),
            ("Sources:c:Type", "DropFolder"), ("Sources:c:Every", "5"), ("Sources:c:SettleFor", "02:00:00"), ("Sources:c:Order", "first"), ("Sources:c:Pth", "x"));

        Assert.Equal(
            [
                "Sources:a:Type is 'FTP': the type is one of DropFolder, Demo.",
                "Sources:b:Type is missing: the type is one of DropFolder, Demo.",
                "Sources:c:Order is 'first': write a whole number from 0 to 2147483647.",
                "Sources:c:Path is missing: name the folder to watch, absolute or relative to the folder of appsettings.json.",
                "Sources:c:Every is '5': write a time as [days.]hours:minutes:seconds, from 00:00:01 to 1.00:00:00.",
                "Sources:c:SettleFor is '02:00:00': write a time as [days.]hours:minutes:seconds, from 00:00:00 to 01:00:00.",
                "Sources:c:Pth is 'x': there is no such setting; known are Every, Order, Path, SettleFor, Type.",
                "Sources:import is 'import': a source's name has 1 to 40 letters, digits, '-' or '_', and is neither import nor chat, which the product uses itself.",
            ],
            faults);
    }

    [Theory]
    [InlineData("00:00:01", true, "the least")]
    [InlineData("1.00:00:00", true, "the most")]
    [InlineData("00:00:00.9", false, "below the least")]
    [InlineData("1.00:00:01", false, "above the most")]
    [InlineData("soon", false, "no time")]
    public void Every_has_edges(string every, bool allowed, string why) =>
        Assert.True((Faults(("Sources:a:Type", "DropFolder"), ("Sources:a:Path", "x"), ("Sources:a:Every", every)).Length == 0) == allowed, why);

    private static string[] Faults(params (string Key, string Value)[] settings) => [.. SourcesServices.Validate(Configuration(settings)).Select(fault => fault.ToString())];

    private static ISource[] Sources(params (string Key, string Value)[] settings)
    {
        ServiceCollection services = new();
        services.AddSingleton<IHostEnvironment>(new Root());
        services.AddSingleton<ISourceState>(new MemorySourceState());
        services.AddSources(Configuration(settings));
        using ServiceProvider provider = services.BuildServiceProvider();
        return [.. provider.GetServices<ISource>()];
    }

    private static IConfigurationRoot Configuration((string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, string? (setting) => setting.Value)).Build();

    private sealed class Root : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Production";

        public string ApplicationName { get; set; } = "AccountAlerts";

        public string ContentRootPath { get; set; } = "/srv/app";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

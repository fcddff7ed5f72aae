using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit;
using AccountAlerts.Teams.Manifest;

namespace AccountAlerts.Teams.Tests.Manifest;

public sealed class AppPackageTests
{
    private const string Bot = "00000000-0000-4000-8000-000000000001";
    private static readonly Uri Site = new("https://alerts.example.com/");

    [Fact]
    public void The_package_has_a_manifest_and_both_icons_at_its_top_and_is_the_same_every_time()
    {
        byte[] package = AppPackage.Write(Bot, Site);

        Assert.Equal(["manifest.json", "color.png", "outline.png"], Open(package).Entries.Select(entry => entry.FullName));
        Assert.Equal(package, AppPackage.Write(Bot, Site));
    }

    /// <summary>Limits of the schema, which Teams checks at the upload.</summary>
    [Fact]
    public void The_manifest_keeps_the_limits_of_its_schema()
    {
        var manifest = Manifest();
        string Text(params string[] path) => path.Aggregate(manifest, (at, name) => at.GetProperty(name)).GetString()!;

        Assert.Equal("https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json", Text("$schema"));
        Assert.Equal("1.29", Text("manifestVersion"));
        Assert.Matches(@"^\d+\.\d+\.\d+$", Text("version"));
        Assert.True(Guid.TryParse(Text("id"), out _));
        Assert.InRange(Text("developer", "name").Length, 1, 32);
        foreach (string url in (string[])["websiteUrl", "privacyUrl", "termsOfUseUrl"])
            Assert.StartsWith("https://", Text("developer", url), StringComparison.Ordinal);
        Assert.InRange(Text("name", "short").Length, 1, 30);
        Assert.InRange(Text("name", "full").Length, 1, 100);
        Assert.InRange(Text("description", "short").Length, 1, 80);
        Assert.InRange(Text("description", "full").Length, 1, 4000);
        Assert.Matches("^#[0-9A-F]{6}$", Text("accentColor"));

        var bot = Assert.Single(manifest.GetProperty("bots").EnumerateArray());
        Assert.Equal(Bot, bot.GetProperty("botId").GetString());
        Assert.Equal(["personal", "team", "groupChat"], bot.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        // A bot that only notifies has no text box.
        Assert.False(bot.GetProperty("isNotificationOnly").GetBoolean());
        Assert.InRange(bot.GetProperty("commandLists").GetArrayLength(), 1, 3);
        foreach (var list in bot.GetProperty("commandLists").EnumerateArray())
        {
            Assert.InRange(list.GetProperty("commands").GetArrayLength(), 1, 12);
            Assert.All(list.GetProperty("commands").EnumerateArray(), command =>
            {
                Assert.InRange(command.GetProperty("title").GetString()!.Length, 1, 32);
                Assert.InRange(command.GetProperty("description").GetString()!.Length, 1, 128);
            });
        }

        var search = Assert.Single(Assert.Single(manifest.GetProperty("composeExtensions").EnumerateArray()).GetProperty("commands").EnumerateArray());
        Assert.InRange(search.GetProperty("title").GetString()!.Length, 1, 32);
        Assert.InRange(search.GetProperty("description").GetString()!.Length, 1, 128);
        Assert.InRange(search.GetProperty("parameters").GetArrayLength(), 1, 5);
    }

    [Fact]
    public void Everything_that_the_manifest_asks_for_has_a_reason_in_the_administrators_manual()
    {
        string manual = File.ReadAllText(Clone.In("docs", "teams-admin.md"));

        Assert.Equal(TeamsManifest.Permissions.Keys, Manifest().GetProperty("permissions").EnumerateArray().Select(name => name.GetString()));
        Assert.All(TeamsManifest.Permissions, permission => Assert.Contains($"| `{permission.Key}` | {permission.Value} |", manual, StringComparison.Ordinal));
    }

    [Fact]
    public void Commands_of_the_menu_are_understood_when_they_are_typed() =>
        Assert.All(TeamsManifest.Commands, command => Assert.True(
            CommandParser.Parse(command.Title) is not Command.Summary || CommandParser.Parse(command.Title + " friday") is not Command.Summary, command.Title));

    [Theory]
    [InlineData("color.png", AppIcon.ColorSize)]
    [InlineData("outline.png", AppIcon.OutlineSize)]
    public void An_icon_has_the_size_and_the_colours_that_Teams_wants(string name, int size)
    {
        byte[] png = Read(name);

        Assert.Equal("IHDR", System.Text.Encoding.ASCII.GetString(png, 12, 4));
        Assert.Equal((size, size), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        byte[] pixels = Pixels(png, size);
        var opacities = pixels.Where((_, i) => i % 4 == 3).Distinct().ToHashSet();
        if (name == "color.png")
        {
            Assert.Equal([byte.MaxValue], opacities);
        }
        else
        {
            Assert.Contains((byte)0, opacities);
            Assert.Contains(byte.MaxValue, opacities);
            Assert.All(pixels.Where((_, i) => i % 4 != 3), value => Assert.Equal(byte.MaxValue, value));
        }
    }

    private static byte[] Pixels(byte[] png, int size)
    {
        int at = 8;
        while (System.Text.Encoding.ASCII.GetString(png, at + 4, 4) != "IDAT")
            at += 12 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
        using var zlib = new ZLibStream(new MemoryStream(png, at + 8, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at))), CompressionMode.Decompress);
        using var raw = new MemoryStream();
        zlib.CopyTo(raw);
        return [.. raw.ToArray().Chunk(1 + size * 4).SelectMany(row => row.Skip(1))];
    }

    private static JsonElement Manifest() => JsonDocument.Parse(Read("manifest.json")).RootElement;

    private static byte[] Read(string name)
    {
        using var stream = Open(AppPackage.Write(Bot, Site)).GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static ZipArchive Open(byte[] package) => new(new MemoryStream(package), ZipArchiveMode.Read);
}

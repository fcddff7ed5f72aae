using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.TestKit;

namespace AccountAlerts.Webhook.Tests;

/// <summary>docs/webhook.md is all that a receiver's author has: what it says is so.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Clone.Folder, "docs", "webhook.md"));

    [Fact]
    public void Every_block_and_each_of_its_members_is_described()
    {
        foreach (var block in MessageJson.Options.GetTypeInfo(typeof(Block)).PolymorphismOptions?.DerivedTypes ?? [])
        {
            string row = Assert.Single(Page.Split('\n'), line => line.StartsWith($"| `{block.TypeDiscriminator}` |", StringComparison.Ordinal));
            Assert.All(
                MessageJson.Options.GetTypeInfo(block.DerivedType).Properties.Where(property => property.Name != "$type"),
                property => Assert.Contains($"`{property.Name}`", row));
        }
    }

    [Theory]
    [InlineData(typeof(Message))]
    [InlineData(typeof(Span))]
    [InlineData(typeof(Button))]
    [InlineData(typeof(Dialog))]
    [InlineData(typeof(DialogInput))]
    [InlineData(typeof(InputOption))]
    [InlineData(typeof(Field))]
    [InlineData(typeof(CauseLine))]
    [InlineData(typeof(CoursePoint))]
    [InlineData(typeof(MessageRow))]
    public void Every_member_of_a_message_is_named(Type type)
    {
        Assert.All(
            MessageJson.Options.GetTypeInfo(type).Properties,
            property => Assert.Matches($"[`\"]{property.Name}[`\"]", Page));
    }

    [Fact]
    public void Every_word_for_tone_style_and_kind_is_named()
    {
        string[] words = [.. Enum.GetNames<Tone>(), .. Enum.GetNames<SpanStyle>(), .. Enum.GetNames<ButtonStyle>(), .. Enum.GetNames<InputKind>()];

        Assert.All(words.Except(["Neutral", "Plain"]), word => Assert.Matches($"[`\"]{JsonNamingPolicy.CamelCase.ConvertName(word)}[`\"]", Page));
    }

    [Fact]
    public void The_button_of_the_example_is_one_that_is_read_as_it_stands()
    {
        string json = ButtonExample().Match(Page).Groups[1].Value;

        Button button = JsonSerializer.Deserialize<Button>(json, MessageJson.Options) ?? throw new InvalidOperationException("No button.");

        Assert.Equal((Actions.Snooze, 3), (button.Action, button.Dialog?.Inputs.Count));
    }

    [Fact]
    public async Task The_example_of_a_signature_is_what_OpenSSL_prints()
    {
        string command = OpenSsl().Match(Page).Groups[1].Value;
        string expected = Regex.Match(Page, "Signature: v1=([0-9a-f]{64})").Groups[1].Value;
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("No shell.");

        string printed = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();

        Assert.StartsWith(expected, printed);
    }

    [GeneratedRegex("A button:\n\n```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ButtonExample();

    [GeneratedRegex("```bash\n(printf.*?)```", RegexOptions.Singleline)]
    private static partial Regex OpenSsl();
}

using System.Text.RegularExpressions;

namespace AccountAlerts.Tests.EndToEnd;

/// <summary>Whoever types what the README says gets what it promises.</summary>
public sealed partial class ReadmeTests
{
    private const string Prefix = "dotnet run --project src/AccountAlerts -- ";

    [Fact]
    public async Task The_commands_of_the_README_run_as_written_and_show_something()
    {
        using Installation at = new();
        // What it prints for Slack is no table; the walk through it is a test of its own.
        string[] commands = [.. Commands().Where(command => !command.StartsWith("manifest", StringComparison.Ordinal))];
        Assert.Equal(["import", "evaluate", "why"], commands.Select(command => command.Split(' ')[0]));

        foreach (string command in commands)
        {
            Ran ran = await at.RunAsync(command.Split(' '));
            Assert.True(ran.Exit == 0, $"{command}: {ran.Error}");
            Assert.Contains('─', ran.Out);
            Assert.All(Promised(command), words => Assert.Contains(words, ran.Out));
        }
    }

    [Fact]
    public void Every_page_that_the_README_and_the_docs_link_to_is_there()
    {
        foreach (string page in Directory.EnumerateFiles(Path.Combine(Installation.Repository, "docs"), "*.md").Append(Path.Combine(Installation.Repository, "README.md")))
        {
            foreach (Match link in Links().Matches(File.ReadAllText(page)))
            {
                string path = Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value);
                Assert.True(Path.Exists(path), $"{page} points to {link.Groups[1].Value}, which is not there");
            }
        }
    }

    private static string[] Promised(string command) => command.Split(' ')[0] switch
    {
        "import" => ["accounts.csv", "usage.csv.gz", "49,648"],
        "evaluate" => ["Oak Retail", "critical", "champion-silent"],
        _ => ["Oak Retail", "91 of 100", "−2 since", "in all", "Usage to 1 Sep 2015"],
    };

    /// <summary>Lines of shell blocks that run the product, without their comments.</summary>
    private static IEnumerable<string> Commands() => ShellBlocks().Matches(File.ReadAllText(Path.Combine(Installation.Repository, "README.md")))
        .SelectMany(block => block.Groups[1].Value.Split('\n'))
        .Where(line => line.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(line => line[Prefix.Length..].Split('#')[0].Trim());

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlocks();

    [GeneratedRegex(@"(?<!!)\[[^\]]*\]\((?!https?:)([^)#]+)")]
    private static partial Regex Links();
}

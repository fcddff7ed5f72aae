using System.Xml.Linq;
using AccountAlerts.TestKit;

namespace AccountAlerts.Tests;

/// <summary>Who may know whom. The folders say what the product is made of; these rules keep them apart.</summary>
public sealed class ArchitectureTests
{
    public static TheoryData<string, string[]> Projects => new()
    {
        { "AccountAlerts.Domain", [] },
        { "AccountAlerts.Engine", ["AccountAlerts.Domain"] },
        { "AccountAlerts.Storage", ["AccountAlerts.Domain", "AccountAlerts.Engine"] },
        { "AccountAlerts.Sources", ["AccountAlerts.Domain", "AccountAlerts.Engine"] },
        { "AccountAlerts.Slack", ["AccountAlerts.Domain", "AccountAlerts.Engine"] },
        { "AccountAlerts.Teams", ["AccountAlerts.Domain", "AccountAlerts.Engine"] },
        { "AccountAlerts.Webhook", ["AccountAlerts.Domain", "AccountAlerts.Engine"] },
        { "AccountAlerts", ["AccountAlerts.Domain", "AccountAlerts.Engine", "AccountAlerts.Slack", "AccountAlerts.Sources", "AccountAlerts.Storage", "AccountAlerts.Teams", "AccountAlerts.Webhook"] },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void Each_project_references_these_projects_and_no_other(string project, string[] expected)
    {
        Assert.Equal(expected, References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void There_is_no_project_that_these_rules_do_not_know()
    {
        Assert.Equal(
            Projects.Select(row => (string)row[0]).Order(StringComparer.Ordinal),
            Directory.EnumerateDirectories(Path.Combine(Clone.Folder, "src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_domain_references_no_package_and_no_framework()
    {
        Assert.Empty(References("AccountAlerts.Domain", "PackageReference"));
        Assert.Empty(References("AccountAlerts.Domain", "FrameworkReference"));
    }

    [Fact]
    public void Packages_of_a_library_are_hidden_from_those_who_reference_it()
    {
        foreach (string project in (string[])["AccountAlerts.Engine", "AccountAlerts.Storage", "AccountAlerts.Sources", "AccountAlerts.Webhook"])
        {
            Assert.All(
                Load(project).Descendants("PackageReference"),
                package => Assert.Equal("compile", package.Attribute("PrivateAssets")?.Value));
        }
    }

    [Fact]
    public void References_of_references_do_not_count()
    {
        Assert.Equal("true", XDocument.Load(Path.Combine(Clone.Folder, "Directory.Build.props")).Descendants("DisableTransitiveProjectReferences").Single().Value);
    }

    [Fact]
    public void The_program_is_a_sentence()
    {
        Assert.InRange(File.ReadAllLines(Path.Combine(Clone.Folder, "src", "AccountAlerts", "Program.cs")).Length, 1, 25);
    }

    [Fact]
    public void Jobs_are_ticks_of_at_most_twenty_lines()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Clone.Folder, "src", "AccountAlerts", "Jobs"), "*Job.cs"))
            Assert.InRange(File.ReadLines(file).SkipWhile(line => !line.Contains("class", StringComparison.Ordinal)).Count(), 1, 20);
    }

    private static string[] References(string project, string kind) =>
        [.. Load(project).Descendants(kind).Select(reference => reference.Attribute("Include")?.Value ?? "")];

    private static XDocument Load(string project) => XDocument.Load(Path.Combine(Clone.Folder, "src", project, project + ".csproj"));
}

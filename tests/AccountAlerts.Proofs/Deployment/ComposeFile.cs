using AccountAlerts.Hosting;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace AccountAlerts.Proofs.Deployment;

/// <summary>The compose.yaml that ships, as far as processes on one machine can follow it.</summary>
internal sealed class ComposeFile
{
    private const string Command = "#   ";
    private const string Engine = "docker ";

    public required Dictionary<string, ComposeService> Services { get; init; }

    public required Dictionary<string, ComposeSecret> Secrets { get; init; }

    /// <summary>What its first lines tell an operator to type before the engine is started.</summary>
    [YamlIgnore]
    public IReadOnlyList<string> Preparation { get; private set; } = [];

    public static ComposeFile Read()
    {
        string text = File.ReadAllText(Path.Combine(ContentRoot.Find(AppContext.BaseDirectory), "compose.yaml"));
        var file = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).IgnoreUnmatchedProperties().Build()
            .Deserialize<ComposeFile>(text);
        string[] commands = [.. text.Split('\n').TakeWhile(line => line.StartsWith('#')).Where(line => line.StartsWith(Command, StringComparison.Ordinal)).Select(line => line[Command.Length..])];
        Assert.Contains(commands, command => command.StartsWith(Engine, StringComparison.Ordinal));
        file.Preparation = [.. commands.Where(command => !command.StartsWith(Engine, StringComparison.Ordinal))];
        return file;
    }
}

internal sealed class ComposeService
{
    public string Image { get; init; } = "";

    public required Dictionary<string, string> Environment { get; init; }

    public required List<string> Secrets { get; init; }

    public required List<string> Volumes { get; init; }

    public ComposeDeployment Deploy { get; init; } = new();

    public string StopGracePeriod { get; init; } = "";
}

internal sealed class ComposeDeployment
{
    public int Replicas { get; init; } = 1;
}

internal sealed class ComposeSecret
{
    public required string File { get; init; }
}

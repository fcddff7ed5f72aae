namespace AccountAlerts.Hosting;

/// <summary>What a run of the product is given by its surroundings; tests give something else.</summary>
public sealed record Launch
{
    /// <summary>Folder of appsettings.json and templates/; relative paths in settings start here.</summary>
    public required string ContentRoot { get; init; }

    /// <summary>Relative paths on the command line start here.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The result, and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Everything said to people: logs, progress, faults.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>A file per secret, named like the setting with <c>__</c> for <c>:</c>.</summary>
    public string SecretsFolder { get; init; } = "/run/secrets";

    /// <summary>Settings that beat the file, the secrets and the environment.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>();

    /// <summary>Applied after the product's own services.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    public static Launch FromProcess() => new()
    {
        ContentRoot = Hosting.ContentRoot.Find(AppContext.BaseDirectory),
        WorkingDirectory = Environment.CurrentDirectory,
        Out = Console.Out,
        Error = Console.Error,
    };

    /// <summary>A path of the command line, made absolute.</summary>
    public string CallersPath(string path) => Path.GetFullPath(path, WorkingDirectory);

    public Launch With(string key, string? value) =>
        value is null ? this : this with { Overrides = new Dictionary<string, string?>(Overrides) { [key] = value } };

    /// <exception cref="CommandException">The settings file cannot be read.</exception>
    public IConfigurationRoot LoadConfiguration()
    {
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(ContentRoot, Hosting.ContentRoot.SettingsFile), optional: true, reloadOnChange: false)
                .AddKeyPerFile(SecretsFolder, optional: true, reloadOnChange: false)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(Overrides)
                .Build();
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw new CommandException(ExitCode.Usage, $"{Path.Combine(ContentRoot, Hosting.ContentRoot.SettingsFile)} cannot be read: {(e.InnerException ?? e).Message}");
        }
    }
}

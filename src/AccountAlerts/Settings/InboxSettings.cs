using System.ComponentModel.DataAnnotations;

namespace AccountAlerts.Settings;

/// <summary>Settings under <c>Inbox</c>: the built-in web page.</summary>
public sealed class InboxSettings : IValidatableObject
{
    /// <summary>Where to listen; several are separated by commas. Default <c>http://localhost:5080</c>.</summary>
    public string Urls { get; set; } = "http://localhost:5080";

    /// <summary>Asked at the door, 12 characters or more. Without one only browsers on this machine are answered. Default: none.</summary>
    public string? Password { get; set; }

    /// <summary>How often an open page looks for news. Default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan RefreshEvery { get; set; } = TimeSpan.FromSeconds(2);

    public IEnumerable<string> UrlList => Urls.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True if no other machine can reach the service itself.</summary>
    internal bool IsLoopbackOnly => UrlList.All(url => Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.IsLoopback);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (string url in UrlList)
        {
            // "+" and "*" stand for every address of the machine, which System.Uri does not know.
            string probe = url.Replace("://+", "://any", StringComparison.Ordinal).Replace("://*", "://any", StringComparison.Ordinal);
            if (!Uri.TryCreate(probe, UriKind.Absolute, out Uri? address) || address.Scheme is not "http" || address.PathAndQuery is not "/")
                yield return new ValidationResult($"= \"{url}\" is not allowed; allowed: http addresses without a path, such as http://localhost:5080.", [nameof(Urls)]);
        }

        if (!UrlList.Any())
            yield return new ValidationResult("names no address; allowed: http addresses without a path, such as http://localhost:5080.", [nameof(Urls)]);
        if (Password is { Length: > 0 and < 12 })
            yield return new ValidationResult("is too short; allowed: 12 characters or more.", [nameof(Password)]);
    }
}

using System.Reflection;
using System.Security.Cryptography;

namespace AccountAlerts.Inbox;

/// <summary>The page's one style sheet, one script and icon. They are inside the binary, so no way of running can lose them.</summary>
public sealed class InboxAssets
{
    public const string Prefix = "/assets";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["inbox.css"] = "text/css; charset=utf-8",
        ["inbox.js"] = "text/javascript; charset=utf-8",
        ["icon.svg"] = "image/svg+xml",
    };

    private readonly Dictionary<string, (byte[] Bytes, string Version)> files = Types.Keys.ToDictionary(name => name, Load, StringComparer.Ordinal);

    /// <summary>The address of an asset; it changes with the content, so browsers may keep it for ever.</summary>
    public string Url(string name) => $"{Prefix}/{name}?v={files[name].Version}";

    /// <summary>An asset's own text, for a page that carries it along.</summary>
    public string Text(string name) => System.Text.Encoding.UTF8.GetString(files[name].Bytes);

    internal IResult Serve(string name, HttpContext context)
    {
        if (!files.TryGetValue(name, out (byte[] Bytes, string Version) file))
            return Results.NotFound();
        context.Response.Headers.CacheControl = context.Request.Query["v"] == file.Version ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(file.Bytes, Types[name]);
    }

    private static (byte[] Bytes, string Version) Load(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"inbox/{name}")
            ?? throw new InvalidOperationException($"The asset {name} is not in the binary.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return (bytes, Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
    }
}

internal static class InboxAssetEndpoints
{
    public static void MapInboxAssets(this IEndpointRouteBuilder app)
    {
        app.MapGet($"{InboxAssets.Prefix}/{{name}}", (string name, InboxAssets assets, HttpContext context) => assets.Serve(name, context));
        app.MapGet("/favicon.ico", (InboxAssets assets) => Results.Redirect(assets.Url("icon.svg")));
    }
}

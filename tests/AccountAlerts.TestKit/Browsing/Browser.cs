using System.Net;
using System.Text.RegularExpressions;

namespace AccountAlerts.TestKit.Browsing;

/// <summary>A browser without script: keeps cookies, fills the first form that fits, follows nothing by itself.</summary>
/// <param name="address">Where paths lead; a whole address leads elsewhere, and on the same host with the same cookies.</param>
public sealed partial class Browser(Uri address) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = address,
    };

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(path);

    public async Task<string> ReadAsync(string path) => await client.GetStringAsync(path);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => client.SendAsync(request);

    /// <summary>Posts a form with the token that the page carries.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string target, params (string Name, string Value)[] fields)
    {
        string token = WebUtility.HtmlDecode(Token().Match(await (await GetAsync(page)).Content.ReadAsStringAsync()).Groups[1].Value);
        return await PostWithAsync(target, [.. fields, ("form-token", token)]);
    }

    public Task<HttpResponseMessage> PostWithAsync(string target, params (string Name, string Value)[] fields) =>
        client.PostAsync(target, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public void Dispose() => client.Dispose();

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

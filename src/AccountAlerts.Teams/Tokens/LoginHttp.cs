using Microsoft.Identity.Client;

namespace AccountAlerts.Teams.Tokens;

/// <summary>How Microsoft's library reaches Entra: without redirects, and for tests on this machine.</summary>
/// <param name="local">Where calls are turned; null leaves them as they are.</param>
internal sealed class LoginHttp(Uri? local) : IMsalHttpClientFactory, IDisposable
{
    private readonly HttpClient _http = new(new TurningHandler(local)) { Timeout = TimeSpan.FromSeconds(10) };

    public HttpClient GetHttpClient() => _http;

    public void Dispose() => _http.Dispose();

    private sealed class TurningHandler(Uri? local) : DelegatingHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = local is null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (local is not null && request.RequestUri is { } address)
                request.RequestUri = new Uri(local, local.AbsolutePath.TrimEnd('/') + address.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

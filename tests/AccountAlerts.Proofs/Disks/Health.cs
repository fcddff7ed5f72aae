using System.Net;
using AccountAlerts.Proofs.Running;

namespace AccountAlerts.Proofs.Disks;

/// <summary>What a service says of itself to whoever watches it.</summary>
internal sealed class Health(Uri service) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = service, Timeout = TimeSpan.FromMinutes(1) };

    public async Task<(bool Ready, string Words)> AskAsync()
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
            return (answer.StatusCode == HttpStatusCode.OK, (await answer.Content.ReadAsStringAsync()).Trim());
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return (false, fault.GetType().Name);
        }
    }

    public async Task<string> LiveAsync() => (await _http.GetStringAsync(new Uri("/healthz/live", UriKind.Relative))).Trim();

    /// <returns>The last words, whether or not they are the awaited ones.</returns>
    public async Task<string> UntilAsync(Func<bool, string, bool> isSo, TimeSpan atMost)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (ready, words) = await AskAsync();
            if (isSo(ready, words) || TimeProvider.System.GetElapsedTime(start) > atMost)
                return words;
            await Patience.PassAsync(TimeSpan.FromMilliseconds(100));
        }
    }

    public void Dispose() => _http.Dispose();
}

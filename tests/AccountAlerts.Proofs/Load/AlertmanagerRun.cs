using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using AccountAlerts.Proofs.Running;
using AccountAlerts.TestKit;
using AccountAlerts.TestKit.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AccountAlerts.Proofs.Load;

/// <summary>The same number of alerts through Prometheus Alertmanager, each in a group of its own, to a webhook beside it: what to compare with.</summary>
internal static class AlertmanagerRun
{
    public const string Program = "prometheus-alertmanager";

    private const int Batch = 500;
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    public static async Task<LoadFigures> RunAsync(int alerts, int refuseEvery)
    {
        var sink = new Sink(refuseEvery);
        await using var app = await sink.StartAsync();
        using var folder = new TemporaryFolder();
        string config = folder.Write("config.yml", $$"""
            route: { receiver: sink, group_by: [account], group_wait: 0s, group_interval: 1s, repeat_interval: 4h }
            receivers:
              - name: sink
                webhook_configs: [{ url: "{{app.Urls.First()}}/", send_resolved: false }]
            """);
        int port = Ports.Free();
        using var server = Start(config, folder["data"], port);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            Assert.True(await Patience.UntilAsync(() => Listens(port), Patient), "Alertmanager did not start.");
            var used = ProcessUse.Processor(server.Id);
            long start = TimeProvider.System.GetTimestamp();
            sink.Begin(start);
            await PushAsync(http, alerts);
            await Patience.UntilAsync(() => sink.Seen >= alerts, Patient);
            used = ProcessUse.Processor(server.Id) - used;
            long peak = ProcessUse.PeakMegabytes(server.Id);
            await Patience.PassAsync(Settling);
            return new LoadFigures(sink.First, sink.Last, sink.Messages, sink.Refused, alerts - sink.Seen, sink.Messages - sink.Seen, 0, used, peak);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static Process Start(string config, string data, int port)
    {
        var server = Process.Start(new ProcessStartInfo(Program)
        {
            ArgumentList =
            {
                $"--config.file={config}", $"--storage.path={data}", $"--web.listen-address=127.0.0.1:{port}", "--cluster.listen-address=", "--log.level=error",
            },
            RedirectStandardError = true,
        })!;
        // It complains of every refusal; the figures say how many there were.
        server.BeginErrorReadLine();
        return server;
    }

    private static async Task PushAsync(HttpClient http, int alerts)
    {
        foreach (int[] batch in Enumerable.Range(0, alerts).Chunk(Batch))
        {
            var body = batch.Select(number => new
            {
                labels = new { alertname = "seats-full", account = string.Create(CultureInfo.InvariantCulture, $"A{number:00000}"), severity = "high" },
                annotations = new { summary = "10 of 10 seats" },
            });
            using var answer = await http.PostAsJsonAsync(new Uri("/api/v2/alerts", UriKind.Relative), body);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static bool Listens(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A webhook with a memory: which alerts came, and when.</summary>
    private sealed class Sink(int refuseEvery)
    {
        private readonly Lock _lock = new();
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
        private long _start;
        private int _requests;

        public int Seen
        {
            get
            {
                lock (_lock)
                    return _seen.Count;
            }
        }

        public int Messages { get; private set; }

        public int Refused => _refused.Count;

        public TimeSpan First { get; private set; }

        public TimeSpan Last { get; private set; }

        public void Begin(long start) => _start = start;

        public async Task<WebApplication> StartAsync()
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            app.Run(async context => context.Response.StatusCode = Take(await JsonDocument.ParseAsync(context.Request.Body)));
            await app.StartAsync();
            return app;
        }

        private int Take(JsonDocument body)
        {
            using (body)
            {
                string group = body.RootElement.GetProperty("groupKey").GetString()!;
                lock (_lock)
                {
                    if (++_requests % Math.Max(1, refuseEvery) == 0 && refuseEvery > 0 && _refused.Add(group))
                        return StatusCodes.Status429TooManyRequests;
                    foreach (var alert in body.RootElement.GetProperty("alerts").EnumerateArray())
                        _seen.Add(alert.GetProperty("fingerprint").GetString()!);
                    Last = TimeProvider.System.GetElapsedTime(_start);
                    if (Messages++ == 0)
                        First = Last;
                    return StatusCodes.Status200OK;
                }
            }
        }
    }
}

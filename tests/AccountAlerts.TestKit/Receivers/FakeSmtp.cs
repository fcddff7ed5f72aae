using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AccountAlerts.TestKit.Receivers;

/// <summary>A mail that was taken, as it came.</summary>
public sealed record FakeMail(string From, IReadOnlyList<string> To, string Data)
{
    public string Header(string name) => Data.Split('\n').Select(line => line.TrimEnd('\r'))
        .First(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();

    /// <summary>The text, decoded.</summary>
    public string Body
    {
        get
        {
            string body = Data[(Data.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].TrimEnd();
            return Header("Content-Transfer-Encoding") == "base64"
                ? Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\r\n", "", StringComparison.Ordinal)))
                : body;
        }
    }
}

/// <summary>A mail server on a port of its own that takes everything, unless told what to refuse.</summary>
public sealed class FakeSmtp : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<FakeMail> _mails = new();
    private readonly Task _accepting;

    public FakeSmtp()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Answers by command, such as <c>RCPT</c> and <c>550 no such user</c>; an empty one closes the connection.</summary>
    public ConcurrentDictionary<string, string> Refuses { get; } = new();

    public IReadOnlyList<FakeMail> Mails => [.. _mails];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var calls = new List<Task>();
        try
        {
            while (!_stopping.IsCancellationRequested)
                calls.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(calls);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        string from = "";
        var to = new List<string>();
        try
        {
            await writer.WriteLineAsync("220 fake");
            while (await reader.ReadLineAsync(_stopping.Token) is { } line)
            {
                string command = line.Split(' ', ':')[0].ToUpperInvariant();
                if (Refuses.TryGetValue(command, out string? refusal))
                {
                    if (refusal.Length == 0)
                        return;
                    await writer.WriteLineAsync(refusal);
                    continue;
                }

                switch (command)
                {
                    case "MAIL":
                        from = Address(line);
                        break;
                    case "RCPT":
                        to.Add(Address(line));
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        _mails.Enqueue(new FakeMail(from, [.. to], await DataAsync(reader)));
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                }

                await writer.WriteLineAsync("250 ok");
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            // The caller went away, or the server stops.
        }
    }

    private async Task<string> DataAsync(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(_stopping.Token) is { } line && line != ".")
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return data.ToString();
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}

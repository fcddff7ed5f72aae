using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AccountAlerts.TestKit;

/// <summary>For what cannot be told to take any free port and say which, and for addresses at which nobody listens.</summary>
public static class Ports
{
    // Below the ports that systems give to whoever does not care: no connection of another test can take one in the meantime.
    private const int First = 15_000;
    private const int Last = 30_000;

    private static readonly ConcurrentDictionary<int, byte> Given = new();

    /// <summary>A port that nobody listens on, and that nobody else in this process is given.</summary>
    public static int Free()
    {
        while (true)
        {
            int port = System.Security.Cryptography.RandomNumberGenerator.GetInt32(First, Last);
            if (IsFree(port) && Given.TryAdd(port, 0))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

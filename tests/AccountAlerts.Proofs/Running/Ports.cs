using System.Net;
using System.Net.Sockets;

namespace AccountAlerts.Proofs.Running;

/// <summary>For programs that cannot be told to take any free port and say which.</summary>
internal static class Ports
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Net;
using System.Net.Sockets;
using Flash.Host.CommandLine;

namespace Flash.Host.Hosting;

/// <summary>Where the web role listens: as configured, else on this machine's own address only, at a port that is
/// free.</summary>
internal static class HttpAddress
{
    public const int DefaultPort = 5080;
    private const int LastAlternative = DefaultPort + 20;

    /// <summary>Whether .NET's own settings (ASPNETCORE_URLS, ASPNETCORE_HTTP_PORTS, Kestrel:Endpoints) already say
    /// where.</summary>
    public static bool IsConfigured(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration["urls"])
        || !string.IsNullOrWhiteSpace(configuration["http_ports"])
        || !string.IsNullOrWhiteSpace(configuration["https_ports"])
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();

    /// <summary>Looks whether the addresses that were named can be listened at: a server that finds out by itself says
    /// so with a stack trace.</summary>
    /// <exception cref="CommandFailedException">One is taken, or this user may not listen there.</exception>
    public static void EnsureFree(IConfiguration configuration)
    {
        var named = (configuration["urls"] ?? "")
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Concat(Ports(configuration, "http_ports"))
            .Concat(Ports(configuration, "https_ports"))
            .Concat(
                configuration
                    .GetSection("Kestrel:Endpoints")
                    .GetChildren()
                    .Select(endpoint => endpoint["Url"])
                    .OfType<string>()
            );
        foreach (var address in named)
        {
            if (
                Uri.TryCreate(
                    address
                        .Replace("//*", "//0.0.0.0", StringComparison.Ordinal)
                        .Replace("//+", "//0.0.0.0", StringComparison.Ordinal),
                    UriKind.Absolute,
                    out var uri
                )
                && uri is { Scheme: "http" or "https", Port: > 0 }
                && IPAddress.TryParse(uri.DnsSafeHost is "localhost" ? "127.0.0.1" : uri.DnsSafeHost, out var ip)
                && Obstacle(ip, uri.Port) is { } obstacle
            )
            {
                throw obstacle is SocketError.AccessDenied
                    ? new CommandFailedException(
                        $"this user may not listen at {address}: set ASPNETCORE_URLS to a port from 1024 on."
                    )
                    : Taken(address);
            }
        }
    }

    /// <summary>Another program has it, or was quicker.</summary>
    public static CommandFailedException Taken(string? address, Exception? cause = null) =>
        new($"the address {address} is taken by another program: set ASPNETCORE_URLS to a free one.", cause);

    private static IEnumerable<string> Ports(IConfiguration configuration, string setting) =>
        (configuration[setting] ?? "")
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(port => $"http://0.0.0.0:{port}");

    public static string Choose(Action<string> say)
    {
        for (var port = DefaultPort; port <= LastAlternative; port++)
        {
            if (IsFree(port))
            {
                if (port != DefaultPort)
                {
                    say($"Port {DefaultPort} is taken; using {port}.");
                }

                return $"http://localhost:{port}";
            }
        }

        throw new CommandFailedException(
            $"the ports {DefaultPort} to {LastAlternative} are all taken: set ASPNETCORE_URLS, for example to "
                + $"http://localhost:6080."
        );
    }

    private static bool IsFree(int port) =>
        Obstacle(IPAddress.Loopback, port) is null
        && (!Socket.OSSupportsIPv6 || Obstacle(IPAddress.IPv6Loopback, port) is null);

    /// <summary>Why it cannot be listened at; null when it can.</summary>
    private static SocketError? Obstacle(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return null;
        }
        catch (SocketException e)
        {
            // A machine without IPv6 addresses answers otherwise, and is no reason to avoid the port.
            return e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied
                ? e.SocketErrorCode
                : null;
        }
    }
}

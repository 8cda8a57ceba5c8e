using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Flash.Bots.Privacy;

/// <summary>
/// A network address as Flash keeps it: HMAC-SHA256 under a key that only the master key gives. Of an IPv6 address the
/// first 64 bits, which is what one household or server has.
/// </summary>
public sealed class AddressHash(MasterKey master)
{
    private const int PrefixBytes = 8;

    /// <summary>32 hexadecimal digits; null for no address, and for this machine's and private networks' ones: those
    /// are everyone's behind a proxy that does not say for whom it asks.</summary>
    /// <exception cref="MasterKeyException">The master key cannot be read.</exception>
    public string? Of(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        return IsShared(plain, bytes)
            ? null
            : Convert.ToHexStringLower(
                master.Mac(
                    plain.AddressFamily == AddressFamily.InterNetworkV6 ? bytes.AsSpan(0, PrefixBytes) : bytes,
                    SealedPlaces.Addresses
                )
            )[..32];
    }

    private static bool IsShared(IPAddress address, byte[] bytes) =>
        IPAddress.IsLoopback(address)
        || address.IsIPv6LinkLocal
        || address.IsIPv6UniqueLocal
        || (
            address.AddressFamily == AddressFamily.InterNetwork
            && (bytes[0], bytes[1])
                is
                    (10, _)
                    or
                    (172, >= 16 and <= 31)
                    or
                    (192, 168)
                    or
                    (169, 254)
                    or
                    (100, >= 64 and <= 127)
        );
}

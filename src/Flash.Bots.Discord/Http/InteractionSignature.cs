using System.Globalization;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Flash.Bots.Discord.Http;

/// <summary>Checks that a request comes from Discord, and now: Ed25519 over the timestamp and the body as it
/// came.</summary>
internal sealed class InteractionSignature(string publicKey, TimeProvider time)
{
    /// <summary>A request that is signed but older was recorded and is played again.</summary>
    public static readonly TimeSpan ReplayWindow = TimeSpan.FromMinutes(5);

    private const int SignatureLength = 64;
    private const int MaxTimestampLength = 20;
    private readonly byte[] key = Convert.FromHexString(publicKey);

    public bool Verify(string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        if (
            signature is not { Length: 2 * SignatureLength }
            || !signature.All(char.IsAsciiHexDigit)
            || timestamp is not { Length: > 0 and <= MaxTimestampLength }
            || !IsRecent(timestamp)
        )
        {
            return false;
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), .. body];
        return Ed25519.Verify(Convert.FromHexString(signature), 0, key, 0, signed, 0, signed.Length);
    }

    private bool IsRecent(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= ReplayWindow;
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Flash.Bots.Web.SignIn;

/// <summary>Time-based one-time passwords (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, six digits,
/// thirty seconds.</summary>
internal static class Totp
{
    /// <summary>In bytes: what RFC 4226 recommends.</summary>
    public const int SecretSize = 20;

    public const int Digits = 6;

    private const int StepSeconds = 30;

    /// <summary>How many steps a clock may be off, either way; RFC 6238 recommends one.</summary>
    private const int Drift = 1;

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of one step (RFC 4226, section 5.3).</summary>
    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        // The algorithm of RFC 6238 that all apps have; an HMAC does not rest on SHA-1's collision resistance.
#pragma warning disable CA5350
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code this is; null when it is none of now's, or not later than <paramref name="last"/>,
    /// which was used already.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long last)
    {
        var given = Encoding.UTF8.GetBytes(code);
        long? matched = null;

        // All steps are looked at, so that the time taken says nothing.
        for (var step = StepAt(now) - Drift; step <= StepAt(now) + Drift; step++)
        {
            if (
                CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Code(secret, step)))
                && step > last
            )
            {
                matched = step;
            }
        }

        return matched;
    }

    /// <summary>What an authenticator app scans.</summary>
    public static string Address(ReadOnlySpan<byte> secret, string name) =>
        $"otpauth://totp/Flash:{Uri.EscapeDataString(name)}?secret={Base32.Encode(secret)}&issuer=Flash";
}

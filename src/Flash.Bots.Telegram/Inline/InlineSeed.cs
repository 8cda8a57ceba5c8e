using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Flash.Bots.Telegram.Inline;

/// <summary>
/// The seed that one person types with: the same for half an hour, so that the picture evolves with the words, and the
/// same in every process that may be asked next, so that none needs to remember it.
/// </summary>
internal static class InlineSeed
{
    private const int Minutes = 30;

    public static ulong For(string personId, DateTimeOffset now)
    {
        var period = now.ToUnixTimeSeconds() / (Minutes * 60);
        return BinaryPrimitives.ReadUInt32LittleEndian(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{personId} {period}")))
        );
    }
}

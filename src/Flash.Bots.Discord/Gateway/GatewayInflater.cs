using System.IO.Compression;

namespace Flash.Bots.Discord.Gateway;

/// <summary>Unpacks <c>zlib-stream</c>: one compressed stream per connection, flushed after every payload.</summary>
internal sealed class GatewayInflater : IDisposable
{
    private static ReadOnlySpan<byte> FlushSuffix => [0x00, 0x00, 0xFF, 0xFF];

    private readonly MemoryStream packed = new();
    private readonly ZLibStream stream;

    public GatewayInflater() => stream = new ZLibStream(packed, CompressionMode.Decompress);

    /// <summary>Takes one message in; true when it ended a payload, which is then appended to <paramref
    /// name="payload"/>.</summary>
    /// <exception cref="InvalidDataException">The stream is damaged, or a payload is longer than <paramref
    /// name="maxLength"/>.</exception>
    public bool TryInflate(ReadOnlySpan<byte> message, MemoryStream payload, int maxLength)
    {
        packed.Position = packed.Length;
        packed.Write(message);
        if (!message.EndsWith(FlushSuffix))
        {
            return packed.Length <= maxLength
                ? false
                : throw new InvalidDataException("A compressed gateway payload is too long.");
        }

        packed.Position = 0;
        Span<byte> buffer = stackalloc byte[4096];
        while (stream.Read(buffer) is > 0 and var read)
        {
            payload.Write(buffer[..read]);
            if (payload.Length > maxLength)
            {
                throw new InvalidDataException("A gateway payload is too long.");
            }
        }

        packed.SetLength(0);
        return true;
    }

    public void Dispose()
    {
        stream.Dispose();
        packed.Dispose();
    }
}

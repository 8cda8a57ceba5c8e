using System.Buffers.Binary;

namespace Flash.Bots.Privacy;

/// <summary>One person's key. What it seals begins with the key's id (8 bytes, big-endian), so that the key is found
/// again.</summary>
public sealed class PersonalKey
{
    private readonly byte[] secret;

    internal PersonalKey(long id, byte[] secret) => (Id, this.secret) = (id, secret);

    public long Id { get; }

    /// <param name="content">What only this key can open.</param>
    /// <param name="place">Where it stands, such as <c>audit 17</c>: moved elsewhere it does not open.</param>
    public byte[] Seal(ReadOnlySpan<byte> content, string place)
    {
        var named = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(named, Id);
        return [.. named, .. SealedBox.Seal(secret, content, place)];
    }

    /// <summary>Null when it is not this key's, or not from this place.</summary>
    public byte[]? Open(byte[] box, string place) =>
        IdOf(box) == Id ? SealedBox.Open(secret, box.AsSpan(sizeof(long)), place) : null;

    /// <summary>The key that opens a box; 0 for what is no box.</summary>
    public static long IdOf(byte[] box) => box.Length > sizeof(long) ? BinaryPrimitives.ReadInt64BigEndian(box) : 0;
}

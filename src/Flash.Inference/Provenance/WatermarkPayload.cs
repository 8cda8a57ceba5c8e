using System.Buffers.Binary;
using System.Globalization;

namespace Flash.Inference.Provenance;

/// <summary>The 64 bits that a watermark carries: which generation, and which of its pictures.</summary>
/// <remarks>
/// The first eight bytes of the generation's UUID in the order of its text, with the version nibble replaced by the
/// number of the picture. Of a version 7 UUID that is its millisecond and 12 random bits: a range of the database's
/// primary key.
/// </remarks>
/// <param name="Bits">As they stand in the picture.</param>
public readonly record struct WatermarkPayload(ulong Bits)
{
    /// <summary>Largest number of a picture.</summary>
    public const int MaxIndex = 15;

    private const int IndexShift = 12;

    /// <summary>Number of the picture in its generation, from 1; 0 for several in one file.</summary>
    public int PictureIndex => (int)(Bits >> IndexShift) & MaxIndex;

    /// <param name="id">The generation's.</param>
    /// <param name="pictureIndex">From 1; 0 for several in one file.</param>
    public static WatermarkPayload Of(Guid id, int pictureIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pictureIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pictureIndex, MaxIndex);
        var head = BinaryPrimitives.ReadUInt64BigEndian(id.ToByteArray(bigEndian: true));
        return new WatermarkPayload((head & ~((ulong)MaxIndex << IndexShift)) | ((ulong)pictureIndex << IndexShift));
    }

    /// <summary>Whether this may stand for the id: of its 128 bits, the 60 that are carried agree.</summary>
    public bool Matches(Guid id) => Of(id, PictureIndex) == this;

    /// <summary>The first and the last UUID of a version that this may stand for.</summary>
    /// <param name="version">The UUID's version, 1 to 15; Flash's own are 7.</param>
    public (Guid First, Guid Last) Range(int version)
    {
        var head = (Bits & ~((ulong)MaxIndex << IndexShift)) | ((ulong)version << IndexShift);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, head);
        var first = new Guid(bytes, bigEndian: true);
        bytes[8..].Fill(0xFF);
        return (first, new Guid(bytes, bigEndian: true));
    }

    /// <summary>The known half of the UUID, with <c>_</c> where its version stands.</summary>
    public override string ToString()
    {
        var digits = Bits.ToString("x16", CultureInfo.InvariantCulture);
        return $"{digits[..8]}-{digits[8..12]}-_{digits[13..]}";
    }
}

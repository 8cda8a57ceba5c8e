using Flash.Inference.Imaging;
using NetVips;

namespace Flash.Inference.Provenance;

/// <summary>What a picture's file says of where it comes from.</summary>
public sealed record ProvenanceReport
{
    /// <summary>How it was made, from a PNG's text <c>parameters</c>; null when there is none.</summary>
    public string? Parameters { get; init; }

    /// <summary>IPTC's digital source type from the XMP, such as <c>…/trainedAlgorithmicMedia</c>; null when it says
    /// none.</summary>
    public string? DigitalSourceType { get; init; }

    /// <summary>The generation that the XMP names; null when it names none of ours.</summary>
    public Guid? Id { get; init; }

    /// <summary>Number of the picture in that generation; 0 for several in one file.</summary>
    public int? PictureIndex { get; init; }

    /// <summary>What stands in the pixels; null when nothing is found.</summary>
    public WatermarkReading? Watermark { get; init; }

    /// <summary>Whether anything says that a model made the picture.</summary>
    public bool IsMarked =>
        Watermark is not null
        || Id is not null
        || Parameters is not null
        || DigitalSourceType?.EndsWith("rainedAlgorithmicMedia", StringComparison.Ordinal) == true;

    /// <summary>Whether metadata and watermark both name a generation, and not the same: one of them was copied from
    /// another picture.</summary>
    public bool IsContradictory => Watermark is { } watermark && Id is { } id && !watermark.Payload.Matches(id);

    /// <param name="file">JPEG, PNG, WebP or GIF; no one needs to vouch for it.</param>
    /// <exception cref="ArgumentException">No picture that can be read; the message says why.</exception>
    public static ProvenanceReport Read(ReadOnlySpan<byte> file)
    {
        var picture = ImageDecoder.Decode(file);
        var (sourceType, id, index) = Xmp(file) is { } packet ? XmpPacket.Read(packet) : default;
        return new ProvenanceReport
        {
            Parameters = PngText.Find(file, GenerationParameters.Keyword),
            DigitalSourceType = sourceType,
            Id = id,
            PictureIndex = index,
            Watermark = Provenance.Watermark.Read(picture),
        };
    }

    private static byte[]? Xmp(ReadOnlySpan<byte> file)
    {
        Vips.Initialize();
        using var image = Image.NewFromBuffer(file.ToArray());
        return image.Contains("xmp-data") ? image.Get("xmp-data") as byte[] : null;
    }
}

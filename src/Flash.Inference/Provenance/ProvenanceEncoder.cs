using Microsoft.Extensions.Options;

namespace Flash.Inference.Provenance;

/// <summary>Finished pictures to files that say where they come from: in their metadata, in their pixels, and with a
/// mark that everyone sees if one is configured.</summary>
/// <remarks>Thread safe. The same picture and origin give the same bytes.</remarks>
public sealed class ProvenanceEncoder(IOptions<ProvenanceOptions> options)
{
    private readonly Lazy<byte[]?> _mark = new(() =>
        options.Value.MarkFile is { Length: > 0 } file ? File.ReadAllBytes(file) : null
    );

    /// <summary>What is configured.</summary>
    public ProvenanceOptions Options => options.Value;

    /// <summary>JPEG with XMP.</summary>
    /// <param name="picture">As the model drew it.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="quality">1 to 100.</param>
    public byte[] EncodeJpeg(RgbImage picture, PictureOrigin origin, int quality = 90) =>
        ImageEncoder.EncodeJpeg(Mark(picture, origin), quality, Xmp(origin));

    /// <summary>WebP with XMP.</summary>
    /// <param name="picture">As the model drew it.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="quality">1 to 100.</param>
    public byte[] EncodeWebp(RgbImage picture, PictureOrigin origin, int quality = 90) =>
        ImageEncoder.EncodeWebp(Mark(picture, origin), quality, Xmp(origin));

    /// <summary>PNG with XMP and, when the origin has parameters, the text <c>parameters</c>.</summary>
    public byte[] EncodePng(RgbImage picture, PictureOrigin origin)
    {
        var png = ImageEncoder.EncodePng(Mark(picture, origin), Xmp(origin));
        return Options.Metadata && origin.Parameters is { } parameters
            ? PngText.Insert(png, GenerationParameters.Keyword, parameters.ToText(origin.PictureIndex))
            : png;
    }

    /// <summary>The picture with what is configured to stand in its pixels.</summary>
    public RgbImage Mark(RgbImage picture, PictureOrigin origin)
    {
        var seen = _mark.Value is { } mark ? VisibleMark.Draw(picture, mark) : picture;
        return Options.Watermark ? Watermark.Embed(seen, WatermarkPayload.Of(origin.Id, origin.PictureIndex)) : seen;
    }

    private byte[]? Xmp(PictureOrigin origin) => Options.Metadata ? XmpPacket.Write(origin) : null;
}

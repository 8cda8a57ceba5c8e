namespace Flash.Inference.Provenance;

/// <summary>An invisible mark in the pixels that says which generation a picture comes from.</summary>
/// <remarks>
/// Quantization index modulation (Chen and Wornell 2001) of low frequencies, tiled over the picture so that any 128x128
/// pixels of it hold the whole message, written faintly on flat ground, where it would be seen. It holds against
/// recompression, halving and cropping; not against rotation or against someone who wants it gone, since how it is made
/// is public. Thread safe.
/// </remarks>
public static class Watermark
{
    /// <summary>Shortest side of a picture that can carry one: pixels of a tile.</summary>
    public const int MinSide = WatermarkTile.Side;

    /// <summary>The picture with the payload in it, whatever watermark it carried before; the picture itself when a
    /// side is shorter than <see cref="MinSide"/>.</summary>
    public static RgbImage Embed(RgbImage picture, WatermarkPayload payload) =>
        Math.Min(picture.Width, picture.Height) < MinSide ? picture : WatermarkWriter.Write(picture, payload);

    /// <summary>What the picture carries; null when nothing is found.</summary>
    /// <param name="picture">As it was made, or cropped, scaled to a half or double or to a common size, or
    /// recompressed.</param>
    public static WatermarkReading? Read(RgbImage picture) => WatermarkReader.Read(picture);
}

/// <summary>A watermark that was found.</summary>
/// <param name="Payload">What it says.</param>
/// <param name="Scale">How large the picture is now, 1 as it was made.</param>
/// <param name="Strength">How much of the pattern is left: 1 all of it, as where
/// there is detail everywhere; 0.3 just readable.</param>
public sealed record WatermarkReading(WatermarkPayload Payload, double Scale, double Strength);

using Flash.Inference;
using NetVips;

namespace Flash.Host.Commands;

/// <summary>What happens to pictures on their way through chats, as far as <c>flash bench provenance</c> measures
/// it.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Crop">Share of width and of height that is cut off, at sides chosen by the picture's number.</param>
/// <param name="Scale">Each side afterwards.</param>
/// <param name="Quality">Of the JPEG that it is saved as; null for none.</param>
internal sealed record BenchDamage(string Name, double Crop, double Scale, int? Quality)
{
    public static IReadOnlyList<BenchDamage> All { get; } =
    [
        new("as it was drawn", 0, 1, null),
        new("JPEG quality 90", 0, 1, 90),
        new("JPEG quality 70", 0, 1, 70),
        new("JPEG quality 50", 0, 1, 50),
        new("halved", 0, 0.5, null),
        new("halved, JPEG quality 70", 0, 0.5, 70),
        new("cropped by 10 %", 0.1, 1, null),
        new("cropped by 10 %, JPEG quality 70", 0.1, 1, 70),
        new("cropped by 10 %, halved, JPEG quality 70", 0.1, 0.5, 70),
        new("cropped by 30 %", 0.3, 1, null),
        new("doubled, JPEG quality 70", 0, 2, 70),
    ];

    /// <param name="picture">What is damaged.</param>
    /// <param name="number">Chooses where it is cut, so that cuts fall on every offset.</param>
    public RgbImage Apply(RgbImage picture, int number)
    {
        using var image = Image.NewFromBuffer(ImageEncoder.EncodePng(picture));
        var (width, height) = ((int)Math.Round(image.Width * (1 - Crop)), (int)Math.Round(image.Height * (1 - Crop)));
        using var cut = image.Crop(
            number * 7 % (image.Width - width + 1),
            number * 11 % (image.Height - height + 1),
            width,
            height
        );
        using var scaled = Scale == 1 ? cut.Copy() : cut.Resize(Scale);
        var file = Quality is { } quality ? scaled.JpegsaveBuffer(q: quality) : scaled.PngsaveBuffer();
        return ImageDecoder.Decode(file);
    }
}

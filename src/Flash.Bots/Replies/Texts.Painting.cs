using Flash.Bots.Generations;

namespace Flash.Bots.Replies;

/// <summary>Painting over a part of a picture: the page, and why a mask is not taken.</summary>
public sealed partial class Texts
{
    public string PaintButton => Say();

    public string PaintInWords => Say();

    public string PaintNeedsWords => Say();

    public string MaskEmpty => Say();

    public string MaskCoversAll => Say();

    public string MaskUnreadable => Say();

    public string PainterTitle => Say();

    public string PainterHelp => Say();

    public string PainterCanvas => Say();

    public string PainterSize => Say();

    public string PainterErase => Say();

    public string PainterUndo => Say();

    public string PainterClear => Say();

    public string PainterWords => Say();

    public string PainterDraw => Say();

    public string PainterClose => Say();

    /// <summary>How much is painted; the page puts the number in place of <c>{percent}</c>.</summary>
    public string PainterPainted => Say();

    public string MaskTooLarge =>
        wording.Say(nameof(MaskTooLarge), ("kb", Number(MaskFile.MaxBytes / 1024)), ("side", Number(MaskFile.MaxSide)));

    /// <summary>Sizes are in pixels.</summary>
    public string MaskOtherShape(int width, int height, int pictureWidth, int pictureHeight) =>
        wording.Say(
            nameof(MaskOtherShape),
            ("given", $"{Number(width)} × {Number(height)}"),
            ("wanted", $"{Number(pictureWidth)} × {Number(pictureHeight)}")
        );
}

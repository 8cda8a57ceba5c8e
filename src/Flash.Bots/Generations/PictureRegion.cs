using System.Text.Json.Serialization;

namespace Flash.Bots.Generations;

/// <summary>The part of a picture that is drawn anew.</summary>
/// <param name="Area">Which.</param>
public sealed record PictureRegion(PictureArea Area)
{
    /// <summary>Whether a point of the picture belongs to it.</summary>
    /// <param name="x">From 0 at the left to 1.</param>
    /// <param name="y">From 0 at the top to 1.</param>
    public bool Has(double x, double y) =>
        Area switch
        {
            PictureArea.Left => x < Side,
            PictureArea.Right => x >= 1 - Side,
            PictureArea.Top => y < Side,
            PictureArea.Bottom => y >= 1 - Side,
            PictureArea.Centre => Math.Abs(x - 0.5) < 0.25 && Math.Abs(y - 0.5) < 0.3,
            _ => Square((x - 0.5) / 0.32) + Square((y - 0.55) / 0.4) >= 1,
        };

    /// <summary>A side is less than half, so that what stands in the middle is cut as little as may be.</summary>
    private const double Side = 0.42;

    private static double Square(double value) => value * value;
}

/// <summary>Parts of a picture that have a name. Stored by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PictureArea>))]
public enum PictureArea
{
    Left,
    Right,
    Top,
    Bottom,
    Centre,

    /// <summary>All around what stands in the middle.</summary>
    Background,
}

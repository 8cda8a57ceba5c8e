using System.Globalization;

namespace Flash.Inference.Models;

/// <summary>The widths, or the heights, that a model draws.</summary>
/// <param name="Default">What it was made for, pixels; always right, however its levels divide it.</param>
/// <param name="Multiple">Others are multiples of this.</param>
/// <param name="Only">The one that its graph was exported for; null when it takes others.</param>
internal sealed record PictureSizes(int Default, int Multiple, int? Only)
{
    /// <summary>Shortest and longest side of a picture, pixels.</summary>
    public const int Min = 64,
        Max = 4096;

    private int Smallest => (Min + Multiple - 1) / Multiple * Multiple;

    private int Largest => Max / Multiple * Multiple;

    /// <summary>The allowed number of pixels that is nearest.</summary>
    public int Nearest(double pixels)
    {
        if (Only is { } only)
        {
            return only;
        }

        var multiple =
            (int)Math.Round(Math.Clamp(pixels, Smallest, Largest) / Multiple, MidpointRounding.AwayFromZero) * Multiple;
        return Math.Abs(Default - pixels) <= Math.Abs(multiple - pixels) ? Default : multiple;
    }

    /// <exception cref="ArgumentException">The model does not draw it; the message names what is nearest.</exception>
    public void Expect(int pixels, string name)
    {
        if (Only is { } only)
        {
            if (pixels != only)
            {
                throw new ArgumentException(
                    $"This model was exported for a {name} of {only} pixels only; {pixels} was given."
                );
            }
        }
        else if (pixels != Default && (pixels < Min || pixels > Max || pixels % Multiple != 0))
        {
            throw new ArgumentException(
                $"The {name} is a multiple of {Multiple} from {Smallest} to {Largest} pixels for this model; {pixels} "
                    + $"was given, the nearest {Neighbours(pixels)}."
            );
        }
    }

    private string Neighbours(int pixels)
    {
        var (below, above) = (pixels / Multiple * Multiple, ((pixels / Multiple) + 1) * Multiple);
        return below < Smallest || above > Largest || pixels < 0
            ? $"is {Nearest(pixels)}"
            : string.Create(CultureInfo.InvariantCulture, $"are {below} and {above}");
    }
}

using System.Numerics.Tensors;
using Flash.Inference.Imaging;

namespace Flash.Inference.Provenance;

/// <summary>Finds the tile in a picture whose place and size are unknown.</summary>
internal static partial class WatermarkReader
{
    /// <summary>
    /// How far above chance the known symbols must agree, in standard deviations. The best of the 16384 places of a
    /// picture without a watermark reaches about 4; what passes this by chance must still pass the CRC.
    /// </summary>
    private const double MinPilots = 5;

    /// <summary>More than this is not looked at: the middle is enough.</summary>
    private const int MaxSide = 1024;

    /// <summary>Places that are decoded at each scale, best first: neighbours of the right one look nearly as
    /// good.</summary>
    private const int Attempts = 4;

    /// <summary>Sides that pictures are made with, from which a picture may have been scaled to any other.</summary>
    private static readonly int[] MadeSides = [256, 384, 512, 768, 1024];

    public static WatermarkReading? Read(RgbImage picture)
    {
        foreach (var scale in Scales(picture))
        {
            var made =
                scale == 1
                    ? picture
                    : PictureScaling.Stretch(
                        picture,
                        (int)Math.Round(picture.Width / scale),
                        (int)Math.Round(picture.Height / scale)
                    );
            if (Math.Min(made.Width, made.Height) >= WatermarkTile.Side && ReadAt(made, scale) is { } reading)
            {
                return reading;
            }
        }

        return null;
    }

    // Whole ratios first, then those that bring the longer side to one that pictures are made with.
    private static IEnumerable<double> Scales(RgbImage picture)
    {
        var longer = Math.Max(picture.Width, picture.Height);
        return ((double[])[1, 0.5, 2, .. MadeSides.Select(side => (double)longer / side)])
            .Where(scale => scale is >= 0.45 and <= 4)
            .Distinct();
    }

    private static WatermarkReading? ReadAt(RgbImage made, double scale)
    {
        var middle = PictureScaling.Cut(
            made,
            Math.Max(0, (made.Width - MaxSide) / 2),
            Math.Max(0, (made.Height - MaxSide) / 2),
            Math.Min(made.Width, MaxSide),
            Math.Min(made.Height, MaxSide)
        );
        var (folded, trust) = Fold(Luma.Of(middle), middle.Width, middle.Height);
        var soft = new float[WatermarkTile.Symbols];
        foreach (var (pilots, left, top) in BestPlaces(folded))
        {
            if (pilots < MinPilots)
            {
                break;
            }

            Soften(folded, left, top, soft);
            if (WatermarkCode.Decode(soft.AsSpan(0, WatermarkCode.Symbols)) is { } payload)
            {
                return new WatermarkReading(
                    new WatermarkPayload(payload),
                    scale,
                    Strength(payload, soft, trust, left, top)
                );
            }
        }

        return null;
    }

    /// <summary>Where each block's coefficients stand within a step, as points on the unit circle, averaged over the
    /// blocks that lie a whole number of tiles apart; those with detail count more.</summary>
    /// <returns>For each coefficient, of the block that begins at each pixel of a tile; and how far the blocks there
    /// are believed, the longest that a point there can be.</returns>
    private static ((float[] Cosine, float[] Sine)[] Folded, float[] Trust) Fold(float[] luma, int width, int height)
    {
        const int side = WatermarkTile.Side;
        var (across, down) = (width - WatermarkTile.Block + 1, height - WatermarkTile.Block + 1);
        var coefficients = BlockWaves.Everywhere(luma, width, height);
        var folded = new (float[] Cosine, float[] Sine)[coefficients.Length];
        var (sines, cosines) = (new float[across], new float[across]);
        var trusted = LocalDetail.Everywhere(luma, width, height);
        LocalDetail.ToTrust(trusted);
        var trust = new float[side * side];
        for (var y = 0; y < down; y++)
        {
            for (var x = 0; x < across; x += side)
            {
                var length = Math.Min(side, across - x);
                AddTo(trust.AsSpan(y % side * side, length), trusted.AsSpan((y * across) + x, length));
            }
        }

        DivideByCounts(trust, across, down);
        for (var k = 0; k < folded.Length; k++)
        {
            folded[k] = (new float[side * side], new float[side * side]);
            TensorPrimitives.Multiply(coefficients[k], (float)(2 * Math.PI / WatermarkWriter.Step), coefficients[k]);
            for (var y = 0; y < down; y++)
            {
                TensorPrimitives.SinCos(coefficients[k].AsSpan(y * across, across), sines, cosines);
                TensorPrimitives.Multiply(sines, trusted.AsSpan(y * across, across), sines);
                TensorPrimitives.Multiply(cosines, trusted.AsSpan(y * across, across), cosines);
                for (var x = 0; x < across; x += side)
                {
                    var length = Math.Min(side, across - x);
                    AddTo(folded[k].Cosine.AsSpan(y % side * side, length), cosines.AsSpan(x, length));
                    AddTo(folded[k].Sine.AsSpan(y % side * side, length), sines.AsSpan(x, length));
                }
            }

            DivideByCounts(folded[k].Cosine, across, down);
            DivideByCounts(folded[k].Sine, across, down);
        }

        return (folded, trust);
    }

    /// <summary>Sums to means: how many blocks begin at each pixel of a tile depends on the picture's size.</summary>
    private static void DivideByCounts(Span<float> sums, int across, int down)
    {
        const int side = WatermarkTile.Side;
        for (var at = 0; at < side * side; at++)
        {
            sums[at] /= Math.Max(
                1,
                ((down - (at / side) + side - 1) / side) * ((across - (at % side) + side - 1) / side)
            );
        }
    }

    private static void AddTo(Span<float> sums, ReadOnlySpan<float> values) => TensorPrimitives.Add(sums, values, sums);

    private static void Soften((float[] Cosine, float[] Sine)[] folded, int left, int top, Span<float> soft)
    {
        for (var i = 0; i < soft.Length; i++)
        {
            var (cosine, sine) = PointAt(folded, WatermarkTile.Places[i], left, top, out var direction);
            soft[i] = -((cosine * direction.Cosine) + (sine * direction.Sine));
        }
    }

    private static (float Cosine, float Sine) PointAt(
        (float[] Cosine, float[] Sine)[] folded,
        int place,
        int left,
        int top,
        out (float Cosine, float Sine) direction
    )
    {
        const int side = WatermarkTile.Side,
            block = WatermarkTile.Block;
        var (at, k) = (place / WatermarkTile.PerBlock, place % WatermarkTile.PerBlock);
        var row = (top + (at / WatermarkTile.Blocks * block)) % side;
        var column = (left + (at % WatermarkTile.Blocks * block)) % side;
        direction = Directions[place];
        return (folded[k].Cosine[(row * side) + column], folded[k].Sine[(row * side) + column]);
    }

    private static double Strength(ulong payload, ReadOnlySpan<float> soft, float[] trust, int left, int top)
    {
        const int side = WatermarkTile.Side;
        var sent = WatermarkCode.Encode(payload);
        var (sum, whole) = (0.0, 0.0);
        for (var i = 0; i < sent.Length; i++)
        {
            var at = WatermarkTile.Places[i] / WatermarkTile.PerBlock;
            var row = (top + (at / WatermarkTile.Blocks * WatermarkTile.Block)) % side;
            var column = (left + (at % WatermarkTile.Blocks * WatermarkTile.Block)) % side;
            sum += sent[i] ? soft[i] : -soft[i];
            whole += trust[(row * side) + column];
        }

        return sum / whole;
    }

    private static (float Cosine, float Sine)[] Directions { get; } =
    [.. WatermarkTile.Phases.Select(phase => ((float)Math.Cos(phase), (float)Math.Sin(phase)))];
}

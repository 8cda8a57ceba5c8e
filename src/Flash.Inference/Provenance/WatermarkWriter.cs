using System.Numerics.Tensors;

namespace Flash.Inference.Provenance;

/// <summary>Writes the tile into a picture, block by block: wholly where there is detail to hide it, only a part of the
/// way on flat ground.</summary>
internal static class WatermarkWriter
{
    /// <summary>Distance between two values of a coefficient that say the same, in grey levels of an orthonormal
    /// transform.</summary>
    public const double Step = 40;

    // Where a channel is at its end, a change is cut off; further rounds put what is missing where there is room.
    private const int Rounds = 4;

    public static RgbImage Write(RgbImage picture, WatermarkPayload payload)
    {
        var targets = Targets(WatermarkCode.Encode(payload.Bits));
        var pixels = picture.Pixels.ToArray();
        var details = LocalDetail.Everywhere(Luma.Of(picture), picture.Width, picture.Height);
        var across = picture.Width - WatermarkTile.Block + 1;

        // A row of blocks has its pixels to itself: whichever thread writes it, the bytes are the same.
        Parallel.For(
            0,
            picture.Height / WatermarkTile.Block,
            () => new float[WatermarkTile.Block * WatermarkTile.Block],
            (row, _, block) =>
            {
                var top = row * WatermarkTile.Block;
                for (var left = 0; left + WatermarkTile.Block <= picture.Width; left += WatermarkTile.Block)
                {
                    var place =
                        (
                            (row % WatermarkTile.Blocks * WatermarkTile.Blocks)
                            + (left / WatermarkTile.Block % WatermarkTile.Blocks)
                        ) * WatermarkTile.PerBlock;
                    WriteBlock(
                        pixels,
                        picture.Width,
                        left,
                        top,
                        targets.AsSpan(place, WatermarkTile.PerBlock),
                        LocalDetail.ChangeAllowed(details[(top * across) + left]),
                        block
                    );
                }

                return block;
            },
            _ => { }
        );

        return new RgbImage(picture.Width, picture.Height, pixels);
    }

    /// <returns>For each place the value, from 0 to one step, that the coefficient should have modulo the
    /// step.</returns>
    private static double[] Targets(bool[] message)
    {
        var targets = new double[WatermarkTile.Symbols];
        for (var i = 0; i < WatermarkTile.Symbols; i++)
        {
            var place = WatermarkTile.Places[i];
            var bit = i < message.Length ? message[i] : WatermarkTile.PilotBits[i - message.Length];
            targets[place] = ((WatermarkTile.Phases[place] / (2 * Math.PI)) + (bit ? 0.5 : 0)) * Step;
        }

        return targets;
    }

    private static void WriteBlock(
        byte[] pixels,
        int width,
        int left,
        int top,
        ReadOnlySpan<double> targets,
        double allowed,
        float[] block
    )
    {
        const int size = WatermarkTile.Block;
        Span<float> change = stackalloc float[size * size];
        Span<double> wanted = stackalloc double[WatermarkTile.PerBlock];
        for (var round = 0; round < Rounds; round++)
        {
            Luma.ReadBlock(pixels, width, left, top, size, block);
            change.Clear();
            var missing = 0.0;
            for (var k = 0; k < WatermarkTile.PerBlock; k++)
            {
                var value = (double)TensorPrimitives.Dot<float>(block, BlockWaves.Patterns[k]);
                if (round == 0)
                {
                    var nearest = (Math.Round((value - targets[k]) / Step) * Step) + targets[k];
                    wanted[k] = value + Math.Clamp(nearest - value, -allowed, allowed);
                }

                missing = Math.Max(missing, Math.Abs(wanted[k] - value));
                TensorPrimitives.MultiplyAdd(BlockWaves.Patterns[k], (float)(wanted[k] - value), change, change);
            }

            if (missing < Step / 16)
            {
                return;
            }

            Luma.Add(pixels, width, left, top, size, change);
        }
    }
}

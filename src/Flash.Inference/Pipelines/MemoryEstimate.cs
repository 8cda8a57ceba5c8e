using System.Globalization;
using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

/// <summary>What a generation's buffers will take, so that one that cannot fit is refused before it starts: on Linux
/// the kernel ends a process that fills the memory, without asking it.</summary>
/// <remarks>
/// An estimate from what the networks are: the widest level's activations, and the attention matrices, which grow with
/// the square of the number of latents and so decide at large sizes. Weights are not counted: they are loaded.
/// </remarks>
internal static class MemoryEstimate
{
    // Tensors of a level that live at the same time: a residual block's input, its two halves and its sum, with what
    // the skip connections hold.
    private const int LiveTensors = 6,
        Scores = 2;

    /// <param name="model">Whose networks run.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="count">Pictures of the request.</param>
    /// <param name="guided">Whether each goes through the UNet twice.</param>
    /// <returns>Bytes.</returns>
    public static double Bytes(DiffusionModel model, int width, int height, int count, bool guided)
    {
        var (unet, vae) = (model.Denoiser.Config, model.VaeDecoder.Config);
        var pixels = (double)width * height;
        var latents = pixels / vae.ScaleFactor / vae.ScaleFactor;
        var perRun = Math.Min(count, model.PicturesPerRun);
        var rows = model.Denoiser.FixedBatch ?? (guided ? 2 * perRun : perRun);

        var channels = unet.BlockOutChannels ?? [];
        var transformer = model.Denoiser as Transformer;
        var denoising = transformer?.LiveNumbers(rows, latents, LiveTensors, Scores)
            ?? rows * latents * (channels.Count > 0 ? channels[0] : 8) * LiveTensors;
        for (var level = 0; level < channels.Count && transformer is null; level++)
        {
            var tokens = latents / (1L << (2 * level));
            denoising = Math.Max(
                denoising,
                (rows * latents * channels[0] * LiveTensors)
                    + (model.Denoiser.FusesAttention ? 0 : rows * unet.Heads(level) * tokens * tokens * Scores)
            );
        }

        // A decoder attends to all latents in its middle, with one head, and ends at full size.
        var decoder = vae.BlockOutChannels is { Count: > 0 } some ? some[0] : 8;
        var decoding = Math.Max(
            perRun * pixels * decoder * LiveTensors,
            vae.BlockOutChannels is { Count: > 3 } && model.VaeDecoder.Attends ? perRun * latents * latents * Scores : 0
        );
        var results = count * pixels * (3 + (3 * sizeof(float)));
        return (sizeof(float) * (denoising + decoding)) + results;
    }

    /// <exception cref="ArgumentException">It does not fit; the message names the largest size of the same shape that
    /// does.</exception>
    public static void ExpectRoom(DiffusionModel model, int width, int height, int count, bool guided)
    {
        if (model.FreeMemory() is not { } free || Bytes(model, width, height, count, guided) <= free)
        {
            return;
        }

        var pictures = count == 1 ? "one picture" : $"{count} pictures";
        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{pictures} of {width}x{height} would take about "
                    + $"{Gigabytes(Bytes(model, width, height, count, guided))} GB of memory with this model, and "
                    + $"{Gigabytes(free)} GB are free; {Largest(model, width, height, count, guided, free)}."
            )
        );
    }

    private static string Largest(DiffusionModel model, int width, int height, int count, bool guided, double free)
    {
        for (var share = 0.98; share > 0.02; share -= 0.02)
        {
            var (w, h) = model.NearestSize(width * share, height * share);
            if ((w < width || h < height) && Bytes(model, w, h, count, guided) <= free)
            {
                return FormattableString.Invariant($"the largest that fits is {w}x{h}");
            }
        }

        return "no size of that shape fits";
    }

    private static string Gigabytes(double bytes) => FormattableString.Invariant($"{bytes / 1e9:0.#}");
}

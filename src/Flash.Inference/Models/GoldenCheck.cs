using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;

namespace Flash.Inference.Models;

/// <summary>Compares a model's parts with the numbers that its exporter wrote into <c>golden.json</c>.</summary>
internal static class GoldenCheck
{
    // Another library adds the same float32 products in another order.
    private const double Tolerance = 1e-3;

    public static IEnumerable<ModelCheck> Run(DiffusionModel model, string path, CancellationToken cancellationToken)
    {
        using var use = model.Use();
        var golden = ModelFiles.Read<JsonElement>(path);
        var ids = model.Tokenizer.Encode(golden.GetProperty("prompt").GetString() ?? "");
        var same = ids.AsSpan().SequenceEqual(golden.GetProperty("input_ids").Deserialize<int[]>());
        yield return new ModelCheck(
            same,
            same
                ? "The tokenizer gives the reference's tokens."
                : "The tokenizer gives other tokens than the reference."
        );

        using var control = new RunControl(cancellationToken);
        var embeds = model.TextEncoder.Encode(ids, control);
        yield return Compare(
            "text encoder",
            embeds.Values,
            golden.GetProperty("text_encoder").GetProperty("last_hidden_state")
        );

        var unet = golden.GetProperty("unet");
        var shape = unet.GetProperty("out_sample").GetProperty("shape").Deserialize<int[]>() ?? [];
        using (var pass = model.Denoiser.CreatePass(1, shape[2], shape[3], embeds))
        {
            FillWave(pass.Input);
            embeds.Values.CopyTo(pass.PromptEmbeds);
            pass.Phases.Fill((float)unet.GetProperty("phase").GetDouble());
            pass.Run(unet.GetProperty("timestep").GetDouble(), control);
            yield return Compare("UNet", pass.Output.ToArray(), unet.GetProperty("out_sample"));
        }

        using var decoder = model.VaeDecoder.CreatePass(1, shape[2], shape[3]);
        var latents = new float[shape[1] * shape[2] * shape[3]];
        FillWave(latents);
        // The reference decodes the wave itself; decoding divides by the scaling factor.
        TensorPrimitives.Multiply(latents, model.VaeDecoder.Config.ScalingFactor, latents);
        decoder.Decode(latents, control, new RgbImage[1]);
        yield return Compare(
            "VAE decoder",
            decoder.Output.ToArray(),
            golden.GetProperty("vae_decoder").GetProperty("sample")
        );
    }

    private static ModelCheck Compare(string part, float[] values, JsonElement expected)
    {
        var reference = expected.GetProperty("sum_of_absolutes").GetDouble();
        var sum = values.Sum(value => Math.Abs((double)value));
        var first = expected.GetProperty("first").Deserialize<double[]>() ?? [];
        var worst = first.Zip(values, (a, b) => Math.Abs(a - b)).DefaultIfEmpty().Max();
        var passed = Math.Abs(sum - reference) <= Tolerance * reference && worst <= Tolerance;
        return new ModelCheck(
            passed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The {part} answers {sum:0.000}; the reference is {reference:0.000}; single values differ by at most "
                    + $"{worst:0.0e+0}."
            )
        );
    }

    // sin(0.1 i + 1) at flat index i: what golden.json calls a wave.
    private static void FillWave(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.Sin((0.1 * i) + 1);
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Flash.Bots.Generations;
using Flash.Inference;

namespace Flash.Host.Commands;

/// <summary>What <c>imagine</c> says at its end.</summary>
internal static class ImagineReport
{
    public static void Write(
        bool json,
        Recipe recipe,
        ImagineFiles files,
        GenerationTimings timings,
        TimeSpan loading,
        TimeSpan total
    )
    {
        if (!json)
        {
            Console.Out.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{recipe.Count} {(recipe.Count == 1 ? "picture" : "pictures")} in "
                        + $"{timings.Total.TotalSeconds:0.00} s ({recipe.Model}, {recipe.InferenceSteps} steps, seed "
                        + $"{recipe.Seed}): {files.Folder}"
                )
            );
            return;
        }

        var report = new
        {
            recipe,
            folder = files.Folder,
            files = files.Written,
            milliseconds = new
            {
                load = Milliseconds(loading),
                textEncoding = Milliseconds(timings.TextEncoding),
                denoising = Milliseconds(timings.Denoising),
                previews = Milliseconds(timings.Previews),
                decoding = Milliseconds(timings.Decoding),
                generation = Milliseconds(timings.Total),
                onnxRuntime = Milliseconds(timings.ModelRuns),
                total = Milliseconds(total),
            },
        };
        Console.Out.WriteLine(JsonSerializer.Serialize(report, ImagineFiles.Json));
    }

    public static double Milliseconds(TimeSpan span) => Math.Round(span.TotalMilliseconds, 2);
}

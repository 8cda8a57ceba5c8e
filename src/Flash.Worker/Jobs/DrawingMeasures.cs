using Flash.Bots.Generations;
using Flash.Bots.Supervision;
using Flash.Inference;

namespace Flash.Worker.Jobs;

/// <summary>How long drawing took, as metrics and in the request's trace.</summary>
internal static class DrawingMeasures
{
    public static void Measure(
        ClaimedGeneration generation,
        DiffusionModel model,
        GenerationTimings took,
        DateTimeOffset began
    )
    {
        var recipe = generation.Recipe;
        FlashMeasures.Drew(
            generation.Kind,
            model.Name,
            recipe.InferenceSteps,
            recipe.Width,
            recipe.Height,
            model.Device.ToString().ToLowerInvariant(),
            took.Total
        );
        foreach (
            var (phase, time) in (ReadOnlySpan<(string, TimeSpan)>)
                [
                    ("text", took.TextEncoding),
                    ("image", took.ImageEncoding),
                    ("denoise", took.Denoising),
                    ("previews", took.Previews),
                    ("decode", took.Decoding),
                ]
        )
        {
            FlashMeasures.Passed(phase, model.Name, time);
            if (time > TimeSpan.Zero && generation.Id.StartSpan(phase, null, began) is { } span)
            {
                // One after the other; what of the previews lies between the steps is counted behind them.
                span.SetEndTime((began += time).UtcDateTime);
                span.Dispose();
            }
        }
    }
}

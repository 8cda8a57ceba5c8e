using Flash.Inference.Models;
using Flash.Inference.Noise;
using Flash.Inference.Pipelines;

namespace Flash.Inference;

/// <summary>Prompt to pictures, or prompt and picture to pictures.</summary>
/// <remarks>Thread safe; every call is a generation of its own.</remarks>
public sealed class TextToImagePipeline(DiffusionModel model, TimeProvider time)
{
    /// <summary>Draws, and announces previews after every step and the finished pictures at the end.</summary>
    /// <param name="request">What to draw. Checked at once, before anything runs.</param>
    /// <param name="cancellationToken">Stops the drawing even inside a step. So does leaving the enumeration.</param>
    /// <returns>Previews (expendable), then exactly one <see cref="GenerationEvent.Completed"/>.</returns>
    /// <exception cref="ArgumentException">The request asks for something that cannot be; the message says what is allowed.</exception>
    /// <exception cref="InferenceException">The model failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<GenerationEvent> GenerateAsync(TextToImageRequest request, CancellationToken cancellationToken)
    {
        var plan = GenerationPlan.Create(model, request);
        return EventStream.RunAsync<GenerationEvent>((announce, token) => Generate(plan, announce, token), cancellationToken);
    }

    private void Generate(GenerationPlan plan, Action<GenerationEvent> announce, CancellationToken cancellationToken)
    {
        using var control = new RunControl(cancellationToken);
        var watch = new PhaseWatch(time);

        // 1. Words.
        var (embeds, negativeEmbeds) = PromptEncoding.Encode(model, plan, control);
        watch.Lap(Phase.TextEncoding);

        // 2. Noise, one sub-seed for each picture, over the picture to start from, if any.
        var frames = new Frame[plan.Request.Count];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = new Frame(PictureSeed.Of(plan.Request.Seed, i), plan.Request.Phase, 0);
        }

        var start = StartPictureEncoding.Encode(model, plan, control);
        watch.Lap(Phase.ImageEncoding);
        using var loop = new DenoisingLoop(model, plan, embeds, negativeEmbeds, start, frames);

        // 3. Steps. The estimate after the last one is decoded once, as result and preview in one.
        for (var i = 0; i < loop.Steps; i++)
        {
            loop.Step(i, control);
            watch.Lap(Phase.Denoising);
            if (plan.Request.Previews && i < loop.Steps - 1)
            {
                announce(new GenerationEvent.Preview(i + 1, loop.Steps, loop.Decode(control)));
                watch.Lap(Phase.Previews);
            }
        }

        // 4. Pixels.
        var pictures = loop.DecodeResult(control);
        watch.Lap(Phase.Decoding);
        if (plan.Request.Previews)
        {
            announce(new GenerationEvent.Preview(loop.Steps, loop.Steps, pictures));
        }

        var flagged = model.SafetyChecker?.Check(pictures, control);
        announce(new GenerationEvent.Completed(pictures, watch.Timings with { ModelRuns = control.ModelRuns }) { Flagged = flagged });
    }
}

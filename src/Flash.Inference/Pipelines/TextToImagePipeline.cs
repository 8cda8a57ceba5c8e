using Flash.Inference.Models;
using Flash.Inference.Noise;

namespace Flash.Inference.Pipelines;

/// <summary>Prompt to pictures, or prompt and picture to pictures.</summary>
/// <remarks>Thread safe; every call is a generation of its own.</remarks>
internal sealed class TextToImagePipeline(DiffusionModel model, TimeProvider time)
{
    /// <summary>Draws, and announces previews after every step and the finished pictures at the end.</summary>
    /// <param name="request">What to draw. Checked at once, before anything runs.</param>
    /// <param name="cancellationToken">Stops the drawing even inside a step. So does leaving the enumeration.</param>
    /// <returns>Previews (expendable), then exactly one <see cref="GenerationEvent.Completed"/>.</returns>
    /// <exception cref="ArgumentException">The request asks for something that cannot be; the message says what is
    /// allowed.</exception>
    /// <exception cref="InferenceException">The model failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<GenerationEvent> GenerateAsync(
        TextToImageRequest request,
        CancellationToken cancellationToken
    )
    {
        var plan = GenerationPlan.Create(model, request);
        return EventStream.RunAsync<GenerationEvent>(
            (announce, token) => Generate(plan, announce, token),
            cancellationToken
        );
    }

    private void Generate(GenerationPlan plan, Action<GenerationEvent> announce, CancellationToken cancellationToken)
    {
        using var use = model.Use();
        using var control = new RunControl(cancellationToken);
        var watch = new PhaseWatch(time);

        // 1. Words.
        var prompts = PromptEncoding.Encode(model, plan, plan.Request.FirstPicture, plan.Request.Count, control);
        watch.Lap(Phase.TextEncoding);

        // 2. Noise, one sub-seed for each picture, over the picture to start from, if any.
        var frames = new Frame[plan.Request.Count];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = new Frame(
                PictureSeed.Of(plan.Request.Seed, plan.Request.FirstPicture - 1 + i),
                plan.Request.Phase,
                0
            );
        }

        var start = StartPictureEncoding.Encode(model, plan, control);
        var heard = Conditionings.Of(model, plan, plan.Request.FirstPicture, frames, together: false, control);
        watch.Lap(Phase.ImageEncoding);

        // 3. Steps, of all pictures together; one picture after the other where the model runs so anyway: the first is
        // then seen after a fraction of the time.
        var together = model.DrawsOneByOne ? 1 : frames.Length;
        var pictures = new RgbImage[frames.Length];
        Array.Fill(pictures, Unbegun(plan));
        var (taken, steps) = (0, plan.Scheduler.Timesteps.Count * (frames.Length / together));
        for (var first = 0; first < frames.Length; first += together)
        {
            using var loop = new DenoisingLoop(
                model,
                plan,
                prompts.Of(first, together),
                start,
                frames.AsSpan(first, together),
                heard.Length == 0 ? [] : heard[first..(first + together)]
            );
            for (var i = 0; i < loop.Steps; i++)
            {
                loop.Step(i, control);
                taken++;
                watch.Lap(Phase.Denoising);
                if (plan.Request.Previews && i < loop.Steps - 1)
                {
                    loop.Decode(control).CopyTo(pictures, first);
                    announce(new GenerationEvent.Preview(taken, steps, [.. pictures]));
                    watch.Lap(Phase.Previews);
                }
            }

            // 4. Pixels. The estimate after the last step is decoded once, as result and preview in one.
            loop.DecodeResult(control).CopyTo(pictures, first);
            watch.Lap(Phase.Decoding);
            if (plan.Request.Previews)
            {
                announce(new GenerationEvent.Preview(taken, steps, taken < steps ? [.. pictures] : pictures));
            }
        }

        var flagged = model.SafetyChecker?.Check(pictures, control);
        announce(
            new GenerationEvent.Completed(pictures, watch.Timings with { ModelRuns = control.ModelRuns })
            {
                Flagged = flagged,
            }
        );
    }

    // What previews show of a picture whose turn has not come: plain grey.
    private RgbImage Unbegun(GenerationPlan plan)
    {
        var scale = model.VaeDecoder.Config.ScaleFactor;
        var pixels = new byte[plan.LatentWidth * scale * plan.LatentHeight * scale * 3];
        Array.Fill(pixels, (byte)128);
        return new RgbImage(plan.LatentWidth * scale, plan.LatentHeight * scale, pixels);
    }
}

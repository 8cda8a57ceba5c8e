using Flash.Inference.Imaging;
using Flash.Inference.Models;
using Flash.Inference.Noise;

namespace Flash.Inference.Pipelines;

/// <summary>One picture of an earlier request to a loop in which its scene moves.</summary>
/// <remarks>
/// A model that knows motion draws the same noise at successive phases, so frame 1 is the picture itself and the last
/// frame leads back to it. Any other model draws at one phase along a closed path through the picture's noise. A camera
/// move draws once. Thread safe.
/// </remarks>
internal sealed class AnimationPipeline(DiffusionModel model, TimeProvider time)
{
    /// <summary>Longer loops last longer by as much; shorter ones are coarser.</summary>
    private const int UsualFrames = 16;

    private static readonly TimeSpan LoopDuration = TimeSpan.FromSeconds(1.6);

    /// <summary>Draws the frames, and announces each.</summary>
    /// <param name="request">Which picture, how many frames. Checked at once, before anything runs.</param>
    /// <param name="cancellationToken">Stops the drawing even inside a step. So does leaving the enumeration.</param>
    /// <returns>Frames done (expendable), then exactly one <see cref="AnimationEvent.Completed"/>.</returns>
    /// <exception cref="ArgumentException">The request asks for something that cannot be; the message says what is
    /// allowed.</exception>
    /// <exception cref="InferenceException">The model failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<AnimationEvent> AnimateAsync(AnimationRequest request, CancellationToken cancellationToken)
    {
        var plan = GenerationPlan.Create(model, request.Still);
        if (request.PictureIndex < 1 || request.PictureIndex > request.Still.Count)
        {
            throw new ArgumentException(
                $"The picture is 1 to {request.Still.Count}; {request.PictureIndex} was given."
            );
        }

        if (request.Frames is < AnimationRequest.MinFrames or > AnimationRequest.MaxFrames)
        {
            throw new ArgumentException(
                $"The number of frames is {AnimationRequest.MinFrames} to {AnimationRequest.MaxFrames}; "
                    + $"{request.Frames} was given."
            );
        }

        if (request.Extent is not (>= 0.1 and <= 4))
        {
            throw new ArgumentException($"The extent of a motion is 0.1 to 4; {request.Extent} was given.");
        }

        if (request.Motion == AnimationMotion.Phase && !model.HasMotion)
        {
            throw new ArgumentException(
                $"The model {model.Name} knows no motion of its own; give another motion: orbit or camera."
            );
        }

        return EventStream.RunAsync<AnimationEvent>(
            (announce, token) => Animate(plan, request, announce, token),
            cancellationToken
        );
    }

    private void Animate(
        GenerationPlan plan,
        AnimationRequest request,
        Action<AnimationEvent> announce,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        using var use = model.Use();
        using var control = new RunControl(cancellationToken);
        var prompt = PromptEncoding.Encode(model, plan, request.PictureIndex, 1, control);
        var start = StartPictureEncoding.Encode(model, plan, control);
        var seed = PictureSeed.Of(plan.Request.Seed, request.PictureIndex - 1);
        var pictures = new List<RgbImage>(request.Frames);

        var drawn = request.Motion >= AnimationMotion.Camera ? 1 : request.Frames;

        // A few frames at a time, each few to the end, so that progress is visible and memory does not grow with the
        // length of the loop.
        for (var first = 0; first < drawn; first += model.PicturesPerRun)
        {
            var frames = new Frame[Math.Min(model.PicturesPerRun, drawn - first)];
            for (var i = 0; i < frames.Length; i++)
            {
                frames[i] = FrameAt(request, seed, (double)(first + i) / request.Frames);
            }

            var heard = Conditionings.Of(model, plan, request.PictureIndex, frames, together: true, control);
            using var loop = new DenoisingLoop(model, plan, prompt.Repeat(frames.Length), start, frames, heard);
            for (var step = 0; step < loop.Steps; step++)
            {
                loop.Step(step, control);
            }

            foreach (var picture in loop.DecodeResult(control))
            {
                pictures.Add(picture);
                announce(new AnimationEvent.FrameDone(pictures.Count, request.Frames));
            }
        }

        var still = pictures[0];
        // Where there has to be room to move, the first frame is a part of the picture.
        if (request.Motion > AnimationMotion.Camera)
        {
            pictures[0] = CameraMove.View(still, 0, request.Motion);
        }

        while (pictures.Count < request.Frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pictures.Add(CameraMove.View(still, (double)pictures.Count / request.Frames, request.Motion));
            announce(new AnimationEvent.FrameDone(pictures.Count, request.Frames));
        }

        // A camera is calmer than a scene.
        var duration =
            (request.Motion >= AnimationMotion.Camera ? 2 * LoopDuration : LoopDuration)
            * Math.Max(1, request.Frames / (double)UsualFrames);
        announce(
            new AnimationEvent.Completed(pictures, duration / request.Frames) { Elapsed = time.GetElapsedTime(started) }
        );
    }

    private Frame FrameAt(AnimationRequest request, ulong seed, double turn)
    {
        // A part of the motion is gone through and back, so that the loop closes.
        var way = request.Extent < 1 ? request.Extent / 2 * Math.Sin(2 * Math.PI * turn) : turn * request.Extent;
        var at = (way % 1 + 1) % 1;
        return model.HasMotion && request.Motion is AnimationMotion.Auto or AnimationMotion.Phase
            ? new Frame(seed, (float)((request.Still.Phase + at) % 1), 0)
            : new Frame(seed, request.Still.Phase, request.Motion >= AnimationMotion.Camera ? 0 : at);
    }
}

using System.Security.Cryptography;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Inference;
using Flash.Worker.Delivery;
using Flash.Worker.Moderation;

namespace Flash.Worker.Jobs;

/// <summary>Draws one picture of an earlier recipe again, moving.</summary>
internal sealed class AnimationWork(
    DrawingModels models,
    PictureRequests requests,
    PictureSafety safety,
    AnimationFiles files
)
{
    /// <summary>How much of the scene's own motion is gone through.</summary>
    private const double Gently = 0.35,
        Strongly = 2;

    private const int UsualFrames = 16,
        LongFrames = 32;

    public async Task<FinishedWork> RunAsync(
        ClaimedGeneration generation,
        MessagePacer pacer,
        CancellationToken cancellationToken
    )
    {
        var recipe = generation.Recipe;
        var model = models.For(recipe);
        var index = generation.ParentIndex ?? 1;
        var request = new AnimationRequest
        {
            Still = await requests.OfAsync(recipe, cancellationToken) with { Previews = false },
            PictureIndex = index,
            Motion = MotionOf(recipe.Motion),
            Extent = recipe.Motion?.Move switch
            {
                MotionMove.Gentle => Gently,
                MotionMove.Strong => Strongly,
                _ => 1,
            },
            Frames = recipe.Motion is { IsLong: true } ? LongFrames : UsualFrames,
        };
        await foreach (var next in model.StreamAsync(request, cancellationToken))
        {
            switch (next)
            {
                case AnimationEvent.FrameDone done when done.Frame < done.Frames:
                    pacer.Offer(() =>
                        new OutgoingMessage
                        {
                            Text = generation.Texts.Animating(recipe.Prompt, 100 * done.Frame / done.Frames),
                            Buttons = GenerationButtons.Unfinished(generation.Texts, generation.Id),
                        }
                    );
                    break;
                case AnimationEvent.Completed completed:
                    var frames = generation.IsCleared ? [] : safety.Look(recipe, completed.Frames, cancellationToken);
                    // One of them stands for all: the first that is unsafe.
                    var look = frames.FirstOrDefault(frame => frame.IsUnsafe)
                        ?? (frames is [var first, ..] ? first : null);
                    return Made(generation, completed, model.Revision)
                        .Seen(look is null ? [] : [look with { Picture = 1 }]);
            }
        }

        throw new InferenceException("The animation ended without its frames.");
    }

    private static AnimationMotion MotionOf(Motion? motion) =>
        motion?.Move switch
        {
            MotionMove.Left => AnimationMotion.CameraLeft,
            MotionMove.Right => AnimationMotion.CameraRight,
            MotionMove.In => AnimationMotion.CameraIn,
            MotionMove.Out => AnimationMotion.CameraOut,
            _ => AnimationMotion.Auto,
        };

    private FinishedWork.Made Made(
        ClaimedGeneration generation,
        AnimationEvent.Completed completed,
        string modelRevision
    )
    {
        var recipe = generation.Recipe;
        var file = files.Encode(completed, generation.ReplyAddress, recipe.Prompt);
        var first = completed.Frames[0];
        var message = new OutgoingMessage
        {
            Text = generation.Texts.Animated(recipe.Prompt, generation.ParentIndex ?? 1),
            Buttons = GenerationButtons.Animated(
                generation.Texts,
                generation.Id,
                generation.ReplyAddress is TelegramInlineReply,
                recipe.Motion
            ),
            Media = [file],
            IsSpoiler = generation.IsSpoiler,
        };
        return new FinishedWork.Made(
            message,
            [
                new DeliveredPicture(
                    1,
                    first.Width,
                    first.Height,
                    SHA256.HashData(file.Bytes.Span),
                    Thumbnail.Encode(first)
                )
                {
                    PerceptualHash = PerceptualHash.Of(first),
                },
            ],
            modelRevision
        );
    }
}

using Flash.Inference.Schedulers;

namespace Flash.Inference.Pipelines;

/// <summary>A request with every choice made and checked.</summary>
/// <param name="Request">As it came.</param>
/// <param name="Scheduler">For the request's number of steps.</param>
/// <param name="GuidanceScale">1 when off.</param>
/// <param name="LatentHeight">h.</param>
/// <param name="LatentWidth">w.</param>
/// <param name="UsesGuidance">Whether each step runs the UNet on prompt and negative prompt; false also where the model
/// takes guidance as an embedding.</param>
internal sealed record GenerationPlan(
    TextToImageRequest Request,
    IScheduler Scheduler,
    float GuidanceScale,
    int LatentHeight,
    int LatentWidth,
    bool UsesGuidance
)
{
    // More than any text of the allowed number of tokens: the longest word of any vocabulary is shorter than this many
    // letters a token.
    private const int MaxCharacters = TextToImageRequest.MaxPromptTokens * 16;

    /// <exception cref="ArgumentException">The request asks for something that cannot be; the message says what is
    /// allowed.</exception>
    public static GenerationPlan Create(DiffusionModel model, TextToImageRequest request)
    {
        model.ExpectOpen();
        ArgumentNullException.ThrowIfNull(request.Prompt);
        ArgumentNullException.ThrowIfNull(request.NegativePrompt);
        RequireLength(model, request.Prompt, "prompt");
        foreach (var words in request.PicturePrompts)
        {
            RequireLength(model, words ?? "", "prompt");
        }

        RequireLength(model, request.NegativePrompt, "negative prompt");
        Require(
            request.Count is >= 1 and <= TextToImageRequest.MaxCount,
            $"The number of pictures is 1 to {TextToImageRequest.MaxCount}; {request.Count} was given."
        );
        Require(
            request.FirstPicture is >= 1 and <= TextToImageRequest.MaxCount,
            $"The first picture is number 1 to {TextToImageRequest.MaxCount}; {request.FirstPicture} was given."
        );
        Require(
            request.Phase is >= 0 and < 1,
            $"The phase is from 0 up to but not including 1; {request.Phase} was given."
        );

        var steps = request.InferenceSteps ?? model.DefaultInferenceSteps;
        Require(
            steps is >= 1 and <= TextToImageRequest.MaxInferenceSteps,
            $"The number of steps is 1 to {TextToImageRequest.MaxInferenceSteps}; {steps} was given."
        );
        var guidance = request.GuidanceScale ?? model.DefaultGuidanceScale;
        Require(guidance is >= 0 and <= 30, $"The guidance scale is 0 to 30; {guidance} was given.");

        Require(
            request.Strength is > 0 and <= 1,
            $"The strength is above 0 and at most 1; {request.Strength} was given."
        );
        Require(
            request.InitImage is null || request.Sampler?.Timesteps is null,
            "Timesteps of one's own and a picture to start from exclude each other; the strength says where to start."
        );
        Require(
            request.BlendImage is null || (request.InitImage is not null && request.Mask is null),
            "A second picture is mixed with a picture to start from; there is none, or a mask says that a part of it "
                + "stays."
        );
        Require(
            request.BlendShare is >= 0 and <= 1,
            $"The share of the second picture is 0 to 1; {request.BlendShare} was given."
        );
        Require(
            request.Mask is null || request.InitImage is not null,
            "A mask says which part of a picture is redrawn; there is a mask but no picture."
        );
        Require(
            request.Mask is null
                || request.InitImage is null
                || (request.Mask.Width == request.InitImage.Width && request.Mask.Height == request.InitImage.Height),
            $"The mask is as large as its picture, {request.InitImage?.Width}x{request.InitImage?.Height}; it is "
                + $"{request.Mask?.Width}x{request.Mask?.Height}."
        );
        Require(
            request.InitImage is null || model.TakesPictures,
            $"The model {model.Name} takes no pictures: it has no vae_encoder folder."
        );

        var (width, height) = (request.Width ?? model.DefaultWidth, request.Height ?? model.DefaultHeight);
        model.Heights.Expect(height, "height");
        model.Widths.Expect(width, "width");
        var guided = guidance > 1 && !model.Denoiser.EmbedsGuidance;
        MemoryEstimate.ExpectRoom(model, width, height, request.Count, guided);
        var scale = model.VaeDecoder.Config.ScaleFactor;
        var config = (request.Sampler?.Apply(model.SchedulerConfig) ?? model.SchedulerConfig) with
        {
            // Squares of two by two latents, which shifts that depend on the size count.
            PictureTokens = height / scale * (width / scale) / 4,
        };
        var scheduler = request.InitImage is null
            ? Schedulers.Scheduler.Create(config, steps)
            : Schedulers.Scheduler.CreateFromPicture(config, steps, request.Strength);
        return new GenerationPlan(request, scheduler, Math.Max(1, guidance), height / scale, width / scale, guided);
    }

    // No token is shorter than a character, so that only very long texts have to be counted.
    private static void RequireLength(DiffusionModel model, string text, string name)
    {
        var tokens =
            text.Length <= TextToImageRequest.MaxPromptTokens ? 0
            : text.Length > MaxCharacters ? int.MaxValue
            : model.Prompts.CountTokens(text);
        Require(
            tokens <= TextToImageRequest.MaxPromptTokens,
            $"The {name} has at most {TextToImageRequest.MaxPromptTokens} tokens; "
                + $"{(tokens == int.MaxValue ? $"{text.Length} characters were" : $"{tokens} were")} given."
        );
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}

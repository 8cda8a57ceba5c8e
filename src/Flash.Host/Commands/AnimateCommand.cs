using System.CommandLine;
using Flash.Bots.Generations;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;

namespace Flash.Host.Commands;

/// <summary><c>flash animate DIR --index 2</c>: the picture that <c>imagine</c> wrote there, as a looping GIF.</summary>
internal static class AnimateCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "A folder that flash imagine wrote.", Arity = ArgumentArity.ZeroOrOne };
        var index = ImagineOption.Whole("--index", "Which of its pictures, from 1.", 1, TextToImageRequest.MaxCount);
        var file = new Option<string>("--out") { Description = "The GIF to write. Default: beside the picture, as in 2.gif." };
        var frames = ImagineOption.Whole("--frames", "Frames in the loop. Default 16.", AnimationRequest.MinFrames, AnimationRequest.MaxFrames);
        var command = new Command("animate", "Sets a picture of an earlier imagine in motion.") { folder, index, file, frames };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var from = parsed.GetValue(folder) ?? throw new BadArgumentException("There is no folder; name one that flash imagine wrote, as in: flash animate pictures --index 2.");
            var recipe = ImagineFiles.ReadRecipe(from);
            var picture = parsed.GetValue(index) ?? throw new BadArgumentException($"--index is missing; it is 1 to {recipe.Count} for {from}.");
            var request = new AnimationRequest { Still = StillOf(recipe), PictureIndex = picture, Frames = parsed.GetValue(frames) ?? 16 };
            var path = Path.GetFullPath(parsed.GetValue(file) ?? Path.Combine(from, $"{picture}.gif"));
            if (!Path.GetExtension(path).Equals(".gif", StringComparison.OrdinalIgnoreCase))
            {
                throw new BadArgumentException($"--out names a file ending in .gif; '{path}' was given.");
            }

            var options = ModelsLoading.Options(FlashSettings.FromCommandLine(parsed), recipe.Model);
            await RunAsync(recipe, request, path, options, cancellationToken);
            return FlashCommandLine.Done;
        });
        return command;
    }

    private static TextToImageRequest StillOf(Recipe recipe) => new()
    {
        Prompt = recipe.Prompt,
        NegativePrompt = recipe.NegativePrompt,
        Seed = recipe.Seed,
        InferenceSteps = recipe.InferenceSteps,
        Count = recipe.Count,
        Width = recipe.Width,
        Height = recipe.Height,
    };

    private static async Task RunAsync(Recipe recipe, AnimationRequest request, string path, InferenceOptions options, CancellationToken cancellationToken)
    {
        using var model = ModelsLoading.Load(options);
        if (recipe.ModelRevision is { } revision && revision != model.Revision)
        {
            Console.Error.WriteLine($"flash: {model.Name} has changed since these pictures were drawn (revision {revision}, now {model.Revision}); the loop will show another scene.");
        }

        var events = new AnimationPipeline(model, TimeProvider.System).AnimateAsync(request, cancellationToken);
        AnimationEvent.Completed? completed = null;
        await ImagineDisplay.Choose(json: false).RunAsync("Animating", request.Frames, async done =>
        {
            await foreach (var next in events)
            {
                if (next is AnimationEvent.FrameDone frame)
                {
                    done(frame.Frame);
                }

                completed = next as AnimationEvent.Completed;
            }
        });
        var loop = completed ?? throw new CommandFailedException("The model stopped without a result.");
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        await File.WriteAllBytesAsync(path, ImageEncoder.EncodeGif(loop.Frames, loop.FrameDelay), cancellationToken);
        Console.Out.WriteLine(FormattableString.Invariant($"{loop.Frames.Count} frames in {loop.Elapsed.TotalSeconds:0.00} s: {path}"));
    }
}

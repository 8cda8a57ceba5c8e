using System.CommandLine;
using System.Globalization;
using Flash.Bots.Generations;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;
using Flash.Worker.Jobs;

namespace Flash.Host.Commands;

/// <summary><c>flash animate DIR --index 2</c>: the picture that <c>imagine</c> wrote there, as a looping GIF, WebP or
/// MP4.</summary>
internal static class AnimateCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder")
        {
            Description = "A folder that flash imagine wrote.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var index = ImagineOption.Whole("--index", "Which of its pictures, from 1.", 1, TextToImageRequest.MaxCount);
        var file = new Option<string>("--out")
        {
            Description = "The file to write. Default: beside the picture, as in 2.gif.",
        };
        var frames = ImagineOption.Whole(
            "--frames",
            "Frames in the loop. Default 16.",
            AnimationRequest.MinFrames,
            AnimationRequest.MaxFrames
        );
        var motion = ImagineOption.OneOf(
            "--motion",
            "How it moves: phase (the scene moves), orbit (details change) or camera. Default: phase when the model "
                + "knows it, else orbit.",
            AnimationMotion.Phase,
            AnimationMotion.Orbit,
            AnimationMotion.Camera
        );
        var format = ImagineOption.OneOf(
            "--format",
            "gif, webp or mp4. Default: what --out ends in, else gif.",
            AnimationFormat.Gif,
            AnimationFormat.Webp,
            AnimationFormat.Mp4
        );
        var maxBytes = ImagineOption.Bytes(
            "--max-bytes",
            "Largest file, such as 10000000; colours, size and frames give way until it fits."
        );
        var command = new Command("animate", "Sets a picture of an earlier imagine in motion.")
        {
            folder,
            index,
            file,
            frames,
            motion,
            format,
            maxBytes,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var from = parsed.GetValue(folder)
                    ?? throw new BadArgumentException(
                        "There is no folder; name one that flash imagine wrote, as in: flash animate pictures --index "
                            + "2."
                    );
                var recipe = ImagineFiles.ReadRecipe(from);
                var picture = parsed.GetValue(index)
                    ?? throw new BadArgumentException($"--index is missing; it is 1 to {recipe.Count} for {from}.");
                AnimationRequest RequestOf(DiffusionModel model) =>
                    new()
                    {
                        Still = RecipeRequest.Of(recipe, model),
                        PictureIndex = picture,
                        Frames = parsed.GetValue(frames) ?? 16,
                        Motion = parsed.GetValue(motion) ?? AnimationMotion.Auto,
                    };
                var (path, kind) = CheckedPath(
                    parsed.GetValue(file),
                    parsed.GetValue(format),
                    Path.Combine(from, $"{picture}")
                );
                ModelsLoading.Checked(() =>
                {
                    AnimationEncoder.ExpectAvailable(kind);
                    return kind;
                });
                var options = ModelsLoading.Options(FlashSettings.FromCommandLine(parsed), recipe.Model);
                await RunAsync(recipe, RequestOf, path, kind, parsed.GetValue(maxBytes), options, cancellationToken);
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static async Task RunAsync(
        Recipe recipe,
        Func<DiffusionModel, AnimationRequest> requestOf,
        string path,
        AnimationFormat format,
        long? maxBytes,
        InferenceOptions options,
        CancellationToken cancellationToken
    )
    {
        using var model = ModelsLoading.Load(options);
        if (recipe.ModelRevision is { } revision && revision != model.Revision)
        {
            Console.Error.WriteLine(
                $"flash: {model.Name} has changed since these pictures were drawn (revision {revision}, now "
                    + $"{model.Revision}); the loop will show another scene."
            );
        }

        var request = requestOf(model);
        var events = model.StreamAsync(request, cancellationToken);
        AnimationEvent.Completed? completed = null;
        await ImagineDisplay
            .Choose(json: false)
            .RunAsync("Animating", request.Frames, async done =>
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
        var encoded = AnimationEncoder.Encode(loop.Frames, loop.FrameDelay, format, maxBytes);
        await File.WriteAllBytesAsync(path, encoded.Bytes, cancellationToken);
        Console.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{encoded.Frames} frames of {encoded.Width}x{encoded.Height} in {loop.Elapsed.TotalSeconds:0.00} s, "
                    + $"{encoded.Bytes.Length / 1000.0:0} kB: {path}"
            )
        );
    }

    private static (string Path, AnimationFormat Format) CheckedPath(
        string? file,
        AnimationFormat? format,
        string picture
    )
    {
        var path = Path.GetFullPath(
            file ?? $"{picture}.{(format ?? AnimationFormat.Gif).ToString().ToLowerInvariant()}"
        );
        var ending = Path.GetExtension(path).TrimStart('.');
        if (
            !Enum.TryParse<AnimationFormat>(ending, ignoreCase: true, out var kind)
            || (kind != AnimationFormat.Mp4 && ending.Any(char.IsDigit))
        )
        {
            throw new BadArgumentException($"--out names a file ending in .gif, .webp or .mp4; '{path}' was given.");
        }

        return format is null || format == kind
            ? (path, kind)
            : throw new BadArgumentException(
                $"--format {format.ToString()?.ToLowerInvariant()} and --out {path} contradict each other; leave one "
                    + $"of them out."
            );
    }
}

using System.CommandLine;
using System.Security.Cryptography;
using Flash.Bots.Generations;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;
using AspectRatio = Flash.Bots.Commands.AspectRatio;

namespace Flash.Host.Commands;

/// <summary><c>flash imagine "a red boat" --out DIR</c>: pictures, their grid, previews and the recipe, as
/// files.</summary>
internal static class ImagineCommand
{
    private const string Example = "flash imagine \"a red boat on the sea\" --out pictures";

    public static Command Create()
    {
        var prompt = new Argument<string>("prompt")
        {
            Description = "What to draw, in quotes.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var promptFile = new Option<string>("--prompt-file")
        {
            Description = "A text file with the prompt, for one of up to 131072 tokens.",
        };
        var folder = new Option<string>("--out")
        {
            Description = "The folder to write to; made when it does not exist.",
        };
        var seed = ImagineOption.Seed();
        var steps = ImagineOption.Whole(
            "--steps",
            "Denoising steps. Default: what the model was made for.",
            1,
            TextToImageRequest.MaxInferenceSteps
        );
        var count = ImagineOption.Whole("--count", "Number of pictures. Default 4.", 1, TextToImageRequest.MaxCount);
        var chaos = ImagineOption.Whole(
            "--chaos",
            "How much the pictures differ in what the prompt leaves open, 0 to 100. Default 40.",
            0,
            100
        );
        var shape = new Option<string>("--ar")
        {
            Description = "Width to height, such as 16:9. Default: the model's own size.",
        };
        var width = ImagineOption.Whole("--width", "Pixels, in multiples that the model takes.", 1, 65_536);
        var height = ImagineOption.Whole("--height", "Pixels, in multiples that the model takes.", 1, 65_536);
        var model = ImagineOption.Model();
        var json = ImagineOption.Json();
        var command = new Command("imagine", "Draws pictures from a prompt.")
        {
            prompt,
            promptFile,
            folder,
            seed,
            steps,
            count,
            chaos,
            shape,
            width,
            height,
            model,
            json,
        };
        var sampling = new ImagineSampling(command);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var request = new TextToImageRequest
                {
                    Prompt = CheckedPrompt(FromFile(parsed.GetValue(promptFile), parsed.GetValue(prompt)), Example),
                    NegativePrompt = sampling.NegativePrompt(parsed),
                    Seed = parsed.GetValue(seed) ?? (ulong)RandomNumberGenerator.GetInt32(int.MaxValue),
                    InferenceSteps = parsed.GetValue(steps),
                    Count = parsed.GetValue(count) ?? 4,
                    Width = parsed.GetValue(width),
                    Height = parsed.GetValue(height),
                };
                var target = ImagineFiles.CheckedFolder(parsed.GetValue(folder), Example);
                var ratio = CheckedRatio(parsed.GetValue(shape));
                if (ratio is not null && (request.Width ?? request.Height) is not null)
                {
                    throw new BadArgumentException(
                        "--ar and --width or --height contradict each other; leave one of them out."
                    );
                }

                var settings = FlashSettings.FromCommandLine(parsed);
                var run = new ImagineRun(
                    ModelsLoading.Options(settings, parsed.GetValue(model)),
                    ModelsLoading.Encoder(settings),
                    parsed.GetValue(json)
                );
                await run.RunAsync(
                    request,
                    sampling.Read(parsed, request.InferenceSteps),
                    parsed.GetValue(chaos) ?? Variety.Usual,
                    ratio,
                    target,
                    source: null,
                    cancellationToken
                );
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    public static string CheckedPrompt(string? prompt, string example) =>
        prompt switch
        {
            null => throw new BadArgumentException(
                $"There is no prompt; write what to draw in quotes, as in: {example}."
            ),
            _ when string.IsNullOrWhiteSpace(prompt) => throw new BadArgumentException(
                "The prompt is empty; write what to draw, such as \"a red boat on the sea\"."
            ),
            _ => prompt,
        };

    private static string? FromFile(string? path, string? prompt) =>
        path switch
        {
            null => prompt,
            _ when prompt is not null => throw new BadArgumentException(
                "--prompt-file and a prompt contradict each other; leave one of them out."
            ),
            _ when !File.Exists(path) => throw new BadArgumentException(
                $"There is no file {Path.GetFullPath(path)}; --prompt-file names a text file."
            ),
            _ => File.ReadAllText(path).Trim(),
        };

    private static double? CheckedRatio(string? shape) =>
        shape switch
        {
            null => null,
            _ when AspectRatio.TryParse(shape, out var ratio) => (double)ratio.Width / ratio.Height,
            _ => throw new BadArgumentException(
                $"--ar is width:height between 1:3 and 3:1, such as 16:9; '{shape}' was given."
            ),
        };
}

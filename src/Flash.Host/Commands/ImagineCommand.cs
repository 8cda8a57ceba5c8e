using System.CommandLine;
using System.Security.Cryptography;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;
using AspectRatio = Flash.Bots.Commands.AspectRatio;

namespace Flash.Host.Commands;

/// <summary><c>flash imagine "a red boat" --out DIR</c>: pictures, their grid, previews and the recipe, as files.</summary>
internal static class ImagineCommand
{
    private const int MaxPromptLength = 2000;
    private const string Example = "flash imagine \"a red boat on the sea\" --out pictures";

    public static Command Create()
    {
        var prompt = new Argument<string>("prompt") { Description = "What to draw, in quotes.", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<string>("--out") { Description = "The folder to write to; made when it does not exist." };
        var seed = ImagineOption.Seed();
        var steps = ImagineOption.Whole("--steps", "Denoising steps. Default: what the model was made for.", 1, TextToImageRequest.MaxInferenceSteps);
        var count = ImagineOption.Whole("--count", "Number of pictures. Default 4.", 1, TextToImageRequest.MaxCount);
        var shape = new Option<string>("--ar") { Description = "Width to height, such as 16:9. Default: the model's own size." };
        var model = ImagineOption.Model();
        var json = ImagineOption.Json();
        var command = new Command("imagine", "Draws pictures from a prompt.") { prompt, folder, seed, steps, count, shape, model, json };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new TextToImageRequest
            {
                Prompt = CheckedPrompt(parsed.GetValue(prompt), Example),
                Seed = parsed.GetValue(seed) ?? (ulong)RandomNumberGenerator.GetInt32(int.MaxValue),
                InferenceSteps = parsed.GetValue(steps),
                Count = parsed.GetValue(count) ?? 4,
            };
            var target = ImagineFiles.CheckedFolder(parsed.GetValue(folder), Example);
            var ratio = CheckedRatio(parsed.GetValue(shape));
            var settings = FlashSettings.FromCommandLine(parsed);
            var run = new ImagineRun(ModelsLoading.Options(settings, parsed.GetValue(model)), ModelsLoading.Encoder(settings), parsed.GetValue(json));
            await run.RunAsync(request, ratio, target, source: null, cancellationToken);
            return FlashCommandLine.Done;
        });
        return command;
    }

    public static string CheckedPrompt(string? prompt, string example) => prompt switch
    {
        null => throw new BadArgumentException($"There is no prompt; write what to draw in quotes, as in: {example}."),
        _ when string.IsNullOrWhiteSpace(prompt) => throw new BadArgumentException("The prompt is empty; write what to draw, such as \"a red boat on the sea\"."),
        { Length: > MaxPromptLength } => throw new BadArgumentException($"A prompt has at most {MaxPromptLength} characters; this one has {prompt.Length}."),
        _ => prompt,
    };

    private static double? CheckedRatio(string? shape) => shape switch
    {
        null => null,
        _ when AspectRatio.TryParse(shape, out var ratio) => (double)ratio.Width / ratio.Height,
        _ => throw new BadArgumentException($"--ar is width:height between 1:3 and 3:1, such as 16:9; '{shape}' was given."),
    };
}

using System.CommandLine;
using System.Security.Cryptography;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;

namespace Flash.Host.Commands;

/// <summary><c>flash edit photo.jpg "at night" --out DIR</c>: the picture drawn again with other words
/// (image-to-image).</summary>
internal static class EditCommand
{
    private const string Example = "flash edit photo.jpg \"a boat at night\" --out pictures";

    public static Command Create()
    {
        var image = new Argument<string>("image")
        {
            Description = "The picture to start from: JPEG, PNG, WebP or GIF.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var prompt = new Argument<string>("prompt")
        {
            Description = "What it should show, in quotes.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var folder = new Option<string>("--out")
        {
            Description = "The folder to write to; made when it does not exist.",
        };
        var mask = new Option<string>("--mask")
        {
            Description = "A picture as large as the first: light where it is drawn anew, dark where it stays.",
        };
        var extend = EditExtension.Option();
        var strength = ImagineOption.Share(
            "--strength",
            "How much is drawn anew, above 0 to 1. Default 0.6; 1 with --mask or --extend."
        );
        var seed = ImagineOption.Seed();
        var steps = ImagineOption.Whole(
            "--steps",
            "Denoising steps. Default: what the model was made for.",
            1,
            TextToImageRequest.MaxInferenceSteps
        );
        var count = ImagineOption.Whole("--count", "Number of pictures. Default 4.", 1, TextToImageRequest.MaxCount);
        var model = ImagineOption.Model();
        var json = ImagineOption.Json();
        var command = new Command("edit", "Draws a picture again, with other words.")
        {
            image,
            prompt,
            folder,
            mask,
            extend,
            strength,
            seed,
            steps,
            count,
            model,
            json,
        };
        var sampling = new ImagineSampling(command);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var source = PictureFile.Read(parsed.GetValue(image), Example);
                var (picture, redrawn) = EditExtension.Start(
                    ImageDecoder.Decode(source),
                    parsed.GetValue(mask),
                    parsed.GetValue(extend),
                    Example
                );
                var request = new TextToImageRequest
                {
                    Prompt = ImagineCommand.CheckedPrompt(parsed.GetValue(prompt), Example),
                    NegativePrompt = sampling.NegativePrompt(parsed),
                    Seed = parsed.GetValue(seed) ?? (ulong)RandomNumberGenerator.GetInt32(int.MaxValue),
                    InferenceSteps = parsed.GetValue(steps),
                    Count = parsed.GetValue(count) ?? 4,
                    InitImage = picture,
                    Mask = redrawn,
                    GoesOn = parsed.GetValue(extend) is { Length: > 0 },
                    Strength = (float)(parsed.GetValue(strength) ?? (redrawn is null ? 0.6 : 1)),
                };
                var target = ImagineFiles.CheckedFolder(parsed.GetValue(folder), Example);
                var settings = FlashSettings.FromCommandLine(parsed);
                var run = new ImagineRun(
                    ModelsLoading.Options(settings, parsed.GetValue(model)),
                    ModelsLoading.Encoder(settings),
                    parsed.GetValue(json)
                );
                await run.RunAsync(
                    request,
                    sampling.Read(parsed, request.InferenceSteps),
                    chaos: 0,
                    (double)picture.Width / picture.Height,
                    target,
                    source,
                    cancellationToken
                );
                return FlashCommandLine.Done;
            }
        );
        return command;
    }
}

using System.CommandLine;
using System.Security.Cryptography;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;
using Flash.Inference.Provenance;

namespace Flash.Host.Commands;

/// <summary><c>flash upscale picture.png --out large.png</c>: a picture two to four times as large.</summary>
internal static class UpscaleCommand
{
    private const string Example = "flash upscale picture.png --out large.png";

    public static Command Create()
    {
        var image = new Argument<string>("image")
        {
            Description = "The picture to enlarge: JPEG, PNG, WebP or GIF.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var file = new Option<string>("--out") { Description = "The PNG to write." };
        var factor = ImagineOption.Whole(
            "--factor",
            "How many times as wide and high. Default 2.",
            UpscaleRequest.MinFactor,
            UpscaleRequest.MaxFactor
        );
        var prompt = new Option<string>("--prompt")
        {
            Description = "What it shows; guides the detail when the model itself redraws it.",
        };
        var model = ImagineOption.Model();
        var command = new Command("upscale", "Enlarges a picture.") { image, file, factor, prompt, model };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var source = PictureFile.Read(parsed.GetValue(image), Example);
                var path = parsed.GetValue(file) is { Length: > 0 } given
                    ? Path.GetFullPath(given)
                    : throw new BadArgumentException($"--out is missing; name the PNG to write, as in: {Example}.");
                if (!Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase))
                {
                    throw new BadArgumentException($"--out names a file ending in .png; '{path}' was given.");
                }

                // The same picture enlarges to the same bytes.
                var hash = SHA256.HashData(source);
                var request = new UpscaleRequest
                {
                    Image = ImageDecoder.Decode(source),
                    Seed = BitConverter.ToUInt64(hash),
                    Factor = parsed.GetValue(factor) ?? UpscaleRequest.MinFactor,
                    Prompt = parsed.GetValue(prompt) ?? "",
                };
                var settings = FlashSettings.FromCommandLine(parsed);
                var encoder = ModelsLoading.Encoder(settings);
                using var loaded = ModelsLoading.Load(ModelsLoading.Options(settings, parsed.GetValue(model)));
                await RunAsync(loaded, request, encoder, ProvenanceReport.Read(source), path, cancellationToken);
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static async Task RunAsync(
        DiffusionModel model,
        UpscaleRequest request,
        ProvenanceEncoder encoder,
        ProvenanceReport source,
        string path,
        CancellationToken cancellationToken
    )
    {
        var completed = await model.UpscaleAsync(request, cancellationToken);
        var (picture, method) = (completed.Picture, completed.Method);
        // Scaling adds nothing; it keeps what the source says of itself, and says nothing new.
        var png =
            source.Id is { } id ? encoder.EncodePng(picture, new PictureOrigin(id, source.PictureIndex ?? 0))
            : method == UpscaleMethod.Resampled ? ImageEncoder.EncodePng(picture)
            : encoder.EncodePng(
                picture,
                new PictureOrigin(new Guid(SHA256.HashData(picture.Pixels.Span).AsSpan(0, 16)), 1)
                {
                    StartsFromGivenPicture = true,
                }
            );
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        await File.WriteAllBytesAsync(path, png, cancellationToken);
        var how = method switch
        {
            UpscaleMethod.SuperResolution => "by the super-resolution network",
            UpscaleMethod.Redrawn => "redrawn in tiles",
            _ => "only scaled: there is no super-resolution network",
        };
        Console.Out.WriteLine(
            FormattableString.Invariant(
                $"{picture.Width}x{picture.Height} in {completed.Elapsed.TotalSeconds:0.00} s, {how}: {path}"
            )
        );
    }
}

using System.CommandLine;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;
using Flash.Inference.Things;

namespace Flash.Host.Commands;

/// <summary><c>flash models teach MODEL NAME PICTURE</c>: a copy of a model that knows one thing more.</summary>
internal static class ModelsTeachCommand
{
    private const string Example = "flash models teach flash-mini rex dog.png";

    public static Command Create()
    {
        var model = new Argument<string>("model")
        {
            Description = "A model of `flash models list` with stored things.",
        };
        var name = new Argument<string>("name")
        {
            Description =
                "What people will call the thing, such as rex; a word that means something already means this then.",
        };
        var picture = new Argument<string>("picture")
        {
            Description = "The thing alone: a PNG or WebP with a transparent background, or on ground of one colour.",
        };
        var copy = new Option<string?>("--name") { Description = "The copy's folder; default: MODEL-NAME." };
        var command = new Command("teach", "Copies a model and adds a thing from one picture, without training.")
        {
            model,
            name,
            picture,
            copy,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed =>
        {
            var settings = FlashSettings.FromCommandLine(parsed);
            var thing = parsed.GetRequiredValue(name);
            var file = PictureFile.Read(parsed.GetValue(picture), Example);
            var options = ModelsLoading.Options(settings, parsed.GetRequiredValue(model));
            var from = ModelsLoading.Checked(() => ModelCatalog.FindModel(options.Model, options));
            var folder = parsed.GetValue(copy)
                ?? $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(from))}-"
                    + $"{thing.Trim().ToLowerInvariant().Replace(' ', '-')}";
            if (folder.AsSpan().ContainsAny('/', '\\') || folder is "." or "..")
            {
                throw new BadArgumentException($"--name is the name of a folder, not a path; '{folder}' was given.");
            }

            var target = Path.Combine(ModelsLoading.ModelsFolder(settings), folder);
            ModelsLoading.Checked(() => Teach(from, target, thing, file));
            using var taught = ModelsLoading.Load(ModelsLoading.Options(settings, target));
            Console.Out.WriteLine($"{taught.Name} {taught.Revision} knows \"{thing}\". It lies in {target}.");
            Console.Out.WriteLine(
                $"Use it with Flash:Inference:Model={folder}, or try it: flash imagine \"{thing} in the snow\" --model "
                    + $"{folder} --out pictures"
            );
            return FlashCommandLine.Done;
        });
        return command;
    }

    private static string Teach(string from, string target, string thing, byte[] file)
    {
        try
        {
            return ThingLesson.Teach(from, target, thing, file);
        }
        catch (PictureException e)
        {
            throw new BadArgumentException(e.Message);
        }
    }
}

using System.CommandLine;
using System.Globalization;
using System.Numerics.Tensors;
using Flash.Bots.Generations;
using Flash.Host.CommandLine;
using Flash.Host.Evaluation;
using Flash.Host.Hosting;
using Flash.Inference;
using Flash.Inference.Evaluation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Host.Commands;

/// <summary><c>flash bench variety</c>: how far the four pictures of a prompt are apart, and whether they still show
/// what it says, by how much is left to the bot.</summary>
internal static class BenchVariety
{
    private const string Example = "flash bench variety --prompts prompts.jsonl";
    private const int Pictures = 4;

    private static readonly int[] Levels = [0, 20, Variety.Usual, 80, 100];

    public static Command Create()
    {
        var prompts = new Option<string>("--prompts")
        {
            Description = "A file with one JSON object a line, with \"prompt\" and \"expect\".",
        };
        var model = ImagineOption.Model();
        var command = new Command("variety", "Measures how much the pictures of a prompt differ.") { prompts, model };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var list = EvalPrompt.Read(
                    parsed.GetValue(prompts)
                        ?? throw new BadArgumentException($"--prompts names a file, as in: {Example}.")
                );
                var options = ModelsLoading.Options(FlashSettings.FromCommandLine(parsed), parsed.GetValue(model));
                using var loaded = ModelsLoading.Load(options);
                using var referee = Referee.Load(loaded.Folder + "-referee", options, NullLogger.Instance);
                Console.Out.WriteLine(
                    $"{list.Count} prompts of {Pictures} pictures, {loaded.Name} ({loaded.Revision})\n"
                        + "chaos  distance  right, %"
                );
                foreach (var chaos in Levels)
                {
                    await MeasureAsync(loaded, referee, list, chaos, cancellationToken);
                }

                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static async Task MeasureAsync(
        DiffusionModel model,
        Referee referee,
        IReadOnlyList<EvalPrompt> prompts,
        int chaos,
        CancellationToken cancellationToken
    )
    {
        var (distances, readings) = (new List<double>(), new List<EvalReading>());
        for (var i = 0; i < prompts.Count; i++)
        {
            var seed = (ulong)i + 1;
            var request = new TextToImageRequest
            {
                Prompt = prompts[i].Prompt,
                PicturePrompts = Variety.Choose(model.Name, prompts[i].Prompt, false, seed, Pictures, chaos)?.Words
                    ?? [],
                Seed = seed,
                Count = Pictures,
                Previews = false,
            };
            var drawn = await model.GenerateAsync(request, cancellationToken);
            var seen = drawn.Pictures.Select(picture => referee.Look(picture, cancellationToken)).ToList();
            readings.AddRange(seen.Select(look => new EvalReading(prompts[i].Expect, look.Read)));
            distances.AddRange(
                from a in Enumerable.Range(0, Pictures)
                from b in Enumerable.Range(a + 1, Pictures - 1 - a)
                select (double)TensorPrimitives.Distance(seen[a].Features, seen[b].Features)
            );
        }

        var accuracy = EvalReading.Accuracy(readings);
        var each = string.Join(
            ", ",
            accuracy.Select(share => FormattableString.Invariant($"{share.Key} {share.Value:0.0}"))
        );
        Console.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{chaos, 5}  {distances.Average(), 8:0.00}  {each}")
        );
    }
}

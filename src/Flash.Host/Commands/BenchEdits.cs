using System.CommandLine;
using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Host.CommandLine;
using Flash.Host.Evaluation;
using Flash.Host.Hosting;
using Flash.Inference;
using Flash.Inference.Evaluation;
using Microsoft.Extensions.Logging.Abstractions;
using Asked = Flash.Bots.Commands.Command;
using Command = System.CommandLine.Command;

namespace Flash.Host.Commands;

/// <summary><c>flash bench edits</c>: whether a change in words is seen, and whether what was not mentioned
/// stays.</summary>
internal static class BenchEdits
{
    // 1 draws anew with the same seed; below that, the picture is where it starts.
    private static readonly float[] Strengths = [1, 0.9f, 0.8f, 0.7f, 0.6f];

    public static Command Create()
    {
        var edits = new Option<string>("--edits")
        {
            Description = "A file with one JSON object a line; as edits.jsonl beside the referee's model, the default.",
        };
        var model = ImagineOption.Model();
        var command = new Command("edits", "Measures what changes in words do to pictures.") { edits, model };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var options = ModelsLoading.Options(FlashSettings.FromCommandLine(parsed), parsed.GetValue(model));
                using var loaded = ModelsLoading.Load(options);
                var folder = loaded.Folder + "-referee";
                var cases = EditCase.Read(parsed.GetValue(edits) ?? Path.Combine(folder, "edits.jsonl"));
                using var referee = Referee.Load(folder, options, NullLogger.Instance);
                Console.Out.WriteLine(
                    $"{cases.Count} edits, {loaded.Name} ({loaded.Revision})\nstrength  kind      edits  seen, %  "
                        + $"stays, mean  stays, median"
                );
                foreach (var strength in Strengths.Where(strength => strength == 1 || loaded.TakesPictures))
                {
                    await MeasureAsync(loaded, referee, cases, strength, cancellationToken);
                }

                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static async Task MeasureAsync(
        DiffusionModel model,
        Referee referee,
        IReadOnlyList<EditCase> cases,
        float strength,
        CancellationToken cancellationToken
    )
    {
        var results = new List<(string Kind, bool IsSeen, double Stays)>();
        for (var i = 0; i < cases.Count; i++)
        {
            var edit = cases[i];
            var before = await DrawAsync(model, edit.Prompt, (ulong)i + 1, null, 1, cancellationToken);
            var after = await DrawAsync(
                model,
                Reworded(edit, model.Name),
                (ulong)i + 1,
                before,
                strength,
                cancellationToken
            );
            results.Add(
                (edit.Kind, IsSeen(edit, referee, before, after, cancellationToken), Stays(edit, before, after))
            );
        }

        foreach (var kind in results.GroupBy(result => result.Kind).Append(results.GroupBy(_ => "all").Single()))
        {
            var stays = kind.Select(result => result.Stays).Order().ToList();
            Console.Out.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{strength, 8:0.0}  {kind.Key, -8}  {stays.Count, 5}  "
                        + $"{100.0 * kind.Count(result => result.IsSeen) / stays.Count, 7:0.0}  "
                        + $"{stays.Average(), 11:0.000}  {stays[stays.Count / 2], 13:0.000}"
                )
            );
        }
    }

    // As in a chat: the words are understood, and a style is one of the table's.
    private static string Reworded(EditCase edit, string model)
    {
        var pictures = new PictureOptions { Model = model, Chaos = 0 };
        var before = new Recipe(edit.Prompt, 0, 1, 1, 256, 256, model);
        return PromptRewrite.Apply(edit.Prompt, edit.Edit, pictures.IsGuided(model)) is Asked.Imagine made
            ? pictures.Reworded(before, made.Arguments).FullPrompt
            : throw new BadArgumentException($"'{edit.Edit}' is not understood of '{edit.Prompt}'.");
    }

    private static async Task<RgbImage> DrawAsync(
        DiffusionModel model,
        string prompt,
        ulong seed,
        RgbImage? start,
        float strength,
        CancellationToken cancellationToken
    ) =>
        (
            await model.GenerateAsync(
                new TextToImageRequest
                {
                    Prompt = prompt,
                    Seed = seed,
                    Count = 1,
                    InitImage = strength < 1 ? start : null,
                    Strength = strength,
                    Previews = false,
                },
                cancellationToken
            )
        ).Pictures[0];

    private static bool IsSeen(
        EditCase edit,
        Referee referee,
        RgbImage before,
        RgbImage after,
        CancellationToken cancellationToken
    )
    {
        var read = referee.Look(after, cancellationToken).Read;
        return edit.Expect.All(expected =>
            expected.Key switch
            {
                "light" => Brightness(after) < 0.75 * Brightness(before),
                "shows" => read["subject"] == expected.Value || read["companion"] == expected.Value,
                var name => read.TryGetValue(name, out var seen) && seen == expected.Value,
            }
        );
    }

    private static double Stays(EditCase edit, RgbImage before, RgbImage after)
    {
        var windows = StructuralSimilarity.Compare(before, after);
        if (edit.Stays == "shape")
        {
            return windows.Average(window => window.Structure);
        }

        var side = (int)Math.Sqrt(windows.Count);
        var margin = side * (1 - Math.Sqrt(0.5)) / 2;
        return windows
            .Where((_, i) => IsOutside(i / side, side, margin) || IsOutside(i % side, side, margin))
            .Average(window => window.Whole);
    }

    private static bool IsOutside(int position, int side, double margin) =>
        position + 0.5 < margin || position + 0.5 > side - margin;

    private static double Brightness(RgbImage picture)
    {
        var sum = 0L;
        foreach (var value in picture.Pixels.Span)
        {
            sum += value;
        }

        return (double)sum / picture.Pixels.Length;
    }
}

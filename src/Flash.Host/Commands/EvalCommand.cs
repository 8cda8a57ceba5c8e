using System.CommandLine;
using System.Globalization;
using Flash.Host.CommandLine;
using Flash.Host.Evaluation;
using Flash.Host.Hosting;
using Flash.Inference;

namespace Flash.Host.Commands;

/// <summary><c>flash eval MODEL --prompts FILE --out DIR</c>: draws a list of prompts at some numbers of steps and
/// measures the pictures.</summary>
internal static class EvalCommand
{
    private const string RefereeSuffix = "-referee";
    private const string Example = "flash eval flash-mini --prompts prompts.txt --out measured";

    public static Command Create()
    {
        var model = new Argument<string>("model")
        {
            Description = "A model of `flash models list`, or a path to a model folder.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var prompts = new Option<string>("--prompts")
        {
            Description = "A file with one prompt a line, or one JSON object with \"prompt\" and \"expect\".",
        };
        var folder = new Option<string>("--out")
        {
            Description = "The folder to write to. What is there already is not drawn again.",
        };
        var steps = new Option<string>("--steps")
        {
            Description = "Numbers of steps, such as 1,2,3: one row each. Default: what the model was made for.",
        };
        var seed = ImagineOption.Seed();
        var referee = new Option<string>("--referee")
        {
            Description = "A referee's folder. Default: the one beside the model, named like it with -referee.",
        };
        var clip = new Option<string>("--clip")
        {
            Description = "A folder with CLIP in ONNX and its tokenizer, for the CLIP score.",
        };
        var inception = new Option<string>("--inception") { Description = "An Inception network in ONNX, for FID." };
        var reference = new Option<string>("--reference")
        {
            Description = "A folder of pictures that FID compares with.",
        };
        var json = ImagineOption.Json();
        var command = new Command("eval", "Measures a model on a list of prompts.")
        {
            model,
            prompts,
            folder,
            steps,
            seed,
            referee,
            clip,
            inception,
            reference,
            json,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var list = EvalPrompt.Read(parsed.GetValue(prompts));
                var target = ImagineFiles.CheckedFolder(parsed.GetValue(folder), Example);
                var numbers = Numbers(parsed.GetValue(steps));
                var options = ModelsLoading.Options(FlashSettings.FromCommandLine(parsed), parsed.GetValue(model));
                using var loaded = ModelsLoading.Load(options);
                using var measures = new EvalMeasures(
                    parsed.GetValue(referee) ?? RefereeOf(loaded),
                    parsed.GetValue(clip),
                    parsed.GetValue(inception),
                    parsed.GetValue(reference),
                    options,
                    cancellationToken
                );
                var plan = new EvalPlan(
                    loaded.Name,
                    loaded.Revision,
                    parsed.GetValue(seed) ?? 1,
                    [.. list.Select(prompt => prompt.Prompt)]
                );
                var pictures = EvalPictures.Open(target, plan);
                var threads = options.IntraOpThreads ?? Environment.ProcessorCount;
                var report = new EvalReport(
                    plan.Model,
                    plan.Revision,
                    plan.Seed,
                    threads,
                    measures.RefereeAccuracy,
                    []
                );
                foreach (var number in numbers ?? [loaded.DefaultInferenceSteps])
                {
                    var row = await MeasureAsync(
                        loaded,
                        measures,
                        list,
                        pictures,
                        number,
                        parsed.GetValue(json),
                        cancellationToken
                    );
                    report = report with { Rows = [.. report.Rows, row] };
                }

                await File.WriteAllTextAsync(
                    Path.Combine(pictures.Folder, "evaluation.json"),
                    report.ToJson(),
                    cancellationToken
                );
                await File.WriteAllTextAsync(
                    Path.Combine(pictures.Folder, "index.html"),
                    EvalPage.Render(report, list),
                    cancellationToken
                );
                Show(report, pictures, parsed.GetValue(json));
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static async Task<EvalRow> MeasureAsync(
        DiffusionModel model,
        EvalMeasures measures,
        IReadOnlyList<EvalPrompt> prompts,
        EvalPictures pictures,
        int steps,
        bool json,
        CancellationToken cancellationToken
    )
    {
        EvalRow? row = null;
        var display = ImagineDisplay.Choose(json);
        await display.RunAsync($"Drawing, {steps} steps", prompts.Count, step =>
            pictures.DrawAsync(model, steps, EveryTenth(step, prompts.Count), cancellationToken)
        );
        await display.RunAsync($"Looking, {steps} steps", prompts.Count, step =>
        {
            row = measures.Measure(prompts, pictures, steps, EveryTenth(step, prompts.Count), cancellationToken);
            return Task.CompletedTask;
        });
        return row!; // set by the call above
    }

    // Lines in a log file: ten a row are enough.
    private static Action<int> EveryTenth(Action<int> step, int total) =>
        done =>
        {
            if (done == total || done % Math.Max(1, total / 10) == 0)
            {
                step(done);
            }
        };

    private static void Show(EvalReport report, EvalPictures pictures, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(report.ToJson());
            return;
        }

        report.Print();
        Console.Out.WriteLine($"Pictures and table: {Path.Combine(pictures.Folder, "index.html")}");
    }

    private static string? RefereeOf(DiffusionModel model) =>
        Directory.Exists(model.Folder + RefereeSuffix) ? model.Folder + RefereeSuffix : null;

    private static List<int>? Numbers(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var numbers = text.Split(',', StringSplitOptions.TrimEntries)
            .Select(part =>
                int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 1 and <= TextToImageRequest.MaxInferenceSteps
                    ? number
                    : throw new BadArgumentException(
                        $"--steps is a list of whole numbers from 1 to {TextToImageRequest.MaxInferenceSteps}, such as "
                            + $"1,2,3; '{text}' was given."
                    )
            )
            .Distinct()
            .ToList();
        return numbers;
    }
}

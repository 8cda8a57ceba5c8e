using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;
using Flash.Inference.Hub;
using Spectre.Console;

namespace Flash.Host.Commands;

/// <summary><c>flash models list</c>, <c>pull REPO</c>, <c>teach MODEL NAME PICTURE</c> and <c>verify
/// NAME</c>.</summary>
internal static class ModelsCommand
{
    public static Command Create() =>
        new("models", "The models on this machine.")
        {
            CreateList(),
            ModelsPullCommand.Create(),
            ModelsTeachCommand.Create(),
            CreateVerify(),
        };

    private static Command CreateList()
    {
        var json = ImagineOption.Json();
        var command = new Command("list", "Names the models, and what each was made for.") { json };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed =>
        {
            var options = ModelsLoading.Options(FlashSettings.FromCommandLine(parsed), null);
            var (folder, models, broken) = ModelsLoading.List(options);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(
                    JsonSerializer.Serialize(
                        new
                        {
                            folder,
                            chosen = options.Model,
                            models,
                            broken,
                        },
                        ImagineFiles.Json
                    )
                );
                return FlashCommandLine.Done;
            }

            Show(folder, options.Model, models);
            foreach (var model in broken)
            {
                Console.Out.WriteLine($"{model.Name}\tbroken: {model.Reason}");
            }

            return FlashCommandLine.Done;
        });
        return command;
    }

    private static Command CreateVerify()
    {
        var name = new Argument<string>("name")
        {
            Description = "A model of `flash models list`, or a path to a model folder.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "verify",
            "Loads a model, compares it with its own reference numbers, and draws with it."
        )
        {
            name,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var options = ModelsLoading.Options(FlashSettings.FromCommandLine(parsed), parsed.GetValue(name));
                using var model = ModelsLoading.Load(options);
                Console.Out.WriteLine($"{model.Name} {model.Revision} loads.");
                var sound = true;
                foreach (
                    var check in PulledModel.Read(model.Folder) is { } pulled
                        ? await pulled.VerifyAsync(model.Folder, cancellationToken)
                        : []
                )
                {
                    sound &= check.Passed;
                    Console.Out.WriteLine(Line(check));
                }

                await foreach (var check in ModelVerification.RunAsync(model, cancellationToken))
                {
                    sound &= check.Passed;
                    Console.Out.WriteLine(Line(check));
                }

                return sound
                    ? FlashCommandLine.Done
                    : throw new CommandFailedException($"The model {model.Name} is not sound.");
            }
        );
        return command;
    }

    private static string Line(ModelCheck check) => $"{(check.Passed ? "ok    " : "FAILED")} {check.Sentence}";

    private static void Show(string folder, string chosen, List<ModelSummary> models)
    {
        if (models.Count == 0)
        {
            Console.Out.WriteLine($"There is no model in {folder}.");
            return;
        }

        if (Console.IsOutputRedirected)
        {
            foreach (var model in models)
            {
                Console.Out.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{model.Name}\t{model.Pipeline}\t{model.Scheduler}\t{model.DefaultInferenceSteps} "
                            + $"steps\t{model.Megabytes:0.0} MB"
                    )
                );
            }

            return;
        }

        var table = new Table().AddColumns("Model", "Pipeline", "Scheduler", "Steps", "Guidance", "Size");
        foreach (var model in models)
        {
            var name = model.Name == chosen ? $"{model.Name} (used)" : model.Name;
            string[] cells =
            [
                name,
                model.Pipeline,
                model.Scheduler,
                $"{model.DefaultInferenceSteps}",
                FormattableString.Invariant($"{model.DefaultGuidanceScale}"),
                FormattableString.Invariant($"{model.Megabytes:0.0} MB"),
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
    }
}

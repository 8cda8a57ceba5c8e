using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;
using Flash.Inference.Hub;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Flash.Host.Commands;

/// <summary><c>flash models pull REPO</c>: a model from a hub, into the models folder.</summary>
internal static class ModelsPullCommand
{
    public static Command Create()
    {
        var repository = new Argument<string>("repository")
        {
            Description = "OWNER/NAME on the hub, such as stabilityai/sd-turbo. docs/models.md names some that fit.",
        };
        var revision = new Option<string>("--revision")
        {
            Description = "Branch, tag or commit.",
            DefaultValueFactory = _ => "main",
        };
        var variant = new Option<string?>("--variant")
        {
            Description =
                "The folder of the repository that holds the model, such as onnx or fp16. Default: its root, or the "
                + "only one.",
        };
        var name = new Option<string?>("--name") { Description = "The folder's name; default: the repository's." };
        var token = new Option<string?>("--token")
        {
            Description = "An access token for gated repositories; better kept in Flash__Models__Token.",
        };
        var command = new Command(
            "pull",
            "Downloads a model in ONNX from a Hugging Face compatible hub; goes on where it stopped."
        )
        {
            repository,
            revision,
            variant,
            name,
            token,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var settings = FlashSettings.FromCommandLine(parsed);
                var options = Options(settings);
                options.Token = parsed.GetValue(token) ?? options.Token;
                var folder = ModelsLoading.ModelsFolder(settings);
                var from = ModelsLoading.Checked(() =>
                    HubRepository.Parse(parsed.GetRequiredValue(repository), parsed.GetRequiredValue(revision))
                );
                using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
                await RunAsync(
                    new ModelPull(http, options, TimeProvider.System),
                    from,
                    folder,
                    parsed.GetValue(name) ?? from.FolderName,
                    parsed.GetValue(variant),
                    settings,
                    cancellationToken
                );
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static HubOptions Options(string[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(FlashSettings.Read(settings)).AddFlashHub();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<HubOptions>>().Value;
    }

    private static async Task RunAsync(
        ModelPull pull,
        HubRepository repository,
        string folder,
        string name,
        string? variant,
        string[] settings,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var plan = await pull.PlanAsync(repository, folder, name, variant, cancellationToken);
            if (plan.IsDone)
            {
                Console.Out.WriteLine($"{plan.Folder} is {repository} at {plan.Commit[..12]} already.");
                return;
            }

            Console.Out.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{repository}{(plan.Variant.Length > 0 ? $", its variant {plan.Variant}" : "")}: "
                        + $"{plan.Files.Count} files, {plan.TotalBytes / 1e6:0.0} MB, to {plan.Folder}"
                )
            );
            foreach (
                var part in plan
                    .Files.GroupBy(file => file.Path.Split('/')[0])
                    .OrderBy(part => part.Key, StringComparer.Ordinal)
            )
            {
                Console.Out.WriteLine(
                    FormattableString.Invariant($"  {part.Key, -18} {part.Sum(file => file.Size) / 1e6, 10:0.0} MB")
                );
            }

            var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
            Console.Out.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(plan.LoadingBytes > memory ? "Warning: loading" : "Loading")} it on a CPU takes about "
                        + $"{plan.LoadingBytes / 1e9:0.0} GB of memory (twice that if its weights are float16); this "
                        + $"machine has {memory / 1e9:0.0} GB."
                )
            );
            await (
                Console.IsOutputRedirected
                    ? InLinesAsync(pull, plan, cancellationToken)
                    : InBarsAsync(pull, plan, cancellationToken)
            );
            // Once, to the end: what cannot be used is said now and not when someone waits for a picture.
            using (var model = DiffusionModel.Load(plan.Folder, ModelsLoading.Options(settings, null)))
            {
                Console.Out.WriteLine(
                    $"It loads: {model.DefaultWidth}x{model.DefaultHeight}, {model.DefaultInferenceSteps} steps, on "
                        + $"{(model.Device == InferenceDevice.Cpu ? "the CPU" : "the GPU")}."
                );
            }

            Console.Out.WriteLine(
                $"Done. Use it with Flash:Inference:Model={name}, or try it: flash imagine \"a red boat\" --model "
                    + $"{name} --out pictures"
            );
        }
        catch (InferenceException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    private static Task InBarsAsync(ModelPull pull, PullPlan plan, CancellationToken cancellationToken) =>
        AnsiConsole
            .Progress()
            .HideCompleted(false)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new DownloadedColumn(),
                new TransferSpeedColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(async display =>
            {
                var bars = plan.Files.ToDictionary(
                    file => file,
                    file => display.AddTask(Markup.Escape(file.Path), maxValue: Math.Max(1, file.Size))
                );
                foreach (var (file, bar) in bars)
                {
                    bar.Value = file.Size == 0 ? 1 : plan.Present(file);
                }

                await pull.RunAsync(plan, (file, bytes) => bars[file].Value = bytes, cancellationToken);
            });

    // Without a terminal: one line for each file that is here.
    private static Task InLinesAsync(ModelPull pull, PullPlan plan, CancellationToken cancellationToken)
    {
        var said = new ConcurrentDictionary<HubFile, bool>();
        return pull.RunAsync(
            plan,
            (file, bytes) =>
            {
                if (bytes == file.Size && said.TryAdd(file, true))
                {
                    Console.Out.WriteLine(FormattableString.Invariant($"{file.Path}  {file.Size / 1e6:0.0} MB"));
                }
            },
            cancellationToken
        );
    }
}

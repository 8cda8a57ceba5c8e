using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;

namespace Flash.Host.Commands;

/// <summary><c>flash bench</c>: this machine's figures, and how much of them is the model itself.</summary>
internal static class BenchCommand
{
    private const long LargeBytes = 1_000_000_000;

    public static Command Create()
    {
        var runs = ImagineOption.Whole(
            "--runs",
            "Measured runs of each figure, after one or two to warm up. Default 20.",
            1,
            1000
        );
        var count = ImagineOption.Whole("--count", "Pictures of each run. Default 4.", 1, 16);
        var denoising = ImagineOption.Whole("--steps", "Steps of each run. Default 3.", 1, 100);
        var model = ImagineOption.Model();
        var noQueue = new Option<bool>("--no-queue") { Description = "Measures the model only; needs no PostgreSQL." };
        var json = ImagineOption.Json();
        var command = new Command("bench", "Measures this machine.") { runs, count, denoising, model, noQueue, json };
        command.TreatUnmatchedTokensAsErrors = false;
        command.Subcommands.Add(BenchProvenance.Create());
        command.Subcommands.Add(BenchQueue.Create());
        command.Subcommands.Add(BenchVariety.Create());
        command.Subcommands.Add(BenchEdits.Create());
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var settings = FlashSettings.FromCommandLine(parsed);
                var options = ModelsLoading.Options(settings, parsed.GetValue(model));
                var asJson = parsed.GetValue(json);
                var repeats = parsed.GetValue(runs) ?? 20;
                var shape = (Pictures: parsed.GetValue(count) ?? 4, Steps: parsed.GetValue(denoising) ?? 3);
                var report = await MeasureAsync(options, repeats, shape, cancellationToken);
                if (!parsed.GetValue(noQueue))
                {
                    var steps = new Steps(asJson ? TextWriter.Null : Console.Out, TimeProvider.System);
                    var (queue, telegram, discord) = await BenchQueue.MeasureAsync(
                        FlashSettings.Read(settings),
                        options.Model,
                        repeats,
                        steps,
                        cancellationToken
                    );
                    report = report with { Queue = queue, Telegram = telegram, Discord = discord };
                }

                Console.Out.WriteLine(asJson ? JsonSerializer.Serialize(report, ImagineFiles.Json) : report.ToString());
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static async Task<BenchReport> MeasureAsync(
        InferenceOptions options,
        int runs,
        (int Pictures, int Steps) shape,
        CancellationToken cancellationToken
    )
    {
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        using var model = ModelsLoading.Load(options);
        var loading = time.GetElapsedTime(began);
        using var bare = new BenchBareCalls(model, options, shape.Pictures);
        var four = new TextToImageRequest
        {
            Prompt = "a red boat on the sea at sunset",
            Seed = 1,
            Count = shape.Pictures,
            InferenceSteps = shape.Steps,
            Previews = false,
        };

        var figures = new BenchFigures();
        for (var run = -Math.Min(2, runs); run < runs; run++)
        {
            // Turn by turn, so that whatever else the machine does falls on all of them alike; each with a prompt of
            // its own, so that none is remembered.
            var processor = Environment.CpuUsage.TotalTime;
            var timings = await GenerateAsync(
                model,
                four with
                {
                    Prompt = FormattableString.Invariant($"{four.Prompt} {run}"),
                },
                cancellationToken
            );
            var plainProcessor = Environment.CpuUsage.TotalTime - processor;
            processor = Environment.CpuUsage.TotalTime;
            var bareTime = Elapsed(time, () => bare.Run(shape.Steps, decodings: 1));
            var bareProcessor = Environment.CpuUsage.TotalTime - processor;
            processor = Environment.CpuUsage.TotalTime;
            var wholeBegan = time.GetTimestamp();
            var shown = await GenerateAsync(
                model,
                four with
                {
                    Prompt = FormattableString.Invariant($"{four.Prompt}, {run}"),
                    Previews = true,
                },
                cancellationToken,
                asJpeg: true
            );
            var whole = time.GetElapsedTime(wholeBegan);
            var wholeProcessor = Environment.CpuUsage.TotalTime - processor;
            var single = await GenerateAsync(model, four with { Count = 1, InferenceSteps = 1 }, cancellationToken);
            if (run >= 0)
            {
                figures.Plain.Add(timings.Total);
                figures.InsideModels.Add(timings.ModelRuns);
                figures.Text.Add(timings.TextEncoding);
                figures.Bare.Add(bareTime);
                figures.PlainProcessor.Add(plainProcessor);
                figures.BareProcessor.Add(bareProcessor);
                figures.WholeProcessor.Add(wholeProcessor);
                figures.Whole.Add(whole);
                figures.Previews.Add(shown.Previews);
                figures.One.Add(single.Total);
            }
        }

        // Nearly as long as a prompt may be; encoded once, because it takes its time. With a real model's encoder that
        // would be an hour.
        var isLarge = ModelSummary.Read(model.Folder).Bytes > LargeBytes;
        var longText = string.Join(' ', Enumerable.Repeat("a red boat on the sea at sunset,", isLarge ? 130 : 14_500));
        var (allocated, resident) = (GC.GetTotalAllocatedBytes(precise: true), Environment.WorkingSet);
        var reading = await GenerateAsync(
            model,
            four with
            {
                Prompt = longText,
                Count = 1,
                InferenceSteps = 1,
            },
            cancellationToken
        );
        using var process = Process.GetCurrentProcess();
        return new BenchReport(
            model.Name,
            model.Revision,
            Environment.ProcessorCount,
            runs,
            ImagineReport.Milliseconds(loading),
            figures
        )
        {
            Shape = shape,
            PeakMegabytes = Math.Round(process.PeakWorkingSet64 / 1e6),
            Device = $"{model.Device}: {model.DeviceReason}",
            LongPromptAllocatedMegabytes = Math.Round((GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6, 1),
            LongPromptResidentMegabytes = Math.Round((Environment.WorkingSet - resident) / 1e6, 1),
            LongPromptTokens = model.CountTokens(longText),
            LongPromptTokensPerSecond = Math.Round(model.CountTokens(longText) / reading.TextEncoding.TotalSeconds),
        };
    }

    private static async Task<GenerationTimings> GenerateAsync(
        DiffusionModel model,
        TextToImageRequest request,
        CancellationToken cancellationToken,
        bool asJpeg = false
    )
    {
        GenerationEvent.Completed? completed = null;
        await foreach (var next in model.StreamAsync(request, cancellationToken))
        {
            completed = next as GenerationEvent.Completed;
        }

        var (pictures, timings) = completed ?? throw new CommandFailedException("The model stopped without a result.");
        _ = asJpeg ? ImageEncoder.EncodeJpeg(PictureGrid.Compose(pictures)) : [];
        return timings;
    }

    private static TimeSpan Elapsed(TimeProvider time, Action action)
    {
        var began = time.GetTimestamp();
        action();
        return time.GetElapsedTime(began);
    }
}

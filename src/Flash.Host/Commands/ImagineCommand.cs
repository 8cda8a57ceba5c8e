using System.CommandLine;
using System.Security.Cryptography;
using Flash.Bots.Generations;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Inference;

namespace Flash.Host.Commands;

/// <summary><c>flash imagine "a red boat" --out DIR</c>: pictures, their grid, previews and the recipe, as files.</summary>
internal static class ImagineCommand
{
    private const int MaxPromptLength = 2000;

    public static Command Create()
    {
        var prompt = new Argument<string>("prompt") { Description = "What to draw, in quotes.", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<string>("--out") { Description = "The folder to write to; made when it does not exist." };
        var seed = ImagineOption.Seed();
        var steps = ImagineOption.Whole("--steps", "Denoising steps. Default: what the model was made for.", 1, TextToImageRequest.MaxInferenceSteps);
        var count = ImagineOption.Whole("--count", "Number of pictures. Default 4.", 1, TextToImageRequest.MaxCount);
        var model = ImagineOption.Model();
        var json = ImagineOption.Json();
        var command = new Command("imagine", "Draws pictures from a prompt.") { prompt, folder, seed, steps, count, model, json };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new TextToImageRequest
            {
                Prompt = CheckedPrompt(parsed.GetValue(prompt)),
                Seed = parsed.GetValue(seed) ?? (ulong)RandomNumberGenerator.GetInt32(int.MaxValue),
                InferenceSteps = parsed.GetValue(steps),
                Count = parsed.GetValue(count) ?? 4,
            };
            var target = ImagineFiles.CheckedFolder(parsed.GetValue(folder));
            var options = ModelsLoading.Options(FlashSettings.FromCommandLine(parsed), parsed.GetValue(model));
            await RunAsync(request, target, options, parsed.GetValue(json), cancellationToken);
            return FlashCommandLine.Done;
        });
        return command;
    }

    private static string CheckedPrompt(string? prompt) => prompt switch
    {
        null => throw new BadArgumentException("There is no prompt; write what to draw in quotes, as in: flash imagine \"a red boat on the sea\" --out pictures."),
        _ when string.IsNullOrWhiteSpace(prompt) => throw new BadArgumentException("The prompt is empty; write what to draw, such as \"a red boat on the sea\"."),
        { Length: > MaxPromptLength } => throw new BadArgumentException($"A prompt has at most {MaxPromptLength} characters; this one has {prompt.Length}."),
        _ => prompt,
    };

    private static async Task RunAsync(TextToImageRequest request, string folder, InferenceOptions options, bool json, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        using var model = ModelsLoading.Load(options);
        var loading = time.GetElapsedTime(began);
        var files = ImagineFiles.Create(folder);
        var recipe = new Recipe(
            request.Prompt, request.Seed, request.InferenceSteps ?? model.DefaultInferenceSteps, request.Count,
            model.DefaultWidth, model.DefaultHeight, model.Name, model.Revision);
        var events = new TextToImagePipeline(model, time).GenerateAsync(request, cancellationToken);

        GenerationEvent.Completed? completed = null;
        var display = ImagineDisplay.Choose(json);
        await display.RunAsync("Drawing", recipe.InferenceSteps, async step =>
        {
            await foreach (var next in events)
            {
                if (next is GenerationEvent.Preview preview)
                {
                    await files.WritePreviewAsync(preview.Step, preview.Pictures, cancellationToken);
                    step(preview.Step);
                }

                completed = next as GenerationEvent.Completed;
            }
        });
        var pictures = completed?.Pictures ?? throw new CommandFailedException("The model stopped without a result.");
        await files.WriteResultAsync(recipe, pictures, cancellationToken);
        ImagineReport.Write(json, recipe, files, completed.Timings, loading, time.GetElapsedTime(began));
    }
}

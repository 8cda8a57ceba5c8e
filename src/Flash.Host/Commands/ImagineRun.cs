using Flash.Bots.Generations;
using Flash.Host.CommandLine;
using Flash.Inference;
using Flash.Inference.Provenance;

namespace Flash.Host.Commands;

/// <summary>Draws a request and writes what came of it: the common part of <c>imagine</c> and <c>edit</c>.</summary>
internal sealed class ImagineRun(InferenceOptions options, ProvenanceEncoder encoder, bool json)
{
    /// <param name="request">What to draw.</param>
    /// <param name="ratio">Width to height; null for the model's own size.</param>
    /// <param name="folder">To write to.</param>
    /// <param name="source">The file whose picture the request starts from; null for none.</param>
    /// <param name="cancellationToken">Stops inside a step.</param>
    public async Task RunAsync(TextToImageRequest request, double? ratio, string folder, byte[]? source, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        using var model = ModelsLoading.Load(options);
        var loading = time.GetElapsedTime(began);
        var (width, height) = ratio is { } wanted ? ImagineSize.For(model, wanted) : (model.DefaultWidth, model.DefaultHeight);
        request = request with { Width = width, Height = height };
        var events = new TextToImagePipeline(model, time).GenerateAsync(request, cancellationToken);
        var files = ImagineFiles.Create(folder);
        var recipe = new Recipe(
            request.Prompt, request.Seed, request.InferenceSteps ?? model.DefaultInferenceSteps, request.Count, width, height, model.Name, model.Revision);

        GenerationEvent.Completed? completed = null;
        await ImagineDisplay.Choose(json).RunAsync("Drawing", recipe.InferenceSteps, async step =>
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
        var origin = new ImagineOrigin(encoder, recipe, GenerationParameters.Of(model, request), source);
        await files.WritePicturesAsync(pictures, origin, cancellationToken);
        if (source is null)
        {
            // A recipe that starts from somebody's file would not draw the same again without that file.
            await files.WriteRecipeAsync(recipe, cancellationToken);
        }

        ImagineReport.Write(json, recipe, files, completed.Timings, loading, time.GetElapsedTime(began));
    }
}

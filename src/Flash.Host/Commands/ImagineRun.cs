using Flash.Bots.Generations;
using Flash.Host.CommandLine;
using Flash.Inference;
using Flash.Inference.Provenance;
using Flash.Worker.Jobs;

namespace Flash.Host.Commands;

/// <summary>Draws a request and writes what came of it: the common part of <c>imagine</c> and <c>edit</c>.</summary>
internal sealed class ImagineRun(InferenceOptions options, ProvenanceEncoder encoder, bool json)
{
    /// <param name="request">What to draw.</param>
    /// <param name="sampling">Another way than the model's files say; null for theirs.</param>
    /// <param name="chaos">How much the pictures differ in what the prompt leaves open, 0 to 100.</param>
    /// <param name="ratio">Width to height; null for the model's own size, or the request's.</param>
    /// <param name="folder">To write to.</param>
    /// <param name="source">The file whose picture the request starts from; null for none.</param>
    /// <param name="cancellationToken">Stops inside a step.</param>
    public async Task RunAsync(
        TextToImageRequest request,
        Sampling? sampling,
        int chaos,
        double? ratio,
        string folder,
        byte[]? source,
        CancellationToken cancellationToken
    )
    {
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        using var model = ModelsLoading.Load(options);
        var loading = time.GetElapsedTime(began);
        var (width, height) = ratio is { } wanted
            ? ImagineSize.For(model, wanted)
            : (request.Width ?? model.DefaultWidth, request.Height ?? model.DefaultHeight);
        var steps = sampling?.Timesteps?.Count ?? request.InferenceSteps ?? model.DefaultInferenceSteps;
        var variety = Variety.Choose(model.Name, request.Prompt, false, request.Seed, request.Count, chaos);
        request = request with
        {
            PicturePrompts = variety?.Words ?? [],
            Width = width,
            Height = height,
            InferenceSteps = steps,
            GuidanceScale = (float?)sampling?.GuidanceScale,
            Sampler = RecipeRequest.SamplerOf(sampling),
        };
        var events = model.StreamAsync(request, cancellationToken);
        var files = ImagineFiles.Create(folder);
        var recipe = new Recipe(
            request.Prompt,
            request.Seed,
            steps,
            request.Count,
            width,
            height,
            model.Name,
            model.Revision,
            request.NegativePrompt
        )
        {
            Sampling = sampling,
            Variety = variety,
        };

        GenerationEvent.Completed? completed = null;
        await ImagineDisplay
            .Choose(json)
            .RunAsync("Drawing", model.DrawsOneByOne ? steps * request.Count : steps, async step =>
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
            // A recipe that starts from someone's file would not draw the same again without that file.
            await files.WriteRecipeAsync(recipe, cancellationToken);
        }

        ImagineReport.Write(json, recipe, files, completed.Timings, loading, time.GetElapsedTime(began));
    }
}

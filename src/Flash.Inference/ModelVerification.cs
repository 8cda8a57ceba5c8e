using System.Globalization;
using System.Runtime.CompilerServices;
using Flash.Inference.Models;

namespace Flash.Inference;

/// <summary>Whether a loaded model does what it should.</summary>
public static class ModelVerification
{
    /// <summary>Compares each part with the folder's <c>golden.json</c> when there is one, loads the parts that are
    /// otherwise loaded when they are first needed, then draws one picture.</summary>
    public static async IAsyncEnumerable<ModelCheck> RunAsync(
        DiffusionModel model,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var golden = Path.Combine(model.Folder, "golden.json");
        if (File.Exists(golden))
        {
            foreach (var check in GoldenCheck.Run(model, golden, cancellationToken))
            {
                yield return check;
            }
        }

        foreach (var (name, load) in model.LateParts())
        {
            yield return Load(name, load);
        }

        yield return await DrawAsync(model, cancellationToken);
    }

    private static ModelCheck Load(string name, Action load)
    {
        try
        {
            load();
            return new ModelCheck(true, $"{name} loads.");
        }
        catch (InferenceException e)
        {
            return new ModelCheck(false, e.Message);
        }
    }

    private static async Task<ModelCheck> DrawAsync(DiffusionModel model, CancellationToken cancellationToken)
    {
        var request = new TextToImageRequest
        {
            Prompt = "a red boat on the sea at sunset",
            Seed = 1,
            Count = 1,
            Previews = false,
        };
        try
        {
            var completed = await model.GenerateAsync(request, cancellationToken);
            var picture = completed.Pictures[0];
            return new ModelCheck(
                true,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"It draws {picture.Width}x{picture.Height} pixels in {completed.Timings.Total.TotalSeconds:0.00} "
                        + $"s."
                )
            );
        }
        catch (InferenceException e)
        {
            return new ModelCheck(false, e.Message);
        }
    }
}

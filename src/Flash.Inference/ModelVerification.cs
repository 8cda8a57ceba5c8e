using System.Runtime.CompilerServices;
using Flash.Inference.Models;

namespace Flash.Inference;

/// <summary>Whether a loaded model does what it should.</summary>
public static class ModelVerification
{
    /// <summary>Compares each part with the folder's <c>golden.json</c> when there is one, then draws one
    /// picture.</summary>
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

        yield return await DrawAsync(model, cancellationToken);
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
                FormattableString.Invariant(
                    $"It draws {picture.Width}x{picture.Height} pixels in {completed.Timings.Total.TotalSeconds:0.00} s."
                )
            );
        }
        catch (InferenceException e)
        {
            return new ModelCheck(false, e.Message);
        }
    }
}

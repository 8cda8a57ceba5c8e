using System.Numerics.Tensors;
using Flash.Inference.Models;
using Flash.Inference.Text;
using Microsoft.Extensions.Logging;

namespace Flash.Inference.Evaluation;

/// <summary>How well a picture fits its prompt, by CLIP (Hessel et al. 2021, arXiv:2104.08718, without its factor 2.5):
/// 100 times the cosine, at least 0.</summary>
/// <remarks>
/// A folder as optimum exports CLIP: <c>model.onnx</c> with <c>input_ids</c>, <c>attention_mask</c> and
/// <c>pixel_values</c> to <c>text_embeds</c> and
/// <c>image_embeds</c>, and the tokenizer's files beside it or in <c>tokenizer/</c>. Thread safe.
/// </remarks>
public sealed class ClipScore : IDisposable
{
    private const string Ids = "input_ids",
        Mask = "attention_mask",
        Pixels = "pixel_values",
        Text = "text_embeds",
        Image = "image_embeds";
    private const int Side = 224;

    private static readonly float[] Mean = [0.48145466f, 0.4578275f, 0.40821073f],
        Deviation = [0.26862954f, 0.26130258f, 0.27577711f];

    private readonly PictureNetwork _network;
    private readonly ClipTokenizer _tokenizer;
    private readonly (string, int)[] _outputs;

    private ClipScore(PictureNetwork network, ClipTokenizer tokenizer)
    {
        (_network, _tokenizer) = (network, tokenizer);
        _outputs = [(Text, network.WidthOf(Text)), (Image, network.WidthOf(Image))];
    }

    /// <exception cref="InferenceException">A file of the folder is missing or broken, or the network is no
    /// CLIP.</exception>
    public static ClipScore Load(string folder, InferenceOptions options, ILogger logger)
    {
        var files = new ModelFiles(Path.GetFullPath(folder));
        var tokenizer = ClipTokenizer.Load(
            files,
            Directory.Exists(Path.Combine(folder, "tokenizer")) ? "tokenizer" : ""
        );
        return new ClipScore(
            new PictureNetwork(Path.Combine(folder, "model.onnx"), Pixels, Side, options, logger),
            tokenizer
        );
    }

    /// <returns>0 to 100; good pictures of large models reach about 30.</returns>
    public double Score(RgbImage picture, string prompt, CancellationToken cancellationToken)
    {
        var ids = _tokenizer.Encode(prompt);
        var embeds = _network.Look(picture, _outputs, Normalise, run => Fill(run, ids), cancellationToken);
        var cosine = TensorPrimitives.CosineSimilarity(embeds[0], embeds[1]);
        // An embedding of length zero has no direction and so fits nothing.
        return float.IsNaN(cosine) ? 0 : 100 * Math.Max(0, cosine);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private void Fill(BoundRun run, int[] ids)
    {
        run.Input(Ids, 1, ids.Length).Write(ids);
        if (_network.Component.HasInput(Mask))
        {
            // Everything up to and including the first end of text, as the tokenizer's own mask says.
            var end = Array.IndexOf(ids, ids.Max());
            run.Input(Mask, 1, ids.Length).Write([.. ids.Select((_, i) => i <= end ? 1 : 0)]);
        }
    }

    private static void Normalise(Span<float> planes)
    {
        var area = planes.Length / 3;
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = (((planes[i] + 1) / 2) - Mean[i / area]) / Deviation[i / area];
        }
    }
}

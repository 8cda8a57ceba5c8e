using Flash.Inference.Pipelines;
using Flash.Inference.Text;

namespace Flash.Inference.Models;

/// <summary>Loads the text encoders of Stable Diffusion 3 (two of CLIP, T5 as <c>text_encoder_3</c>) and FLUX.1 (one of
/// CLIP, T5 as <c>text_encoder_2</c>).</summary>
internal static class TransformerText
{
    // What Stable Diffusion 3 and FLUX.1-schnell, and what FLUX.1-dev was trained with.
    private const int ShortTexts = 256,
        LongTexts = 512;

    /// <param name="files">The model folder.</param>
    /// <param name="sessions">Where they run.</param>
    /// <param name="transformer">What they feed.</param>
    /// <param name="add">Takes each encoder, to be freed with the model.</param>
    public static (
        IReadOnlyList<ClipTokenizer> Tokenizers,
        IReadOnlyList<TextEncoder> Encoders,
        TransformerPrompts Prompts
    ) Load(ModelFiles files, SessionFactory sessions, Transformer transformer, Func<TextEncoder, TextEncoder> add)
    {
        (ClipTokenizer, TextEncoder) Clip(string number) =>
            (
                ClipTokenizer.Load(files, $"tokenizer{number}"),
                add(new TextEncoder(files, sessions, $"text_encoder{number}", penultimate: true, pooled: true))
            );
        List<(ClipTokenizer Tokenizer, TextEncoder Encoder)> clips = transformer.IsPacked
            ?
            [
                (
                    ClipTokenizer.Load(files, "tokenizer"),
                    add(new TextEncoder(files, sessions, "text_encoder", pooled: true, pooledName: "pooler_output"))
                ),
            ]
            : [Clip(""), Clip("_2")];
        var last = transformer.IsPacked ? "_2" : "_3";
        (T5Tokenizer, TextEncoder)? t5 = File.Exists(files.Onnx($"text_encoder{last}"))
            ? (
                T5Tokenizer.Load(files, $"tokenizer{last}"),
                add(new TextEncoder(files, sessions, $"text_encoder{last}"))
            )
            : null;
        if (t5 is null && transformer.IsPacked)
        {
            throw new InferenceException($"The model file {files.Onnx("text_encoder_2")} is missing.");
        }

        var width = t5?.Item2.Width
            ?? transformer.EmbedWidth
            ?? throw new InferenceException(
                $"{files.Config("transformer")} does not say joint_attention_dim, and neither does the graph."
            );
        ExpectFit(transformer, width, clips);
        var clipTokens = transformer.IsPacked ? 0 : clips[0].Tokenizer.MaxLength;
        var tokens =
            transformer.FixedTokens - clipTokens
            ?? (transformer is { IsPacked: true, EmbedsGuidance: true } ? LongTexts : ShortTexts);
        return (
            [.. clips.Select(clip => clip.Tokenizer)],
            [.. clips.Select(clip => clip.Encoder)],
            new TransformerPrompts(clips, t5, width, tokens, withClipEmbeds: !transformer.IsPacked)
        );
    }

    private static void ExpectFit(
        Transformer transformer,
        int width,
        List<(ClipTokenizer Tokenizer, TextEncoder Encoder)> clips
    )
    {
        var side = clips.Sum(clip => clip.Encoder.Width);
        if ((transformer.EmbedWidth ?? width) != width || (!transformer.IsPacked && side > width))
        {
            throw new InferenceException(
                $"{transformer.Path} expects prompt embeds {transformer.EmbedWidth ?? width} wide; T5 makes them "
                    + $"{width} wide, CLIP {side}."
            );
        }

        var pooled = clips.Sum(clip => clip.Encoder.PooledWidth);
        if ((transformer.PooledWidth ?? pooled) != pooled)
        {
            throw new InferenceException(
                $"{transformer.Path} expects pooled_projections {transformer.PooledWidth} wide; the text encoders make "
                    + $"them {pooled} wide."
            );
        }
    }
}

using Flash.Inference.Pipelines;
using Flash.Inference.Text;

namespace Flash.Inference.Models;

/// <summary>The parts that every generation needs, loaded together and checked against each other.</summary>
internal sealed class ModelParts : IDisposable
{
    private readonly List<IDisposable> _loaded = [];

    private ModelParts(ModelFiles files, SessionFactory sessions)
    {
        try
        {
            var index = ModelIndex.Read(files);
            // SDXL is what has a second text encoder.
            var two = File.Exists(files.Onnx("text_encoder_2"));
            Tokenizers = two
                ? [ClipTokenizer.Load(files, "tokenizer"), ClipTokenizer.Load(files, "tokenizer_2")]
                : [ClipTokenizer.Load(files, "tokenizer")];
            TextEncoders = two
                ?
                [
                    Add(new TextEncoder(files, sessions, "text_encoder", penultimate: true)),
                    Add(new TextEncoder(files, sessions, "text_encoder_2", penultimate: true, pooled: true)),
                ]
                : [Add(new TextEncoder(files, sessions))];
            UNet = Add(new UNet(files, sessions));
            VaeDecoder = Add(new VaeDecoder(files, sessions));
            ExpectFit(files);
            Prompts = new PromptEncoder(
                [.. Tokenizers.Zip(TextEncoders)],
                two && index.ForceZerosForEmptyPrompt,
                UNet.FixedTokens
            );
        }
        catch
        {
            // A constructor that throws leaves nobody else to free what it has loaded.
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<ClipTokenizer> Tokenizers { get; }

    public IReadOnlyList<TextEncoder> TextEncoders { get; }

    public PromptEncoder Prompts { get; }

    public UNet UNet { get; }

    public VaeDecoder VaeDecoder { get; }

    /// <summary>D: of all text encoders together.</summary>
    public int PromptEmbedWidth => TextEncoders.Sum(encoder => encoder.Width);

    public static ModelParts Load(ModelFiles files, SessionFactory sessions) => new(files, sessions);

    public void Dispose() => _loaded.ForEach(part => part.Dispose());

    private T Add<T>(T part)
        where T : IDisposable
    {
        _loaded.Add(part);
        return part;
    }

    private void ExpectFit(ModelFiles files)
    {
        if (Tokenizers.Any(tokenizer => tokenizer.MaxLength != Tokenizers[0].MaxLength))
        {
            throw new InferenceException(
                $"{files.Folder}: the two tokenizers have windows of {Tokenizers[0].MaxLength} and {Tokenizers[1].MaxLength} tokens; expected the same."
            );
        }

        if (UNet.EmbedWidth is { } width && width != PromptEmbedWidth)
        {
            throw new InferenceException(
                $"{UNet.Path} expects prompt embeds {width} wide; the text encoder makes them {PromptEmbedWidth} wide."
            );
        }

        var pooled = TextEncoders[^1].PooledWidth;
        if (UNet.WantsPooled ? pooled == 0 || (UNet.PooledWidth ?? pooled) != pooled : pooled > 0)
        {
            throw new InferenceException(
                $"{UNet.Path} {(UNet.WantsPooled ? $"expects text_embeds {UNet.PooledWidth?.ToString() ?? "of some"} wide" : "takes no text_embeds")}; the text encoders make them {pooled} wide."
            );
        }

        var channels = VaeDecoder.Config.LatentChannels;
        if (UNet.ExtraChannels(channels) is not 0 && UNet.ExtraChannels(channels) != channels + 1)
        {
            throw new InferenceException(
                $"{UNet.Path} works on {UNet.Config.InChannels} latent channels; the VAE decoder expects {channels}."
            );
        }
    }
}

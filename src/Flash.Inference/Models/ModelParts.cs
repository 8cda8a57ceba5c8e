using Flash.Inference.Pipelines;
using Flash.Inference.Text;
using Flash.Inference.Things;

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
            if (File.Exists(files.Onnx("transformer")))
            {
                VaeDecoder = Add(new VaeDecoder(files, sessions));
                var transformer = Add(new Transformer(files, sessions, VaeDecoder.Config.LatentChannels));
                Denoiser = transformer;
                (Tokenizers, TextEncoders, Prompts) = TransformerText.Load(files, sessions, transformer, Add);
                return;
            }

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
            var unet = Add(new UNet(files, sessions));
            Denoiser = unet;
            VaeDecoder = Add(new VaeDecoder(files, sessions));
            Prompts = new PromptEncoder(
                [.. Tokenizers.Zip(TextEncoders)],
                two && index.ForceZerosForEmptyPrompt,
                unet.FixedTokens
            );
            Conditioner = index.HasStoredThings ? new StoredThings(files, VaeDecoder.Config) : null;
            ExpectFit(files, unet);
        }
        catch
        {
            // A constructor that throws leaves no one else to free what it has loaded.
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<ClipTokenizer> Tokenizers { get; }

    public IReadOnlyList<TextEncoder> TextEncoders { get; }

    public IPromptEncoder Prompts { get; }

    public IDenoiser Denoiser { get; }

    public VaeDecoder VaeDecoder { get; }

    /// <summary>Fills the channels that the denoiser hears beyond its latents; null where it hears none, or those of an
    /// inpainting mask.</summary>
    public IConditioner? Conditioner { get; }

    /// <summary>D: of all text encoders together.</summary>
    public int PromptEmbedWidth => Prompts.Width;

    public static ModelParts Load(ModelFiles files, SessionFactory sessions) => new(files, sessions);

    public void Dispose() => _loaded.ForEach(part => part.Dispose());

    private T Add<T>(T part)
        where T : IDisposable
    {
        _loaded.Add(part);
        return part;
    }

    private void ExpectFit(ModelFiles files, UNet unet)
    {
        if (Tokenizers.Any(tokenizer => tokenizer.MaxLength != Tokenizers[0].MaxLength))
        {
            throw new InferenceException(
                $"{files.Folder}: the two tokenizers have windows of {Tokenizers[0].MaxLength} and "
                    + $"{Tokenizers[1].MaxLength} tokens; expected the same."
            );
        }

        if (unet.EmbedWidth is { } width && width != PromptEmbedWidth)
        {
            throw new InferenceException(
                $"{unet.Path} expects prompt embeds {width} wide; the text encoder makes them {PromptEmbedWidth} wide."
            );
        }

        var pooled = TextEncoders[^1].PooledWidth;
        if (unet.WantsPooled ? pooled == 0 || (unet.PooledWidth ?? pooled) != pooled : pooled > 0)
        {
            var wanted = unet.WantsPooled
                ? $"expects text_embeds {unet.PooledWidth?.ToString() ?? "of some"} wide"
                : "takes no text_embeds";
            throw new InferenceException($"{unet.Path} {wanted}; the text encoders make them {pooled} wide.");
        }

        var channels = VaeDecoder.Config.LatentChannels;
        if (Conditioner is { } conditioner)
        {
            ExpectFit(files, unet, conditioner, channels);
        }
        else if (unet.ExtraChannels(channels) is not 0 && unet.ExtraChannels(channels) != channels + 1)
        {
            throw new InferenceException(
                $"{unet.Path} works on {unet.Config.InChannels} latent channels; the VAE decoder expects {channels}."
            );
        }
    }

    private static void ExpectFit(ModelFiles files, UNet unet, IConditioner conditioner, int channels)
    {
        ModelFile.Expect(files.Onnx("vae_encoder"));
        if (unet.ExtraChannels(channels) != conditioner.Channels)
        {
            throw new InferenceException(
                $"{files.Index} names stored things, for which the UNet works on {channels + conditioner.Channels} "
                    + $"channels; {unet.Path} works on {unet.Config.InChannels}."
            );
        }
    }
}

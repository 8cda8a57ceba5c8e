using System.Diagnostics;
using Flash.Inference.Models;
using Flash.Inference.Schedulers;
using Flash.Inference.Text;
using Microsoft.Extensions.Logging;

namespace Flash.Inference;

/// <summary>A model folder in the Hugging Face diffusers ONNX layout, loaded and ready.</summary>
/// <remarks>Thread safe: one instance serves any number of concurrent pipelines and generations.</remarks>
public sealed class DiffusionModel : IDisposable
{
    private readonly Lazy<string> _revision;
    private readonly Lazy<VaeEncoder>? _vaeEncoder;
    private readonly Lazy<SuperResolution>? _superResolution;

    private DiffusionModel(ModelFiles files, SchedulerConfig schedulerConfig, ClipTokenizer tokenizer, TextEncoder textEncoder, UNet unet, VaeDecoder vaeDecoder, SessionFactory sessions, int? picturesPerRun)
    {
        Folder = files.Folder;
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(files.Folder));
        _revision = new Lazy<string>(() => ModelRevision.Compute(files));
        SchedulerConfig = schedulerConfig;
        (Tokenizer, TextEncoder, UNet, VaeDecoder) = (tokenizer, textEncoder, unet, vaeDecoder);
        _vaeEncoder = File.Exists(files.Onnx("vae_encoder")) ? new Lazy<VaeEncoder>(() => new VaeEncoder(files, sessions, vaeDecoder.Config)) : null;
        _superResolution = File.Exists(files.Onnx("upscaler")) ? new Lazy<SuperResolution>(() => new SuperResolution(files, sessions)) : null;
        PicturesPerRun = picturesPerRun ?? 4;
    }

    /// <summary>Full path.</summary>
    public string Folder { get; }

    /// <summary>The folder's name.</summary>
    public string Name { get; }

    /// <summary>Twelve hexadecimal digits of a SHA-256 over the files that decide the pixels. Computed when first asked for.</summary>
    public string Revision => _revision.Value;

    /// <summary>Steps taken when a request does not say.</summary>
    public int DefaultInferenceSteps => ModelDefaults.InferenceSteps(SchedulerConfig);

    /// <summary>Guidance used when a request does not say; 1 means off.</summary>
    public float DefaultGuidanceScale => ModelDefaults.GuidanceScale(SchedulerConfig);

    /// <summary>Pixels.</summary>
    public int DefaultWidth => UNet.Config.SampleSize * VaeDecoder.Config.ScaleFactor;

    /// <summary>Pixels.</summary>
    public int DefaultHeight => DefaultWidth;

    /// <summary>Widths and heights are multiples of this many pixels.</summary>
    public int SizeMultiple => VaeDecoder.Config.ScaleFactor << Math.Max(0, (UNet.Config.BlockOutChannels?.Count ?? 2) - 1);

    /// <summary>[C, h, w] of one picture's latents at the default size.</summary>
    public IReadOnlyList<long> LatentShape => [UNet.Config.InChannels, UNet.Config.SampleSize, UNet.Config.SampleSize];

    /// <summary>D, the width of a prompt embed.</summary>
    public int PromptEmbedWidth => TextEncoder.Width;

    /// <summary>Whether the model itself knows how its scenes move.</summary>
    public bool HasMotion => UNet.HasPhase;

    /// <summary>Whether it can start from a picture: whether the folder has a <c>vae_encoder</c>, which is loaded when first needed.</summary>
    public bool TakesPictures => _vaeEncoder is not null;

    internal SchedulerConfig SchedulerConfig { get; }

    internal ClipTokenizer Tokenizer { get; }

    internal TextEncoder TextEncoder { get; }

    internal UNet UNet { get; }

    internal VaeDecoder VaeDecoder { get; }

    /// <summary>The folder's super-resolution network, loaded when first asked for; null when it has none.</summary>
    internal SuperResolution? SuperResolution => _superResolution?.Value;

    /// <exception cref="InferenceException">The folder has none, or it cannot be loaded.</exception>
    internal VaeEncoder VaeEncoder => _vaeEncoder?.Value ?? throw new InferenceException($"{Folder} has no vae_encoder.");

    internal int PicturesPerRun { get; }

    /// <summary>Loads a model folder; takes from tenths of a second to some seconds.</summary>
    /// <param name="folder">Holds <c>model_index.json</c>, <c>scheduler/</c>, <c>tokenizer/</c>, <c>text_encoder/</c>, <c>unet/</c>, <c>vae_decoder/</c> and, to start from pictures, <c>vae_encoder/</c>.</param>
    /// <param name="options">Device and threads.</param>
    /// <param name="logger">Told what was loaded, and where it runs.</param>
    /// <exception cref="InferenceException">A file is missing, damaged or does not fit the others, or the device cannot be used.</exception>
    public static DiffusionModel Load(string folder, InferenceOptions options, ILogger logger)
    {
        var started = Stopwatch.GetTimestamp();
        var files = ModelFiles.Open(folder);
        var named = ModelFiles.Read<SchedulerConfig>(files.Scheduler);
        var schedulerConfig = Scheduler.Substitute(named);
        if (schedulerConfig.ClassName != named.ClassName)
        {
            Log.SchedulerSubstituted(logger, named.ClassName, schedulerConfig.ClassName);
        }

        _ = Scheduler.Create(schedulerConfig, ModelDefaults.InferenceSteps(schedulerConfig));
        var tokenizer = ClipTokenizer.Load(files, "tokenizer");
        var sessions = new SessionFactory(options, logger);

        TextEncoder? textEncoder = null;
        UNet? unet = null;
        VaeDecoder? vaeDecoder = null;
        try
        {
            textEncoder = new TextEncoder(files, sessions);
            unet = new UNet(files, sessions);
            vaeDecoder = new VaeDecoder(files, sessions);
            ExpectFit(textEncoder, unet, vaeDecoder);
        }
        catch
        {
            textEncoder?.Dispose();
            unet?.Dispose();
            vaeDecoder?.Dispose();
            throw;
        }

        var model = new DiffusionModel(files, schedulerConfig, tokenizer, textEncoder, unet, vaeDecoder, sessions, options.PicturesPerRun);
        Log.ModelLoaded(logger, model.Name, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return model;
    }

    /// <summary>Frees the sessions. No generation may be running.</summary>
    public void Dispose()
    {
        TextEncoder.Dispose();
        UNet.Dispose();
        VaeDecoder.Dispose();
        if (_vaeEncoder is { IsValueCreated: true })
        {
            _vaeEncoder.Value.Dispose();
        }

        if (_superResolution is { IsValueCreated: true })
        {
            _superResolution.Value.Dispose();
        }
    }

    private static void ExpectFit(TextEncoder textEncoder, UNet unet, VaeDecoder vaeDecoder)
    {
        if (unet.EmbedWidth is { } width && width != textEncoder.Width)
        {
            throw new InferenceException($"{unet.Path} expects prompt embeds {width} wide; the text encoder makes them {textEncoder.Width} wide.");
        }

        if (unet.Config.InChannels != vaeDecoder.Config.LatentChannels)
        {
            throw new InferenceException($"{unet.Path} works on {unet.Config.InChannels} latent channels; the VAE decoder expects {vaeDecoder.Config.LatentChannels}.");
        }
    }
}

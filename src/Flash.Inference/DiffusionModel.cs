using System.Diagnostics;
using Flash.Inference.Models;
using Flash.Inference.Pipelines;
using Flash.Inference.Schedulers;
using Flash.Inference.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Inference;

/// <summary>A model folder in the Hugging Face diffusers ONNX layout, loaded and ready.</summary>
/// <remarks>Thread safe: one instance serves any number of concurrent pipelines and generations.</remarks>
public sealed partial class DiffusionModel : IDisposable, IAsyncDisposable
{
    private readonly ModelParts _parts;
    private readonly Lifetime _lifetime;
    private readonly Func<long>? _freeMemory;
    private readonly Lazy<string> _revision;
    private readonly Lazy<VaeEncoder>? _vaeEncoder;
    private readonly SuperResolutionFolder? _superResolution;
    private readonly Lazy<VaeDecoder>? _previewDecoder;
    private readonly Lazy<SafetyChecker>? _safetyChecker;

    private DiffusionModel(
        ModelFiles files,
        SchedulerConfig schedulerConfig,
        ModelParts parts,
        SessionFactory sessions,
        InferenceOptions options,
        string? upscaler
    )
    {
        Folder = files.Folder;
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(files.Folder));
        _revision = new Lazy<string>(() => ModelRevision.Compute(files));
        SchedulerConfig = schedulerConfig;
        _parts = parts;
        _lifetime = new Lifetime(nameof(DiffusionModel), Free);
        _vaeEncoder = File.Exists(files.Onnx("vae_encoder"))
            ? new Lazy<VaeEncoder>(() => new VaeEncoder(files, sessions, parts.VaeDecoder.Config))
            : null;
        _superResolution = SuperResolutionFolder.Open(Path.Combine(files.Folder, SuperResolutionFolder.Name), sessions)
            ?? (upscaler is null ? null : SuperResolutionFolder.Open(upscaler, sessions));
        _previewDecoder = File.Exists(files.Onnx("preview_decoder"))
            ? new Lazy<VaeDecoder>(() => LoadPreviewDecoder(files, sessions, parts.VaeDecoder.Config))
            : null;
        _safetyChecker = File.Exists(files.Onnx("safety_checker"))
            ? new Lazy<SafetyChecker>(() => new SafetyChecker(files, sessions))
            : null;
        _freeMemory = options.FreeMemoryBytes;
        (Device, DeviceReason) = (sessions.Device, sessions.Reason);
        PicturesPerRun = options.PicturesPerRun
            ?? (sessions.UsesCuda || !sessions.IsLarge(parts.Denoiser.Path) ? 4 : 1);
    }

    /// <summary>Full path.</summary>
    public string Folder { get; }

    /// <summary>The folder's name.</summary>
    public string Name { get; }

    /// <summary>Twelve hexadecimal digits of a SHA-256 over the files that decide the pixels. Computed when first asked
    /// for.</summary>
    public string Revision => _revision.Value;

    /// <summary>Where it runs.</summary>
    public InferenceDevice Device { get; }

    /// <summary>Why it runs there and not elsewhere, such as "this build has no CUDA; build with
    /// -p:Gpu=true".</summary>
    public string DeviceReason { get; }

    /// <summary>Steps taken when a request does not say.</summary>
    public int DefaultInferenceSteps => ModelDefaults.InferenceSteps(SchedulerConfig);

    /// <summary>Whether the pictures of a request are drawn one after the other, so that previews count the steps of
    /// all of them. See <see cref="InferenceOptions.PicturesPerRun"/>.</summary>
    public bool DrawsOneByOne => PicturesPerRun == 1;

    /// <summary>Guidance used when a request does not say; 1 means off.</summary>
    public float DefaultGuidanceScale => ModelDefaults.GuidanceScale(SchedulerConfig, Denoiser.Config);

    /// <summary>Pixels.</summary>
    public int DefaultWidth => Widths.Default;

    /// <summary>Pixels.</summary>
    public int DefaultHeight => Heights.Default;

    /// <summary>Widths and heights are multiples of this many pixels: 8 for each latent, doubled wherever the UNet
    /// halves the latents and an export joins the halves again at exactly twice their size; 64 for Stable Diffusion, 32
    /// for SDXL.</summary>
    public int SizeMultiple => Denoiser.Config.SizeMultiple(VaeDecoder.Config);

    /// <summary>The size that this model draws and that is nearest to the one given: multiples of <see
    /// cref="SizeMultiple"/>, or the only size that it was exported for.</summary>
    public (int Width, int Height) NearestSize(double width, double height) =>
        (Widths.Nearest(width), Heights.Nearest(height));

    /// <summary>[C, h, w] of one picture's latents at the default size.</summary>
    public IReadOnlyList<long> LatentShape =>
        [VaeDecoder.Config.LatentChannels, Denoiser.Config.SampleSize, Denoiser.Config.SampleSize];

    /// <summary>D, the width of a prompt embed.</summary>
    public int PromptEmbedWidth => _parts.PromptEmbedWidth;

    /// <summary>Tokens of a text, start and end not counted; <see cref="TextToImageRequest.MaxPromptTokens"/> are the
    /// most a prompt may have.</summary>
    public int CountTokens(string text) => Prompts.CountTokens(text);

    /// <summary>Whether the model itself knows how its scenes move.</summary>
    public bool HasMotion => Denoiser.HasPhase;

    /// <summary>Whether it can start from a picture: whether the folder has a <c>vae_encoder</c>, which is loaded when
    /// first needed.</summary>
    public bool TakesPictures => _vaeEncoder is not null;

    /// <summary>Its sampler's name without "Scheduler", such as <c>DDIM</c>.</summary>
    public string SamplerName => SchedulerConfig.ClassName.Replace("Scheduler", "", StringComparison.Ordinal);

    internal SchedulerConfig SchedulerConfig { get; }

    /// <summary>The first tokenizer, and the only one of most models.</summary>
    internal ClipTokenizer Tokenizer => _parts.Tokenizers[0];

    /// <summary>The first text encoder, and the only one of most models.</summary>
    internal TextEncoder TextEncoder => _parts.TextEncoders[0];

    internal IPromptEncoder Prompts => _parts.Prompts;

    internal IDenoiser Denoiser => _parts.Denoiser;

    /// <summary>Fills the channels that the denoiser hears beyond its latents; null where there is none.</summary>
    internal IConditioner? Conditioner => _parts.Conditioner;

    /// <summary>Whether the UNet asks for a mask and what it covers, as those made for inpainting do.</summary>
    internal bool HearsMasks => Conditioner is null && Denoiser.ExtraChannels(VaeDecoder.Config.LatentChannels) > 0;

    internal VaeDecoder VaeDecoder => _parts.VaeDecoder;

    /// <summary>The folder's tiny decoder for previews (TAESD), loaded when first asked for; null when it has
    /// none.</summary>
    internal VaeDecoder? PreviewDecoder => _previewDecoder?.Value;

    /// <summary>Whether the model brings a safety checker of its own.</summary>
    public bool HasSafetyChecker => _safetyChecker is not null;

    /// <summary>The folder's safety checker, loaded when first asked for; null when it has none.</summary>
    internal SafetyChecker? SafetyChecker => _safetyChecker?.Value;

    /// <summary>The folder's super-resolution networks, or else the host's; null when there are none.</summary>
    internal SuperResolutionFolder? SuperResolution => _superResolution;

    /// <summary>The parts that are loaded when they are first needed: their names in the folder, and their
    /// loading, which throws where one is broken.</summary>
    internal IEnumerable<(string Name, Action Load)> LateParts()
    {
        if (_vaeEncoder is { } encoder)
        {
            yield return ("vae_encoder", () => _ = encoder.Value);
        }

        if (_previewDecoder is { } decoder)
        {
            yield return ("preview_decoder", () => _ = decoder.Value);
        }

        if (_safetyChecker is { } checker)
        {
            yield return ("safety_checker", () => _ = checker.Value);
        }

        if (_superResolution is { } networks && Directory.Exists(Path.Combine(Folder, SuperResolutionFolder.Name)))
        {
            yield return (SuperResolutionFolder.Name, networks.LoadAll);
        }
    }

    /// <summary>Whether it was distilled to a few steps.</summary>
    internal bool IsFewStep => ModelDefaults.IsFewStep(SchedulerConfig);

    /// <exception cref="InferenceException">The folder has none, or it cannot be loaded.</exception>
    internal VaeEncoder VaeEncoder =>
        _vaeEncoder?.Value ?? throw new InferenceException($"{Folder} has no vae_encoder.");

    internal PictureSizes Widths =>
        new(
            Denoiser.FixedSize.Width * VaeDecoder.Config.ScaleFactor ?? Denoiser.Config.DefaultEdge(VaeDecoder.Config),
            SizeMultiple,
            Denoiser.FixedSize.Width * VaeDecoder.Config.ScaleFactor
        );

    internal PictureSizes Heights =>
        new(
            Denoiser.FixedSize.Height * VaeDecoder.Config.ScaleFactor ?? Denoiser.Config.DefaultEdge(VaeDecoder.Config),
            SizeMultiple,
            Denoiser.FixedSize.Height * VaeDecoder.Config.ScaleFactor
        );

    internal int PicturesPerRun { get; }

    /// <summary>Bytes that a generation may take; null where unknown, as on a GPU.</summary>
    internal double? FreeMemory() =>
        _freeMemory?.Invoke() ?? (Device == InferenceDevice.Cpu ? Models.FreeMemory.Bytes() : null);

    /// <summary>Lets no new work begin; the sessions are freed now, or when the work that is running has ended. Does
    /// not wait for it.</summary>
    public void Dispose() => _lifetime.Close();

    /// <summary>As <see cref="Dispose"/>, and waits until the sessions are freed.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return new ValueTask(_lifetime.Freed);
    }

    /// <summary>Whether work is running at this moment.</summary>
    internal bool IsUsed => _lifetime.IsUsed;

    /// <summary>Keeps the sessions alive until the result is disposed of.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed of.</exception>
    internal Lifetime.Use Use() => _lifetime.Enter();

    /// <exception cref="ObjectDisposedException">The model is disposed of.</exception>
    internal void ExpectOpen() => _lifetime.ExpectOpen();

    private void Free()
    {
        _parts.Dispose();
        Free(_vaeEncoder);
        _superResolution?.Dispose();
        Free(_previewDecoder);
        Free(_safetyChecker);
    }

    private static void Free<T>(Lazy<T>? part)
        where T : IDisposable
    {
        if (part is { IsValueCreated: true })
        {
            part.Value.Dispose();
        }
    }
}

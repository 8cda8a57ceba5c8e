using System.Diagnostics;
using Flash.Inference.Models;
using Flash.Inference.Schedulers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Inference;

// From a folder to a model.
public sealed partial class DiffusionModel
{
    /// <summary>Loads a model folder; takes from tenths of a second to some seconds.</summary>
    /// <param name="folder">Holds <c>model_index.json</c>, <c>scheduler/</c>, <c>tokenizer/</c>, <c>text_encoder/</c>,
    /// <c>unet/</c>, <c>vae_decoder/</c> and, if any, <c>vae_encoder/</c> (to start from pictures),
    /// <c>things/</c> (stored things, where <c>model_index.json</c> names them),
    /// <c>text_encoder_2/</c> with <c>tokenizer_2/</c> (SDXL), <c>preview_decoder/</c>, <c>upscaler/</c>,
    /// <c>safety_checker/</c>. Stable Diffusion 3 and FLUX.1 have <c>transformer/</c> instead of <c>unet/</c>, and T5
    /// as their last text encoder.</param>
    /// <param name="options">Device and threads; null for the defaults.</param>
    /// <param name="logger">Told what was loaded, and where it runs; null for no one.</param>
    /// <exception cref="InferenceException">A file is missing, damaged or does not fit the others, or the device cannot
    /// be used.</exception>
    public static DiffusionModel Load(string folder, InferenceOptions? options = null, ILogger? logger = null) =>
        ModelFile.Guard(folder, () => LoadParts(folder, options, logger));

    private static DiffusionModel LoadParts(string folder, InferenceOptions? options, ILogger? logger)
    {
        options ??= new InferenceOptions();
        logger ??= NullLogger.Instance;
        var started = Stopwatch.GetTimestamp();
        var files = ModelFiles.Open(folder);
        var named = ModelFiles.Read<SchedulerConfig>(files.Scheduler);
        var schedulerConfig = Scheduler.Substitute(named);
        if (schedulerConfig.ClassName != named.ClassName)
        {
            Log.SchedulerSubstituted(logger, named.ClassName, schedulerConfig.ClassName);
        }

        _ = Scheduler.Create(schedulerConfig, ModelDefaults.InferenceSteps(schedulerConfig));
        var sessions = new SessionFactory(options, logger);
        var parts = ModelParts.Load(files, sessions);
        var model = new DiffusionModel(
            files,
            (parts.Denoiser as Transformer)?.WithDefaults(schedulerConfig) ?? schedulerConfig,
            parts,
            sessions,
            options,
            ModelCatalog.FindUpscaler(options)
        );
        Log.ModelLoaded(logger, model.Name, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return model;
    }

    /// <inheritdoc cref="Load"/>
    /// <param name="folder">As for <see cref="Load"/>.</param>
    /// <param name="options">Device and threads; null for the defaults.</param>
    /// <param name="logger">Told what was loaded, and where it runs; null for no one.</param>
    /// <param name="cancellationToken">Looked at before the loading begins.</param>
    public static Task<DiffusionModel> LoadAsync(
        string folder,
        InferenceOptions? options = null,
        ILogger? logger = null,
        CancellationToken cancellationToken = default
    ) => Task.Run(() => Load(folder, options, logger), cancellationToken);

    private static VaeDecoder LoadPreviewDecoder(ModelFiles files, SessionFactory sessions, VaeConfig config)
    {
        var decoder = new VaeDecoder(files, sessions, "preview_decoder");
        if (decoder.Config.LatentChannels == config.LatentChannels && decoder.Config.ScaleFactor == config.ScaleFactor)
        {
            return decoder;
        }

        decoder.Dispose();
        throw new InferenceException(
            $"{files.Config("preview_decoder")}: {decoder.Config.LatentChannels} latent channels and "
                + $"{decoder.Config.ScaleFactor} pixels per latent; the VAE has {config.LatentChannels} and "
                + $"{config.ScaleFactor}."
        );
    }
}

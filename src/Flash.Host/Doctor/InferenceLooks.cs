using Flash.Host.CommandLine;
using Flash.Inference;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Host.Doctor;

internal static class InferenceLooks
{
    /// <summary>Encodes a small picture: takes libvips from the shared library to the last byte.</summary>
    public static Finding Pictures()
    {
        try
        {
            var jpeg = ImageEncoder.EncodeJpeg(new RgbImage(8, 8, new byte[8 * 8 * 3]));
            return Finding.Works(
                $"libvips {NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)} writes JPEG ({jpeg.Length} bytes)"
            );
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or NetVips.VipsException)
        {
            return Finding.Broken(
                $"libvips does not load ({ErrorSentence.Of(e.InnerException ?? e)}): on other systems than Linux x64 "
                    + $"install libvips 8.15 or later"
            );
        }
    }

    /// <summary>Loads the model as a worker would.</summary>
    public static Finding Model(IConfiguration configuration)
    {
        try
        {
            var options = configuration.GetSection(InferenceOptions.Section).Get<InferenceOptions>()
                ?? new InferenceOptions();
            using var model = DiffusionModel.Load(
                ModelCatalog.FindModel(options.Model, options),
                options,
                NullLogger.Instance
            );
            var warning = SafetyLooks.Warning(
                model,
                isChecked: Inference.Safety.SafetyNetwork.FindFolder(options) is not null
            );
            return Finding.Works(
                $"{model.Name} loads on {(model.Device == InferenceDevice.Cpu ? "the CPU" : "the GPU")} "
                    + $"({model.DeviceReason}), {model.DefaultWidth}x{model.DefaultHeight}, "
                    + $"{model.DefaultInferenceSteps} steps{(warning is null ? "" : $"; WARNING: {warning}")}"
            );
        }
        catch (Exception e) when (e is InferenceException or InvalidOperationException or ArgumentException)
        {
            return Finding.Broken(ErrorSentence.Of(e));
        }
    }
}

using Flash.Inference.Schedulers;

namespace Flash.Inference.Models;

/// <summary>What a folder's parts are like where no <c>config.json</c> says so: diffusers' own ONNX pipelines and Olive
/// save none. The graphs give what they can; the rest are constants of Stable Diffusion and SDXL, which every model of
/// these families shares.</summary>
internal sealed class Layout
{
    // Of Stable Diffusion's UNet, one entry a level, and of SDXL's.
    private static readonly int[] UNetLevels = [320, 640, 1280, 1280],
        XlUNetLevels = [320, 640, 1280],
        VaeLevels = [128, 256, 512, 512];

    private const int LatentChannels = 4,
        InpaintingChannels = LatentChannels + 1 + LatentChannels,
        LcmGuidanceWidth = 256;
    private const float ScalingFactor = 0.18215f,
        XlScalingFactor = 0.13025f;

    private readonly ModelFiles _files;
    private readonly ModelIndex _index;
    private readonly SchedulerConfig _scheduler;
    private readonly bool _isXl;

    private Layout(ModelFiles files, ModelIndex index, SchedulerConfig scheduler)
    {
        (_files, _index, _scheduler) = (files, index, scheduler);
        _isXl = File.Exists(files.Onnx("text_encoder_2"));
    }

    public static Layout Of(ModelFiles files) =>
        new(files, ModelIndex.Read(files), ModelFiles.Read<SchedulerConfig>(files.Scheduler));

    public UNetConfig UNet() =>
        TransformerConfig.Find(_files)?.AsLatents(Vae().LatentChannels) ?? Read("unet", BareUNet);

    public VaeConfig Vae() =>
        // Repositories that hold the weights in both formats say it once, for both halves.
        !File.Exists(_files.Config("vae_decoder")) && File.Exists(_files.Config("vae"))
            ? ModelFiles.Read<VaeConfig>(_files.Config("vae"))
            : Read("vae_decoder", BareVae);

    public TextEncoderConfig TextEncoder(string component) => Read(component, () => new TextEncoderConfig());

    private T Read<T>(string component, Func<T> bare) =>
        // flash-mini and its kind always say what they are; no constants are known of them.
        File.Exists(_files.Config(component))
        || _scheduler.ClassName == "ImagineFlashScheduler"
            ? ModelFiles.Read<T>(_files.Config(component))
            : bare();

    private UNetConfig BareUNet()
    {
        var inpaints = _index.ClassName.Contains("Inpaint", StringComparison.Ordinal);
        return new UNetConfig
        {
            InChannels = inpaints ? InpaintingChannels : LatentChannels,
            OutChannels = LatentChannels,
            SampleSize = SampleSize(),
            BlockOutChannels = _isXl ? XlUNetLevels : UNetLevels,
            DownBlockTypes = _isXl
                ? ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"]
                : ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"],
            TimeCondProjDim = _index.ClassName.Contains("LatentConsistency", StringComparison.Ordinal)
                ? LcmGuidanceWidth
                : null,
        };
    }

    private VaeConfig BareVae() =>
        new()
        {
            ScalingFactor = _isXl ? XlScalingFactor : ScalingFactor,
            LatentChannels = LatentChannels,
            BlockOutChannels = VaeLevels,
        };

    // 512 pixels; 768 of those of Stable Diffusion 2 that predict v; 1024 of SDXL, whose Turbo is told by its sampler:
    // 512 again.
    private int SampleSize() =>
        (_isXl, _scheduler) switch
        {
            (true, { ClassName: "EulerAncestralDiscreteScheduler", TimestepSpacingName: "trailing" }) => 64,
            (true, _) => 128,
            (false, { PredictionTypeName: "v_prediction" }) => 96,
            _ => 64,
        };
}
